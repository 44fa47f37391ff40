"""Snippets: the best paragraphs of a document, with the hits highlighted on the text as printed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from search import weights
from search.chinese.folding import find_source_offsets, fold_with_map
from search.index.document_text import DocumentText
from search.index.passage_layout import (
    AGENDA_UNIT_INDEX,
    BLANK_BEFORE_FLAG,
    MARK_CONTEXT_LENGTH,
    PLAIN_FLAG,
    TITLE_UNIT_INDEX,
    PassageLayout,
)
from search.protocol.highlights import HighlightedText, Range, Snippet, merge_ranges
from search.results.snippet_window import select_window

MAX_HIGHLIGHTS = 50  # occurrences of one string highlighted in one paragraph
_OPENING_KINDS = ("operative", "preamble", "body")  # of the paragraph that is shown when none matches, the best first

StringSpans = tuple[list[int], list[int]]  # starts and ends of a string in the folded text of a document, ascending


@dataclass(frozen=True, slots=True)
class SnippetSource:
    """The text of one document, and where its paragraphs are."""

    layout: PassageLayout
    text: DocumentText


def build_snippets(source: SnippetSource, strings: list[StringSpans], scores: np.ndarray) -> tuple[list[Snippet], int]:
    """Return snippets of the passages with the highest ``scores``, and the number of other matching passages.

    There are ``MAX_SNIPPETS`` at most, the best first. Of equal scores the earlier passage comes first.
    """
    matching = scores.nonzero()[0]
    best = matching[(-scores[matching]).argsort(kind="stable")[: weights.MAX_SNIPPETS]]
    return [_build_snippet(source, passage, strings) for passage in best.tolist()], len(matching) - len(best)


def build_opening(source: SnippetSource) -> Snippet | None:
    """Return the beginning of the first operative paragraph, without one of the first that is no heading."""
    layout = source.layout
    kinds = [layout.kind(passage) for passage in range(len(layout.passage_starts) - 1)]
    passage = next((kinds.index(kind) for kind in _OPENING_KINDS if kind in kinds), None)
    return None if passage is None else _build_snippet(source, passage, [])


def highlight_heads(layout: PassageLayout, heads: Iterable[str], strings: list[StringSpans]) -> list[HighlightedText]:
    """Highlight ``heads``, title and subject of a document; they come first in its folded text."""
    first, last = layout.unit_span(TITLE_UNIT_INDEX)[0], layout.unit_span(AGENDA_UNIT_INDEX)[1]
    if all(not starts or starts[0] >= last for starts, _ in strings):
        return [HighlightedText(head, ()) for head in heads]
    highlighted = []
    for head in heads:
        folded = fold_with_map(head)
        hits = _find_hits(strings, first, first + len(folded.text))
        ranges = merge_ranges(folded.printed_span(start - first, end - first) for start, end in hits)
        highlighted.append(HighlightedText(head, tuple(ranges)))
        first += len(folded.text) + 1  # a unit separator follows each
    return highlighted


def _build_snippet(source: SnippetSource, passage: int, strings: list[StringSpans]) -> Snippet:
    layout = source.layout
    text, ranges = _highlight_passage(source, passage, strings)
    start, end = select_window(text, ranges)
    visible = tuple((max(s, start) - start, min(e, end) - start) for s, e in ranges if s < end and e > start)
    names = layout.anchor(passage), layout.label(passage), layout.kind(passage)
    return Snippet(text[start:end], visible, *names, start > 0, end < len(text))


def _highlight_passage(source: SnippetSource, passage: int, strings: list[StringSpans]) -> tuple[str, list[Range]]:
    """Return a passage as printed and its hits; footnote numbers are removed unless a hit contains one."""
    layout = source.layout
    printed = source.text.printed(*layout.printed_span(passage))
    unit, *mark_units = layout.units_of(passage)
    is_plain = layout.flags[unit] & PLAIN_FLAG
    text = printed if is_plain else remove_ranges(printed, layout.marks(passage))
    first, last = layout.unit_span(unit)
    first += bool(layout.flags[unit] & BLANK_BEFORE_FLAG)
    if hits := _find_hits(strings, first, last):
        if is_plain:
            offsets = find_source_offsets(text)
            return text, merge_ranges((offsets[start - first], offsets[end - first - 1] + 1) for start, end in hits)
        folded = fold_with_map(text)
        return text, merge_ranges(folded.printed_span(start - first, end - first) for start, end in hits)
    across_marks = (
        _hits_across_mark(source, unit, printed, mark, strings)
        for unit, mark in zip(mark_units, layout.marks(passage), strict=True)
    )
    return printed, merge_ranges(chain.from_iterable(across_marks))


def _hits_across_mark(
    source: SnippetSource, unit: int, printed: str, mark: Range, strings: list[StringSpans]
) -> Iterator[Range]:
    """Yield the hits in the unit that repeats the surroundings of a footnote mark, as ranges of ``printed``."""
    first, last = source.layout.unit_span(unit)
    first += 1  # a unit separator comes before
    folded = fold_with_map(printed)
    shift = folded.folded_range(*mark).start - MARK_CONTEXT_LENGTH - first
    for start, end in _find_hits(strings, first, last):
        start, end = max(start + shift, 0), min(end + shift, len(folded.text))
        if start < end:
            yield folded.printed_span(start, end)


def _find_hits(strings: list[StringSpans], first: int, last: int) -> list[Range]:
    """Return the parts of the strings that lie between two offsets of the folded text (end exclusive)."""
    hits = []
    for starts, ends in strings:
        low = bisect_right(ends, first)
        if low < len(starts) and starts[low] < last:
            high = bisect_left(starts, last, low, low + MAX_HIGHLIGHTS if low + MAX_HIGHLIGHTS < len(starts) else None)
            hits += [(max(starts[at], first), min(ends[at], last)) for at in range(low, high)]
    return hits


def remove_ranges(text: str, ranges: Iterable[Range]) -> str:
    """Return ``text`` without ``ranges``, which are ascending and do not overlap.

    >>> remove_ranges("决定。905 安理会", [(3, 6)])
    '决定。 安理会'
    """
    starts, ends = zip(*ranges, strict=True) if (ranges := list(ranges)) else ((), ())
    return "".join(text[start:end] for start, end in zip((0, *ends), (*starts, len(text)), strict=True))
