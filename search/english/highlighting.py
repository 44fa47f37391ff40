"""Hits in English paragraphs, and the part of a paragraph that a result shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resolutions.text.english_words import COMMON_WORDS, EnglishWord, split_words
from search.english.query import EnglishTerm
from search.protocol.highlights import HighlightedText, Range, merge_ranges

MAX_SNIPPET_LENGTH = 320  # characters of an English paragraph
MAX_CHINESE_LENGTH = 160  # characters of a Chinese paragraph
_LONGEST_WORD = 24  # characters within which a cut looks for a blank
_SHORT_REST = 8  # less than this part of a snippet is not cut away
_ELLIPSIS = "…"


def collect_words(texts: Iterable[str]) -> set[str]:
    """Return the different words of texts, with and without their hyphens."""
    return {word.text for text in texts for join in (False, True) for word in split_words(text, join_hyphens=join)}


def find_hits(text: str, terms: Iterable[EnglishTerm], stems: Mapping[str, str]) -> list[Range]:
    """Return the ranges of the terms in a text; ``stems`` has those of the words of the text and of the terms."""
    forms = [split_words(text), split_words(text, join_hyphens=True)]
    return merge_ranges(
        span
        for term in terms
        for form in term.forms
        for words in forms
        for span in _find_term(term, form, words, stems)
    )


def _find_term(
    term: EnglishTerm, form: Sequence[str], words: Sequence[EnglishWord], stems: Mapping[str, str]
) -> Iterator[Range]:
    size = len(form)
    for at in range(len(words) - size + 1):
        if all(_is_like(term, form, place, words[at + place].text, stems) for place in range(size)):
            yield words[at].start, words[at + size - 1].end


def _is_like(term: EnglishTerm, form: Sequence[str], place: int, word: str, stems: Mapping[str, str]) -> bool:
    wanted = form[place]
    if term.is_prefix and place == len(form) - 1:
        return word.startswith(wanted)
    if term.is_phrase:
        return word == wanted
    both_common = wanted in COMMON_WORDS and word in COMMON_WORDS
    return both_common or stems.get(word, word) == stems.get(wanted, wanted)


def cut_snippet(text: str, hits: Sequence[Range], size: int = MAX_SNIPPET_LENGTH) -> HighlightedText:
    """Return the part of the text around its first hits, with an ellipsis where it is cut, between words if it has any.

    >>> cut_snippet("Decides to extend", [(0, 7)]).runs
    [HighlightRun(text='Decides', is_hit=True), HighlightRun(text=' to extend', is_hit=False)]
    """
    before = size // 3
    return _cut(text, hits, size, max(0, hits[0][0] - before) if hits else 0)


def cut_beside(text: str, english: str, hits: Sequence[Range], size: int = MAX_CHINESE_LENGTH) -> HighlightedText:
    """Return the part of a Chinese paragraph that stands as far into it as the first hit into the English one."""
    middle = round(len(text) * (hits[0][0] / max(1, len(english)))) if hits else 0
    return _cut(text, (), size, max(0, middle - size // 3))


def _cut(text: str, hits: Sequence[Range], size: int, first: int) -> HighlightedText:
    if len(text) <= size:
        return HighlightedText(text, tuple(hits))
    first = min(first, len(text) - size)
    first = 0 if first < size // _SHORT_REST else first
    blank = text.find(" ", first, first + _LONGEST_WORD) if first else -1
    start = blank + 1 if blank >= 0 else first
    end = min(first + size, len(text))
    blank = text.rfind(" ", end - _LONGEST_WORD, end) if end < len(text) else -1
    end = blank if blank > start else end
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    shift = len(before) - start
    kept = ((max(one, start) + shift, min(other, end) + shift) for one, other in hits if one < end and other > start)
    return HighlightedText(f"{before}{text[start:end]}{after}", tuple(kept))
