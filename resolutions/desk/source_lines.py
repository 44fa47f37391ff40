"""The lines of a source text beside its paragraphs, with the words that editors corrected."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.comparison.word_diff import DiffSegment
from resolutions.text.layout import read_lines
from resolutions.text.text_corrections import Overlay, find_paragraph_starts


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Line ``number`` of the source, counted from 1, as segments: as printed, and what replaces it."""

    number: int
    parts: list[DiffSegment]


def list_printed_lines(source: str, overlay: Overlay) -> list[PrintedLine]:
    """Return the lines with text, as extracted from the file; ``overlay`` was laid over ``source``."""
    marked = _mark_lines(source, overlay)
    return [
        PrintedLine(line.number, marked.get(line.number) or [DiffSegment("same", line.text)])
        for line in read_lines(source)
    ]


def _mark_lines(source: str, overlay: Overlay) -> dict[int, list[DiffSegment]]:
    """Return the segments of the lines that corrections touch, by number; a replacement stands in its first line."""
    starts = _line_starts(source)
    marked: dict[int, list[DiffSegment]] = {}
    at = 0
    for edit in overlay.edits:
        first, last = _line_number(starts, edit.start), _line_number(starts, max(edit.start, edit.end - 1))
        for number in range(first, last + 1):
            parts = marked.setdefault(number, [])
            start, end = starts[number - 1], _line_end(source, starts, number)
            begin = max(at, start) if parts else start
            _add(parts, "same", source[begin : max(edit.start, begin)])
            _add(parts, "old", source[max(edit.start, start) : min(edit.end, end)])
            if number == first:
                _add(parts, "new", edit.text)
        at = edit.end
        if not any(other.start >= edit.end and _line_number(starts, other.start) == last for other in overlay.edits):
            _add(marked[last], "same", source[edit.end : _line_end(source, starts, last)])
    return marked


def _add(parts: list[DiffSegment], kind: str, text: str) -> None:
    if text.strip("\r\n"):
        parts.append(DiffSegment(kind, text))  # type: ignore[arg-type]  # the callers name the three kinds


def _line_starts(source: str) -> list[int]:
    starts = [0]
    while (at := source.find("\n", starts[-1])) >= 0:
        starts.append(at + 1)
    return starts


def _line_number(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset)


def _line_end(source: str, starts: Sequence[int], number: int) -> int:
    return starts[number] - 1 if number < len(starts) else len(source)


def find_paragraph_lines(source: str, overlay: Overlay, paragraphs: Sequence[str]) -> list[int | None]:
    """Return the number of the line where each paragraph begins, counted from 1; None where it is not found."""
    starts = _line_starts(source)
    places = find_paragraph_starts(overlay.text, paragraphs)
    return [None if place is None else _line_number(starts, overlay.source_offset(place)) for place in places]
