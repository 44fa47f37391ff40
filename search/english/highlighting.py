"""Hits in English paragraphs, and the part of a paragraph that a result shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resolutions.text.english_words import COMMON_WORDS, EnglishWord, split_words
from search.english.query import EnglishTerm
from search.protocol.highlights import HighlightedText, Range, merge_ranges

MAX_SNIPPET_LENGTH = 320  # characters of an English paragraph
_BEFORE = 90  # characters before the first hit
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


def cut_snippet(text: str, hits: Sequence[Range]) -> HighlightedText:
    """Return the part of the text around its first hits, with an ellipsis where it is cut, between words.

    >>> cut_snippet("Decides to extend", [(0, 7)]).runs
    [HighlightRun(text='Decides', is_hit=True), HighlightRun(text=' to extend', is_hit=False)]
    """
    if len(text) <= MAX_SNIPPET_LENGTH:
        return HighlightedText(text, tuple(hits))
    first = max(0, hits[0][0] - _BEFORE) if hits else 0
    first = min(first, len(text) - MAX_SNIPPET_LENGTH)
    start = text.find(" ", first) + 1 if first else 0
    end = first + MAX_SNIPPET_LENGTH
    end = text.rfind(" ", start, end) if end < len(text) and " " in text[start + 1 : end] else min(end, len(text))
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    shift = len(before) - start
    kept = tuple(
        (max(one, start) + shift, min(other, end) + shift) for one, other in hits if one < end and other > start
    )
    return HighlightedText(f"{before}{text[start:end]}{after}", kept)


def cut_beside(text: str, english: str, hits: Sequence[Range], size: int = 160) -> HighlightedText:
    """Return the part of a Chinese paragraph that stands as far into it as the first hit into the English one."""
    if len(text) <= size:
        return HighlightedText(text, ())
    middle = round(len(text) * (hits[0][0] / max(1, len(english)))) if hits else 0
    start = min(max(0, middle - size // 3), len(text) - size)
    start = 0 if start < size // 8 else start
    end = start + size
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    return HighlightedText(f"{before}{text[start:end]}{after}", ())
