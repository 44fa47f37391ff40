"""Paragraphs, table rows and notes of a tagged PDF, in the order of the tag tree."""

import re
from collections.abc import Iterator, Sequence

from resolutions.sources.pdf.letterhead import is_symbol, names_organization
from resolutions.sources.pdf.printed_lines import PrintedLine, build_line, is_wide, join_lines, place_lines_of
from resolutions.sources.pdf.tagged_elements import Path, TaggedElement
from resolutions.sources.pdf.tagged_tables import read_grid
from resolutions.sources.printed_layout import PrintedBlock, make_table_row, merge_lines

_NOTE_NUMBER = re.compile(r"(\d{1,5}|[a-z])(?:[ \xa0\t]+|$)|([*†‡]{1,3})\s*")
_OPEN_END = re.compile(r"[,，、\-–—]\s*$")
_NUMBERED = re.compile(r"(?:\d{1,3}[.．、)]|[(（]\w{1,5}[)）]|[-•·●■–—])")
_INDENT = 0.7  # ems
_SAME_SIZE = 0.3  # points


def build_tagged_blocks(elements: Sequence[TaggedElement]) -> list[PrintedBlock]:
    """Return the blocks of the elements in order; the notes of a table follow it."""
    blocks: list[PrintedBlock] = []
    for group in _tables_apart(_join_split_paragraphs(elements)):
        cells = [element for element in group if element.cell and not element.is_note]
        if cells:
            blocks += _table(cells)
        blocks += [_block(element) for element in group if not element.cell or element.is_note]
    return blocks


def _tables_apart(elements: Sequence[TaggedElement]) -> Iterator[list[TaggedElement]]:
    """Yield runs of elements of one table, or of none, with the notes among them."""
    group: list[TaggedElement] = []
    table: Path | None = None
    for element in elements:
        if not element.is_note:
            place = element.cell.table if element.cell else None
            if place != table and group:
                yield group
                group = []
            table = place
        group.append(element)
    if group:
        yield group


def _join_split_paragraphs(elements: Sequence[TaggedElement]) -> list[TaggedElement]:
    """Join the two elements that some producers make of one paragraph at a page turn."""
    joined: list[TaggedElement] = []
    last: TaggedElement | None = None
    for element in elements:
        if last is not None and not element.is_note and _runs_on(last, element):
            last.rows += element.rows
            continue
        joined.append(element)
        if not element.is_note:
            last = element
    return joined


def _runs_on(last: TaggedElement, element: TaggedElement) -> bool:
    """Return True if a sentence goes on in the first element of the next page, flush left and without a number."""
    (page, before), (next_page, row) = last.rows[-1], element.rows[0]
    if next_page != page + 1 or last.role != element.role or last.cell or element.cell or last.is_heading:
        return False
    text = row.text.strip()
    if not before.text.rstrip()[-1:].isalnum() and not (text[0].islower() and _OPEN_END.search(before.text)):
        return False
    left = min(line.x0 for _, line in last.rows)
    is_indented = last.rows[0][1].x0 > left + _INDENT * row.size
    return (
        (text[0].islower() or is_wide(text[0]) or is_indented)
        and not _NUMBERED.match(text)
        and abs(before.size - row.size) < _SAME_SIZE
        and abs(row.x0 - left) < _INDENT * row.size
    )


def _block(element: TaggedElement) -> PrintedBlock:
    lines = [build_line(row, element.is_heading, page) for page, row in element.rows]
    places = place_lines_of(lines)
    if not element.is_note:
        return PrintedBlock([join_lines(lines)], heading=element.is_heading, places=places)
    number, rest = _note_number(lines)
    return PrintedBlock([join_lines(rest)], number=number, places=places)


def _note_number(lines: Sequence[PrintedLine]) -> tuple[str, Sequence[PrintedLine]]:
    """Return the number of a note, printed in front or on a line of its own, and its lines without it."""
    first = lines[0]
    if first.mark:
        return first.mark, [first.with_text(first.text), *lines[1:]]
    match = _NOTE_NUMBER.match(first.text)
    if not match or (match.end() == len(first.text) and len(lines) == 1):
        return "", lines
    rest = first.text[match.end() :]
    return match[1] or match[2], [first.with_text(rest), *lines[1:]] if rest else lines[1:]


def _table(cells: Sequence[TaggedElement]) -> list[PrintedBlock]:
    """Return a line for each row; a single row or column and a letterhead are paragraphs."""
    grid = read_grid(cells)
    if len(grid) < 2 or len(grid[0]) < 2 or _is_letterhead(cells):
        return [_block(element) for element in cells]
    return [_table_row([[_block(element) for element in cell] for cell in row]) for row in grid]


def _is_letterhead(cells: Sequence[TaggedElement]) -> bool:
    """Return True if a table of the first page holds the name of the United Nations and a symbol."""
    rows = [placed for element in cells for placed in element.rows]
    texts = [row.text for page, row in rows if page == 0]
    return len(texts) == len(rows) and any(map(is_symbol, texts)) and any(map(names_organization, texts))


def _table_row(cells: Sequence[Sequence[PrintedBlock]]) -> PrintedBlock:
    texts = [merge_lines([block.lines[0] for block in cell]) for cell in cells]
    return make_table_row(texts, [place for cell in cells for block in cell for place in block.places])
