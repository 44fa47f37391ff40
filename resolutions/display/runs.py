"""Runs of a paragraph: stretches of text that are displayed in one way.

The template escapes and links each run. The texts of all runs joined equal the text of the paragraph.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

RunKind = Literal["plain", "lead", "verb", "citation", "link", "mark"]


class RunPiece(NamedTuple):
    """Part of a run; ``hit`` is the number of the search hit that contains it, 0 for none."""

    text: str
    hit: int = 0


class Run(NamedTuple):
    """A stretch of text; ``start`` is its offset in the paragraph.

    ``item`` is the citation of a citation run, the URL of a link run, the anchor of the footnote of a mark run.
    ``pieces`` are the parts of the run when a search hit begins or ends in it, otherwise empty.
    """

    kind: RunKind
    text: str
    start: int
    item: Any = None
    pieces: tuple[RunPiece, ...] = ()


class Span(NamedTuple):
    """Range ``start`` to ``end`` (exclusive) of characters that are not plain text."""

    kind: RunKind
    start: int
    end: int
    item: Any = None


def build_spans(
    lead: int,
    marks: Iterable[Sequence[Any]],
    citations: Iterable[Any],
    verb_end: int = 0,
    others: Iterable[Span] = (),
) -> list[Span]:
    """Return lead, opening verb, marks and citations of a paragraph in reading order, without overlaps.

    The verb is the text from the end of the lead to ``verb_end``.

    Of two that overlap the earlier one stays, of two with the same start the longer one: links cannot be nested.
    Omitted citations are still in the lists beside the text.
    """
    spans = [Span("lead", 0, lead)] if lead else []
    spans += [Span("verb", lead, verb_end)] if verb_end > lead else []
    spans += [Span("mark", start, end, anchor) for start, end, anchor in marks]
    spans += [Span("citation", citation.start, citation.end, citation) for citation in citations]
    spans += others
    disjoint: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not disjoint or span.start >= disjoint[-1].end:
            disjoint.append(span)
    return disjoint


def split_into_runs(
    text: str,
    spans: Iterable[Span],
    start: int = 0,
    end: int | None = None,
    hits: Sequence[tuple[int, int, int]] = (),
) -> list[Run]:
    """Return the runs of ``text[start:end]``; spans are cut at its ends.

    ``hits`` are tuples (start, end, number) of search hits, in characters of ``text``.

    >>> [run.text for run in split_into_runs("12. 重申", [Span("lead", 0, 4)])]
    ['12. ', '重申']

    """
    end = len(text) if end is None else min(end, len(text))
    runs: list[Run] = []
    at = start
    for span in spans:
        first, last = max(span.start, at), min(span.end, end)
        if first >= last:
            continue
        if first > at:
            runs.append(_run("plain", text, at, first, None, hits))
        runs.append(_run(span.kind, text, first, last, span.item, hits))
        at = last
    if at < end:
        runs.append(_run("plain", text, at, end, None, hits))
    return runs


def _run(kind: RunKind, text: str, start: int, end: int, item: Any, hits: Sequence[tuple[int, int, int]]) -> Run:
    return Run(kind, text[start:end], start, item, split_at_hits(text, start, end, hits))


def split_at_hits(text: str, start: int, end: int, hits: Sequence[tuple[int, int, int]]) -> tuple[RunPiece, ...]:
    """Split ``text[start:end]`` at the ends of search hits; empty when no hit overlaps it."""
    pieces: list[RunPiece] = []
    at = start
    for hit_start, hit_end, number in hits:
        first, last = max(hit_start, at), min(hit_end, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(RunPiece(text[at:first]))
        pieces.append(RunPiece(text[first:last], number))
        at = last
    if pieces and at < end:
        pieces.append(RunPiece(text[at:end]))
    return tuple(pieces)
