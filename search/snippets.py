"""The best paragraphs of a found document, with the hits marked on the text as printed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from search.folding import Folded, align, fold_with_map
from search.layout import BEFORE_PASSAGES, KINDS, PLAIN, VARIANT, Layout

MOST_PASSAGES = 3
LONGEST_SNIPPET = 130  # characters; about three lines on a wide page
MOST_RANGES = 50  # hits of one needle marked in one paragraph
_CLAUSE_ENDS = "。；;！？!?\n"
_PAUSES = "，,、：:)）"
_WEIGHTS = {"operative": 1.2, "sub": 1.2, "preamble": 1.1, "footnote": 0.8, "heading": 0.7}
_WEIGHT_OF_KIND = np.array([_WEIGHTS.get(kind, 1.0) for kind in KINDS])

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of one paragraph. ``ranges`` are the hits in ``text``, ascending and apart from each other."""

    anchor: str
    label: str
    kind: str
    text: str
    ranges: tuple[Range, ...]
    is_cut_before: bool
    is_cut_after: bool

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
class Document:
    """A document in which to mark: ``passage(start, end)`` reads its printed text by places of the layout."""

    layout: Layout
    text: str
    passage: Callable[[int, int], str]


def snippets(document: Document, needles: Iterable[str], whole: str = "") -> tuple[list[Snippet], int]:
    """Up to three paragraphs of a document and the number of further ones that were hit.

    ``needles`` are the folded strings to mark; ``whole``, the query itself, counts more than its words.
    """
    needles = {*needles, whole} - {""}
    worth = _worth_of_passages(document, needles, whole)
    best = np.argsort(-worth, kind="stable")[:MOST_PASSAGES]
    best = np.sort(best[worth[best] > 0]).tolist()
    return [_snippet(document, number, needles) for number in best], int((worth > 0).sum()) - len(best)


def _worth_of_passages(document: Document, needles: Iterable[str], whole: str) -> np.ndarray:
    """How much a reader wants to see each passage: different needles, long ones, the whole query above all.

    A hit across two passages counts for both.
    """
    layout = document.layout
    worth = np.zeros(len(layout.kinds) + BEFORE_PASSAGES)
    for needle in needles:
        places = np.array([match.start() for match in re.finditer(re.escape(needle), document.text)], np.int64)
        if not len(places):
            continue
        owners, ends = layout.owners_at(places), layout.owners_at(places + len(needle) - 1)
        owners = np.concatenate([owners, ends[ends != owners]])
        counts = np.bincount(owners + BEFORE_PASSAGES, minlength=len(worth))
        worth += (counts > 0) * (min(len(needle), 6) + (20 if needle == whole else 0)) + 0.3 * np.minimum(counts, 5)
    return worth[BEFORE_PASSAGES:] * _WEIGHT_OF_KIND[layout.kinds]


def _snippet(document: Document, number: int, needles: Iterable[str]) -> Snippet:
    layout = document.layout
    passage = document.passage(int(layout.starts[number]), int(layout.starts[number + 1]))
    ranges = merge(_printed_ranges(document, number, passage, needles))
    start, end = window(passage, ranges)
    inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in ranges if s < end and e > start)
    names = layout.anchor(number), layout.label(number), layout.kind(number)
    return Snippet(*names, passage[start:end], inside, start > 0, end < len(passage))


def _printed_ranges(document: Document, number: int, passage: str, needles: Iterable[str]) -> Iterator[Range]:
    """The hits of a passage on its text as printed."""
    layout = document.layout
    for unit in layout.units_of(number):
        first, last = layout.span(unit)
        folded, shift = _way_back(layout, unit, number, passage, document.text[first:last])
        shift -= first
        for start, end in _hits(document.text, needles, first, last):
            start, end = max(start + shift, 0), min(end + shift, len(folded.text))
            if start < end:
                yield folded.printed(start, end)


def _hits(text: str, needles: Iterable[str], first: int, last: int) -> Iterator[Range]:
    """Where needles lie in ``text[first:last]``, also those that only reach into it."""
    for needle in needles:
        place = text.find(needle, max(first - len(needle) + 1, 0), last + len(needle) - 1)
        for _ in range(MOST_RANGES):
            if place < 0:
                break
            yield max(place, first), min(place + len(needle), last)
            place = text.find(needle, place + len(needle), last + len(needle) - 1)


def _way_back(layout: Layout, unit: int, number: int, passage: str, text: str) -> tuple[Folded, int]:
    """The folded passage of a unit, and what leads from places in the unit to places in it."""
    own = text.lstrip(" \n")  # units may begin with a blank or a break
    before = len(text) - len(own)
    if layout.flags[unit] == PLAIN:
        return align(passage, own), -before
    if layout.flags[unit] == VARIANT:
        folded = fold_with_map(passage)
        return folded, folded.text.find(own) - before
    return fold_with_map(passage, layout.marks(number)), -before


def merge(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch joined.

    >>> merge([(5, 7), (0, 3), (2, 5)])
    [(0, 7)]
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def window(text: str, ranges: Sequence[Range], longest: int = LONGEST_SNIPPET) -> Range:
    """The part of ``text`` to show: whole clauses around as many hits as fit, some words before the first."""
    if len(text) <= longest or not ranges:
        return 0, min(len(text), longest)
    first = max(ranges, key=lambda one: (sum(one[0] <= s < one[0] + longest * 2 // 3 for s, _ in ranges), -one[0]))
    start = _clause_start(text, first[0], longest // 3)
    end = max(start + longest, min(first[1], start + 2 * longest))
    if len(text) - end < 12:
        return start, len(text)
    stop = max((text.rfind(mark, first[1], end) for mark in _CLAUSE_ENDS), default=-1)
    pause = max((text.rfind(mark, first[1], end) for mark in _PAUSES), default=-1)
    for place in (stop, pause):
        if place > start + longest * 2 // 3:
            return start, place + 1
    return start, end


def _clause_start(text: str, hit: int, reach: int) -> int:
    """Where the clause of a hit begins, at most ``reach`` characters before it."""
    low = max(hit - reach, 0)
    if low == 0:
        return 0
    for marks in (_CLAUSE_ENDS, _PAUSES):
        place = max(text.rfind(mark, low, hit) for mark in marks)
        if place >= 0:
            return place + 1
    return low
