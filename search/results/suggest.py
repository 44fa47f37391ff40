"""Type-ahead: titles, themes and dictionary terms that complete what was typed, also by pinyin."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.pinyin import to_pinyin
from search.index.snapshot import Snapshot
from search.protocol.suggestion import Suggestion
from search.query.synonyms import read_synonym_groups

MAX_SUGGESTIONS = 8
MAX_PREFIX_LENGTH = 40  # characters typed that are still completed
MIN_PINYIN_LENGTH = 2  # letters


@dataclass(slots=True)
class SuggestionIndex:
    """All suggestions from one snapshot.

    ``terms`` are dictionary terms and themes, the most frequent first, then titles of documents. ``by_pinyin`` holds
    full pinyin, initials and suggestion of the terms and themes, in the same order.
    """

    terms: list[Suggestion]
    by_pinyin: list[tuple[str, str, Suggestion]] = field(default_factory=list)

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot) -> "SuggestionIndex":
        """Collect the suggestions of one snapshot; reads the card of every document."""
        themes: dict[str, int] = {}
        for theme, count in snapshot.terms("theme"):
            themes[theme] = themes.get(theme, 0) + count
        words = _count_words(snapshot)
        terms = [Suggestion(text, fold(text), "词语", count) for text, count in words.items() if count]
        terms += [Suggestion(text, fold(text), "主题", count) for text, count in themes.items() if text not in words]
        terms.sort(key=lambda term: (-term.count, len(term.text)))
        pinyin = [(to_pinyin(term.text), term) for term in terms]
        return cls([*terms, *_titles(snapshot)], [(item.full, item.initials, term) for item, term in pinyin])

    def complete(self, typed: str) -> list[Suggestion]:
        """Return the terms that begin with ``typed``, then those that contain it, then those that match by pinyin."""
        prefix = fold(typed[:MAX_PREFIX_LENGTH])
        if not prefix:
            return []
        starting = [term for term in self.terms if term.folded.startswith(prefix)]
        containing = []
        if len(starting) < MAX_SUGGESTIONS:
            containing = [term for term in self.terms if prefix in term.folded[1:]]
        suggestions = dict.fromkeys([*starting, *containing, *self._complete_pinyin(prefix)])
        return list(suggestions)[:MAX_SUGGESTIONS]

    def _complete_pinyin(self, letters: str) -> Iterator[Suggestion]:
        if not (letters.isascii() and letters.isalpha() and len(letters) >= MIN_PINYIN_LENGTH):
            return
        yield from (term for full, initials, term in self.by_pinyin if full.startswith(letters) or initials == letters)
        yield from (term for _, initials, term in self.by_pinyin if initials.startswith(letters))


def _count_words(snapshot: Snapshot) -> dict[str, int]:
    """Count the documents of each term of the dictionary; one that only its synonyms occur for has their count."""
    counts = {term: len(snapshot.postings("all", fold(term)).ids) for term in read_dictionary_terms()}
    for group in read_synonym_groups():
        found = {term: len(snapshot.postings("all", fold(term)).ids) for term in group}
        counts |= {term: count or max(found.values()) for term, count in found.items() if any(found.values())}
    return counts


def _titles(snapshot: Snapshot) -> Iterator[Suggestion]:
    for number in snapshot.live_ids.tolist():
        card = snapshot.card(number)
        yield Suggestion(card.title, fold(card.title), "文件", card.cited, card.url, card.key)


class SuggestionCache:
    """Thread-safe cache of the suggestions of the newest snapshot; they are collected on first use."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._suggestions = SuggestionIndex([])

    def get(self, snapshot: Snapshot) -> SuggestionIndex:
        """Return the suggestions of ``snapshot``."""
        with self._lock:
            if self._snapshot is not snapshot:
                self._snapshot, self._suggestions = snapshot, SuggestionIndex.from_snapshot(snapshot)
            return self._suggestions
