"""Cut a paragraph into runs: stretches of text that are shown one way. Pure.

The template escapes and links each run; joined, the runs give the text back.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

RunKind = Literal["plain", "lead", "citation", "mark"]


class RunPiece(NamedTuple):
    """Part of a run; ``hit`` is the number of the search hit it belongs to, 0 for none."""

    text: str
    hit: int = 0


class Run(NamedTuple):
    """A stretch of text that begins at character ``start`` of its paragraph.

    ``item`` is the citation of a citation run and the footnote's anchor of a mark run.
    ``pieces`` are its parts when a search hit begins or ends in it, otherwise empty.
    """

    kind: RunKind
    text: str
    start: int
    item: Any = None
    pieces: tuple[RunPiece, ...] = ()


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) that are more than plain text."""

    kind: RunKind
    start: int
    end: int
    item: Any = None


def build_spans(lead: int, marks: Iterable[Sequence], citations: Iterable[Any]) -> list[Span]:
    """All that is set apart in a paragraph, in reading order and without overlaps.

    Where two overlap the earlier wins, of two with one start the longer: a link cannot
    stand in a link. What is left out here is still in the lists beside the text.
    """
    found = [Span("lead", 0, lead)] if lead else []
    found += [Span("mark", start, end, anchor) for start, end, anchor in marks]
    found += [Span("citation", citation.start, citation.end, citation) for citation in citations]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def split_into_runs(
    text: str,
    spans: Iterable[Span],
    start: int = 0,
    end: int | None = None,
    hits: Sequence[tuple[int, int, int]] = (),
) -> list[Run]:
    """The runs of ``text[start:end]``; a span that reaches out of it is shortened.

    ``hits`` are ``(start, end, number)`` of search hits in the same characters.

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
    """The parts of ``text[start:end]`` inside and outside of hits; nothing when no hit touches it."""
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
