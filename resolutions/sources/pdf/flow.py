"""Columns → paragraphs and notes: which lines belong together, told by indents, gaps and the room a line left."""

import re
from collections.abc import Sequence

from resolutions.sources.pdf.columns import Column
from resolutions.sources.pdf.lines import Line
from resolutions.sources.pdf.measure import (
    INDENT,
    SMALL,
    Measure,
    Place,
    aligned,
    is_gap,
    leaves_room,
    measure_text,
    places_of,
    text_size,
)
from resolutions.sources.printed import Block, table_row

_NOTE = re.compile(r"(\d{1,4}|[a-z])[ \xa0]+(?=\S)")
_UNDERSCORES = re.compile(r"[_＿]{6,}")
_PAUSE = re.compile(r"[。；：，！？;:,!?.][”」』》）)]*\s?\d*$")


def read_flow(columns: Sequence[Column]) -> list[Block]:
    """Paragraphs and notes in reading order; a note stands behind the text of its column."""
    if not columns:
        return []
    if not any(column.rows for column in columns):
        return [table_row(cells) for column in columns if column.table for cells in column.table.rows]
    size = text_size(columns)
    split: list[tuple[list[Place], list[Place]]] = []
    for at, column in enumerate(aligned(columns)):
        after_notes = bool(split and split[-1][1])
        split.append(_split(places_of(column, at, size), size, after_notes))
    measure = measure_text(size, [body for body, _ in split])
    flow: list[Block] = []
    text: Block | None = None
    note: Block | None = None
    last: Place | None = None
    starts = False
    for column, (body, notes) in zip(columns, split, strict=True):
        if column.table:
            flow += [table_row(cells) for cells in column.table.rows]
            last = None
        for place in body:
            starts = last is None or _begins(last, place, starts, measure)
            if starts or text is None:
                text = Block([], heading=place.heading)
                flow.append(text)
            text.lines.append(place.line.marked)
            last = place
        for place in notes:
            found = _note_number(place.line, note)
            if found or note is None:
                note = Block([], number=found[0] if found else "")
                flow.append(note)
            note.lines.append(found[1] if found else place.line.text)
    return flow


def _split(places: list[Place], size: float, after_notes: bool) -> tuple[list[Place], list[Place]]:
    """The column's text and the notes below it; a rule of underscores between them is dropped.

    ``after_notes`` tells that the column before ended with notes: they may run on.
    """
    first = len(places)
    while first and places[first - 1].line.size < SMALL * size:
        first -= 1
    if after_notes and first == 0 and not any(_UNDERSCORES.fullmatch(place.line.text) for place in places):
        return [], places
    for at in range(first, len(places)):
        line = places[at].line
        ruled = _UNDERSCORES.fullmatch(line.text) or (at and _UNDERSCORES.fullmatch(places[at - 1].line.text))
        if ruled or _note_number(line, None):
            notes = [place for place in places[at:] if not _UNDERSCORES.fullmatch(place.line.text)]
            return [place for place in places[:at] if not _UNDERSCORES.fullmatch(place.line.text)], notes
    return [place for place in places if not _UNDERSCORES.fullmatch(place.line.text)], []


def _note_number(line: Line, last: Block | None) -> tuple[str, str] | None:
    """A note's number and the rest of its first line. A plain number counts when it follows the last note's."""
    if line.mark:
        return line.mark, line.text
    match = _NOTE.match(line.text)
    if not match:
        return None
    follows = last is None or not last.number or _next(last.number) == match[1]
    return (match[1], line.text[match.end() :]) if follows else None


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _begins(last: Place, place: Place, last_starts: bool, measure: Measure) -> bool:
    """Whether ``place`` begins a paragraph; ``last_starts`` tells whether the line before began one."""
    before, line, em = last.line, place.line, place.line.size
    if abs(before.size - line.size) > 0.08 * measure.size or last.heading != place.heading:
        return True
    if is_gap(last, place, measure) or leaves_room(last, place):
        return True
    if measure.spaced and last.column == place.column and not last.heading:
        return False  # where paragraphs are set apart, lines that are not belong together
    indent, indent_before = line.x0 - place.left, before.x0 - last.left
    if last_starts and before.text_x > before.x0 and abs(indent - (before.text_x - last.left)) < 0.3 * em:
        return False  # hangs below the text behind a number
    if indent - indent_before > INDENT * em or (indent_before - indent > INDENT * em and not last_starts):
        return True
    if not _PAUSE.search(before.text):
        return False
    if indent > INDENT * em:  # stands in like the line before: another paragraph, or a block that stands in
        return measure.indented or line.numbered
    # At the turn of a column no gap is seen; without an indent a full line seldom is a paragraph's last.
    return line.numbered_with_dot or (line.numbered and last.column != place.column and not measure.indented)
