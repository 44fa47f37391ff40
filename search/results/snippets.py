"""The best paragraphs of a found document, with the hits marked on the text as printed."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from search.chinese.folding import align, fold_with_map
from search.index.passage_layout import (
    BLANK_BEFORE_FLAG,
    MARK_CONTEXT_LENGTH,
    PLAIN_FLAG,
    TITLE_UNIT_INDEX,
    PassageLayout,
)

MAX_SNIPPETS = 3
MAX_SNIPPET_LENGTH = 130  # characters; about three lines on a wide page
MAX_HIGHLIGHTS = 50  # hits of one needle marked in one paragraph
_CLAUSE_ENDS = re.compile(r"[。；;！？!?\n]")
_PAUSES = re.compile(r"[，,、：:)）]")

Range = tuple[int, int]
StringOffsets = tuple[int, list[int]]  # the length of a string and its places in the folded text of a document


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """A text with its hits: ``ranges`` ascending and apart from each other."""

    text: str
    ranges: tuple[Range, ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each hit with the text before it, from the hit before that."""
        ends = [0, *(end for _, end in self.ranges)]
        return [(self.text[before:s], self.text[s:e]) for before, (s, e) in zip(ends, self.ranges, strict=False)]

    @property
    def rest(self) -> str:
        """The text after the last hit."""
        return self.text[self.ranges[-1][1] :] if self.ranges else self.text


@dataclass(frozen=True, slots=True)
class Snippet(HighlightedText):
    """A part of one paragraph."""

    anchor: str
    label: str
    kind: str
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True, slots=True)
class SnippetSource:
    """A document in which to mark.

    ``folded(start, end)`` reads its folded text by characters, ``printed(start, end)`` its
    text as printed by places of the layout.
    """

    layout: PassageLayout
    folded: Callable[[int, int], str]
    printed: Callable[[int, int], str]


def build_snippets(
    document: SnippetSource, strings: list[StringOffsets], worth: np.ndarray
) -> tuple[list[Snippet], int]:
    """The up to three paragraphs of a document that are worth most, and the number of further ones that were hit."""
    hit = worth.nonzero()[0]
    best = hit[(-worth[hit]).argsort(kind="stable")[:MAX_SNIPPETS]]
    best.sort()
    return [_snippet(document, number, strings) for number in best.tolist()], len(hit) - len(best)


def highlight_heads(layout: PassageLayout, heads: Iterable[str], strings: list[StringOffsets]) -> list[HighlightedText]:
    """``heads``, title and subject of a document, with their hits: the first things in its folded text."""
    first, last = layout.unit_span(TITLE_UNIT_INDEX)
    if all(not places or places[0] >= last for _, places in strings):
        return [HighlightedText(head, ()) for head in heads]
    marked = []
    for head in heads:
        folded = fold_with_map(head)
        hits = list(_hits(strings, first, first + len(folded.text)))
        ranges = merge_ranges(folded.printed_span(start - first, end - first) for start, end in hits)
        marked.append(HighlightedText(head, tuple(ranges)))
        first += len(folded.text) + 1  # a break comes after each
    return marked


def _snippet(document: SnippetSource, number: int, strings: list[StringOffsets]) -> Snippet:
    layout = document.layout
    passage, ranges = _marked(document, number, strings)
    start, end = select_window(passage, ranges)
    inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in ranges if s < end and e > start)
    names = layout.anchor(number), layout.label(number), layout.kind(number)
    return Snippet(passage[start:end], inside, *names, start > 0, end < len(passage))


def _marked(document: SnippetSource, number: int, strings: list[StringOffsets]) -> tuple[str, list[Range]]:
    """A passage as printed with its hits; without its footnote numbers, unless they were looked for too."""
    layout = document.layout
    printed = document.printed(int(layout.passage_starts[number]), int(layout.passage_starts[number + 1]))
    unit, *around_marks = layout.units_of(number)
    is_plain = layout.flags[unit] & PLAIN_FLAG
    passage = printed if is_plain else remove_ranges(printed, layout.marks(number))
    first, last = layout.unit_span(unit)
    first += bool(layout.flags[unit] & BLANK_BEFORE_FLAG)
    if hits := list(_hits(strings, first, last)):
        if is_plain and last - first == len(passage):
            return passage, merge_ranges((start - first, end - first) for start, end in hits)
        folded = align(passage, document.folded(first, last)) if is_plain else fold_with_map(passage)
        return passage, merge_ranges(folded.printed_span(start - first, end - first) for start, end in hits)
    across = (
        _across_mark(document, unit, printed, mark, strings)
        for unit, mark in zip(around_marks, layout.marks(number), strict=True)
    )
    return printed, merge_ranges(chain.from_iterable(across))


def _across_mark(
    document: SnippetSource, unit: int, printed: str, mark: Range, strings: list[StringOffsets]
) -> Iterator[Range]:
    """The hits in what repeats the surroundings of a footnote mark, on the passage with its marks."""
    first, last = document.layout.unit_span(unit)
    first += 1  # a break comes before
    folded = fold_with_map(printed)
    shift = folded.folded_range(*mark).start - MARK_CONTEXT_LENGTH - first
    for start, end in _hits(strings, first, last):
        start, end = max(start + shift, 0), min(end + shift, len(folded.text))
        if start < end:
            yield folded.printed_span(start, end)


def _hits(strings: list[StringOffsets], first: int, last: int) -> Iterator[Range]:
    """Where strings lie between two places of the folded text, also those that only reach in."""
    for length, places in strings:
        low, high = bisect_left(places, first - length + 1), bisect_left(places, last)
        for place in places[low : min(high, low + MAX_HIGHLIGHTS)]:
            yield max(place, first), min(place + length, last)


def remove_ranges(text: str, ranges: Iterable[Range]) -> str:
    """``text`` without some ranges, ascending.

    >>> remove_ranges("决定。905 安理会", [(3, 6)])
    '决定。 安理会'
    """
    starts, ends = zip(*ranges, strict=True) if (ranges := list(ranges)) else ((), ())
    return "".join(text[start:end] for start, end in zip((0, *ends), (*starts, len(text)), strict=True))


def merge_ranges(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch joined.

    >>> merge_ranges([(5, 7), (0, 3), (2, 5)])
    [(0, 7)]
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def select_window(text: str, ranges: Sequence[Range], longest: int = MAX_SNIPPET_LENGTH) -> Range:
    """The part of ``text`` to show: whole clauses around as many hits as fit, some words before the first."""
    if len(text) <= longest or not ranges:
        return 0, min(len(text), longest)
    first = ranges[0] if len(ranges) == 1 else _densest(ranges, longest * 2 // 3)
    start = _clause_start(text, first[0], longest // 3)
    end = max(start + longest, min(first[1], start + 2 * longest))
    if len(text) - end < 12:
        return start, len(text)
    for marks in (_CLAUSE_ENDS, _PAUSES):
        place = _last_of(marks, text, max(first[1], start + longest * 2 // 3 + 1), end)
        if place >= 0:
            return start, place + 1
    return start, end


def _densest(ranges: Sequence[Range], reach: int) -> Range:
    """The hit after which most others follow within ``reach`` characters; the first of equals."""
    return max(ranges, key=lambda one: (sum(one[0] <= start < one[0] + reach for start, _ in ranges), -one[0]))


def _clause_start(text: str, hit: int, reach: int) -> int:
    """Where the clause of a hit begins, at most ``reach`` characters before it."""
    low = max(hit - reach, 0)
    if low == 0:
        return 0
    for marks in (_CLAUSE_ENDS, _PAUSES):
        place = _last_of(marks, text, low, hit)
        if place >= 0:
            return place + 1
    return low


def _last_of(marks: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last of ``marks`` in a part of ``text`` stands, or -1."""
    place = -1
    for match in marks.finditer(text, start, end):
        place = match.start()
    return place
