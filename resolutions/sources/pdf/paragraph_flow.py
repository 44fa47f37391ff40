"""Paragraphs and notes, built from columns by indents, gaps and the room left at the end of lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.sources.pdf.page_table import place_table
from resolutions.sources.pdf.printed_lines import PrintedLine, join_lines, place_lines_of
from resolutions.sources.pdf.text_columns import TextColumn
from resolutions.sources.pdf.text_metrics import (
    FOOTNOTE_SIZE_RATIO,
    MIN_INDENT_EMS,
    PlacedLine,
    TextMetrics,
    align_columns,
    body_font_size,
    has_room_for_next,
    is_paragraph_gap,
    measure_metrics,
    place_lines,
)
from resolutions.sources.printed_layout import PrintedBlock, make_table_row

_NOTE = re.compile(r"(\d{1,4}|[a-z])[ \xa0]+(?=\S)|([*†‡]{1,3})[ \xa0]*(?=\S)")
_UNDERSCORES = re.compile(r"[_＿]{6,}")
_NEVER_FIRST = ("、", "，", "。", "；", "：", "！", "？", "）", "》")  # a careless line break, never a paragraph
_ASIDE_GAP = 1.8  # of the text size; smaller lines so far below the text are no part of it
_SET_RIGHT = 0.4  # of the column width, from its left edge
_NARROWER = 0.2  # of the column width that the lines of a narrower block leave empty
_HEADING_LEADING = 1.7  # of the font size; a larger distance separates headings
_PAUSE = re.compile(r"[。；：，！？;:,!?.][”」』》）)]*\s?\d*$")


@dataclass(slots=True)
class _OpenBlock:
    """Lines of a paragraph or note to which lines of the next column may be added."""

    lines: list[PrintedLine]
    number: str = ""
    heading: bool = False

    def close(self) -> PrintedBlock:
        return PrintedBlock([join_lines(self.lines)], self.number, self.heading, place_lines_of(self.lines))


def build_blocks(columns: Sequence[TextColumn]) -> list[PrintedBlock]:
    """Return paragraphs and notes in reading order; a note follows the text of its column."""
    if not columns:
        return []
    if not any(column.rows for column in columns):
        return [row for column in columns for row in _table_rows(column)]
    size = body_font_size(columns)
    split: list[tuple[list[PlacedLine], list[PlacedLine]]] = []
    for at, column in enumerate(align_columns(columns)):
        after_notes = bool(split and split[-1][1])
        split.append(_split(place_lines(column, at, size), size, after_notes))
    metrics = measure_metrics(size, [body for body, _ in split])
    flow: list[PrintedBlock | _OpenBlock] = []
    text: _OpenBlock | None = None
    note: _OpenBlock | None = None
    last: PlacedLine | None = None
    starts = had_notes = False
    for column, (body, notes) in zip(columns, split, strict=True):
        after_notes, had_notes = had_notes, bool(notes)
        if column.table:
            flow += _table_rows(column)
            last = None
        for place in body:
            starts = last is None or _begins(last, place, starts, metrics)
            if starts or text is None:
                text = _OpenBlock([], heading=place.heading)
                flow.append(text)
            text.lines.append(place.line)
            last = place
        for at, place in enumerate(notes):
            numbered = _note_number(place.line, note)
            if numbered or note is None or (at == 0 and not after_notes):
                note = _OpenBlock([], number=numbered[0] if numbered else "")
                flow.append(note)
            note.lines.append(place.line.with_text(numbered[1] if numbered else place.line.text))
    return [block.close() if isinstance(block, _OpenBlock) else block for block in flow]


def _table_rows(column: TextColumn) -> list[PrintedBlock]:
    """Return the rows of the table of a column; the place of each is that of the table."""
    if not column.table:
        return []
    place = place_table(column.table, column.page)
    return [make_table_row(cells, [place]) for cells in column.table.rows]


def _split(places: list[PlacedLine], size: float, after_notes: bool) -> tuple[list[PlacedLine], list[PlacedLine]]:
    """Return the text of a column and the notes below it, without the rule of underscores between them.

    ``after_notes`` is True if the column before ended with notes, which may continue here.
    """
    first = len(places)
    while first and places[first - 1].line.size < FOOTNOTE_SIZE_RATIO * size:
        first -= 1
    if after_notes and first == 0 and not any(_UNDERSCORES.fullmatch(place.line.text) for place in places):
        return [], places
    for at in range(first, len(places)):
        line = places[at].line
        ruled = _UNDERSCORES.fullmatch(line.text) or (at and _UNDERSCORES.fullmatch(places[at - 1].line.text))
        if ruled or _note_number(line, None):
            notes = [place for place in places[at:] if not _UNDERSCORES.fullmatch(place.line.text)]
            return [place for place in places[:at] if not _UNDERSCORES.fullmatch(place.line.text)], notes
    body = [place for place in places if not _UNDERSCORES.fullmatch(place.line.text)]
    if 0 < first < len(places) and places[first - 1].line.y - places[first].line.y > _ASIDE_GAP * size:
        return places[:first], places[first:]
    return body, []


def _note_number(line: PrintedLine, last: _OpenBlock | None) -> tuple[str, str] | None:
    """Return the number of a note and the rest of its first line; None when the line begins no note.

    A number that is not raised counts only if it follows that of the last note.
    """
    if line.mark:
        return line.mark, line.text
    match = _NOTE.match(line.text)
    if not match:
        return None
    number = match[1] or match[2]
    follows = last is None or not last.number or match[2] or _next(last.number) == number
    return (number, line.text[match.end() :]) if follows else None


def _next(number: str) -> str:
    if not number.isalnum():
        return ""
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def _is_set_right(place: PlacedLine) -> bool:
    """Return True for a line in the right part of its column, as a date or a signature."""
    return place.line.x0 > place.left + _SET_RIGHT * (place.right - place.left)


def _is_narrower(last: PlacedLine, place: PlacedLine) -> bool:
    """Return True for lines of one sentence in a block narrower than its column."""
    if last.column != place.column or place.heading or _PAUSE.search(last.line.text) or place.line.is_numbered:
        return False
    return place.line.text[:1].islower() or last.right - last.line.x1 < _NARROWER * (last.right - last.left)


def _are_close(last: PlacedLine, place: PlacedLine) -> bool:
    return last.column == place.column and last.line.y - place.line.y < _HEADING_LEADING * place.line.size


def _begins(last: PlacedLine, place: PlacedLine, last_starts: bool, metrics: TextMetrics) -> bool:
    """Return True if ``place`` begins a paragraph; ``last_starts`` is True if the line before began one."""
    before, line, em = last.line, place.line, place.line.size
    if abs(before.size - line.size) > 0.08 * metrics.size or last.heading != place.heading:
        return True
    if is_paragraph_gap(last, place, metrics):
        return True
    if line.text[:1] in _NEVER_FIRST:
        return False
    if place.heading and _are_close(last, place) and metrics.is_spaced and not line.is_numbered:
        return False  # the lines of a heading may be shorter than those of the text
    if has_room_for_next(last, place) and not (metrics.is_spaced and _is_narrower(last, place)):
        return True
    if _is_set_right(last) and _is_set_right(place) and abs(before.x0 - line.x0) > MIN_INDENT_EMS * em:
        return True
    if metrics.is_spaced and last.column == place.column and not last.heading:
        return False  # paragraphs are separated by gaps, and here is none
    indent, indent_before = line.x0 - place.left, before.x0 - last.left
    if last_starts and before.text_x > before.x0 and abs(indent - (before.text_x - last.left)) < 0.3 * em:
        return False  # hanging indent: aligned with the text behind a number
    if indent - indent_before > MIN_INDENT_EMS * em or (
        indent_before - indent > MIN_INDENT_EMS * em and not last_starts
    ):
        return True
    if not _PAUSE.search(before.text):
        return False
    if abs(indent - indent_before) < 0.3 * em and not last_starts and not line.is_numbered:
        return False  # both are inside a block that stands in
    if indent > MIN_INDENT_EMS * em:  # indented like the line before: another paragraph, or an indented block
        return metrics.is_indented or line.is_numbered
    # Between columns no gap is visible; a full line without indent is seldom the last of its paragraph.
    return line.has_dotted_number or (line.is_numbered and last.column != place.column and not metrics.is_indented)
