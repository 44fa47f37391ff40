"""Tables without ruled lines: at least three rows whose cells stand apart in the same columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.page_table import PageTable
from resolutions.sources.pdf.printed_lines import build_line
from resolutions.sources.printed_layout import merge_lines

_FEWEST_ROWS = 3
_CELL_GAP = 0.5  # of the glyph size, between the columns of a table
_WIDE_GAP = 2.0  # of the glyph size; columns of prose are closer
_LINE_DISTANCE = 1.6  # of the glyph size; a cell goes on in a line so close
_ROW_DISTANCE = 3.5  # of the glyph size; rows farther apart are not of one table
_LONGEST_MARKER = 5  # characters: a number with a wide gap behind begins a paragraph

Line = Sequence[GlyphRow]


@dataclass(slots=True)
class _OpenTable:
    """Rows so far, each with the pieces of its cells, and the left and right edge of each column."""

    spans: list[tuple[float, float]]
    rows: list[list[list[GlyphRow]]] = field(default_factory=list)
    lines: int = 0
    lowest: GlyphRow | None = None

    def place(self, line: Line) -> list[int] | None:
        """Return the column of each piece of a line; None when one is in no column or in several."""
        columns = []
        for piece in line:
            over = [at for at, (x0, x1) in enumerate(self.spans) if x0 < piece.x1 and piece.x0 < x1]
            gap = _CELL_GAP * piece.size
            if len(over) != 1 or any(
                x0 - gap < piece.x1 and piece.x0 < x1 + gap for at, (x0, x1) in enumerate(self.spans) if at != over[0]
            ):
                return None
            columns.append(over[0])
        return columns if len(set(columns)) == len(columns) else None

    def add(self, line: Line, columns: Sequence[int], is_new_row: bool) -> None:
        """Add a line as a row, or to the cells of the last row."""
        if is_new_row:
            self.rows.append([[] for _ in self.spans])
        for at, piece in zip(columns, line, strict=True):
            self.spans[at] = min(self.spans[at][0], piece.x0), max(self.spans[at][1], piece.x1)
            self.rows[-1][at].append(piece)
        self.lines += 1
        self.lowest = line[0]


def find_unruled_tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, PageTable]]:
    """Yield first line, line behind the last, and the table; ``lines`` are the pieces of each baseline of a column."""
    at = 0
    while at < len(lines):
        table = _read_table(lines, at)
        if table and len(table.rows) >= _FEWEST_ROWS and _is_table(table):
            yield at, at + table.lines, _build(table)
            at += table.lines
        else:
            at += max(1, (table.lines if table else 0) - _FEWEST_ROWS)  # keeps the time linear


def _read_table(lines: Sequence[Line], start: int) -> _OpenTable | None:
    """Return the rows from line ``start`` on that agree in their columns."""
    if len(lines[start]) < 2:
        return None
    table = _OpenTable([(piece.x0, piece.x1) for piece in lines[start]])
    table.add(lines[start], range(len(table.spans)), is_new_row=True)
    for at in range(start + 1, len(lines)):
        line, columns = lines[at], table.place(lines[at])
        distance = (table.lowest.y - line[0].y if table.lowest else 0.0) / line[0].size
        is_row = len(line) == len(table.spans)
        is_more = distance <= _LINE_DISTANCE and columns != [0]
        if columns is None or distance > _ROW_DISTANCE or not (is_row or is_more):
            break
        table.add(line, columns, is_new_row=is_row)
    return table


def _is_table(table: _OpenTable) -> bool:
    """Return False for numbered paragraphs and for two columns of text, which fill their columns."""
    if all(len(row[0][0].text.strip()) <= _LONGEST_MARKER for row in table.rows) and len(table.spans) == 2:
        return False
    wide = sum(
        any(right[0].x0 - left[0].x1 > _WIDE_GAP * left[0].size for left, right in pairwise(row)) for row in table.rows
    )
    return 2 * wide >= len(table.rows)


def _build(table: _OpenTable) -> PageTable:
    cells = tuple(
        tuple(merge_lines([build_line(piece).text_with_mark for piece in cell]) for cell in row) for row in table.rows
    )
    first, last = table.rows[0][0][0], table.lowest or table.rows[-1][0][0]
    return PageTable(first.y, last.y, table.spans[0][0], table.spans[-1][1], (), cells)
