"""Type-ahead: symbols, titles, themes and terms of the field, from the first character or by their sound."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from search.chinese.dictionary import read_dictionary_terms
from search.chinese.folding import fold
from search.chinese.pinyin import to_pinyin
from search.index.snapshot import Snapshot

MAX_SUGGESTIONS = 8
MAX_PREFIX_LENGTH = 40  # characters typed that are still completed


@dataclass(frozen=True, slots=True)
class Suggestion:
    text: str
    folded: str
    kind: str
    count: int
    url: str = ""


@dataclass(slots=True)
class SuggestionIndex:
    """What can be suggested from one snapshot, the commonest first."""

    terms: list[Suggestion]
    by_sound: list[tuple[str, str, Suggestion]] = field(default_factory=list)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "SuggestionIndex":
        themes: dict[str, int] = {}
        for theme, count in snapshot.terms("theme"):
            themes[theme] = themes.get(theme, 0) + count
        words = {term: len(snapshot.postings("all", fold(term)).ids) for term in read_dictionary_terms()}
        found = [Suggestion(text, fold(text), "词语", count) for text, count in words.items() if count]
        found += [Suggestion(text, fold(text), "主题", count) for text, count in themes.items() if text not in words]
        found.sort(key=lambda term: (-term.count, len(term.text)))
        sounds = [(to_pinyin(term.text).full, to_pinyin(term.text).initials, term) for term in found]
        return cls([*found, *_titles(snapshot)], sounds)

    def matching(self, typed: str) -> list[Suggestion]:
        """Terms that begin with what was typed, then those that hold it, then those that sound like it."""
        wanted = fold(typed[:MAX_PREFIX_LENGTH])
        if not wanted:
            return []
        begin = [term for term in self.terms if term.folded.startswith(wanted)]
        inside = [term for term in self.terms if wanted in term.folded[1:]] if len(begin) < MAX_SUGGESTIONS else []
        sound = []
        if wanted.isascii() and wanted.isalpha() and len(wanted) > 1:
            sound = [term for whole, initials, term in self.by_sound if whole.startswith(wanted) or initials == wanted]
            sound += [term for _, initials, term in self.by_sound if initials.startswith(wanted)]
        return list(dict.fromkeys([*begin, *inside, *sound]))[:MAX_SUGGESTIONS]


def _titles(snapshot: Snapshot) -> Iterator[Suggestion]:
    for number in snapshot.live_ids.tolist():
        card = snapshot.card(number)
        yield Suggestion(card.title, fold(card.title), "文件", card.cited, card.url)


class SuggestionCache:
    """The terms of the newest snapshot seen, worked out when first asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._terms = SuggestionIndex([])

    def terms(self, snapshot: Snapshot) -> SuggestionIndex:
        with self._lock:
            if self._snapshot is not snapshot:
                self._snapshot, self._terms = snapshot, SuggestionIndex.of(snapshot)
            return self._terms
