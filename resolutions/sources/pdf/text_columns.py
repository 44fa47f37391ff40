"""Columns of text with their lines and tables, built from the rows between two gutters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolutions.sources.pdf.glyph_rows import GlyphRow, build_row
from resolutions.sources.pdf.page_table import PageTable
from resolutions.sources.pdf.unruled_tables import find_unruled_tables

_MOST_PIECES = 2  # of a line of text: a number and the words behind it
_FEWEST_TORN = 3  # lines with more pieces

Item = GlyphRow | PageTable


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Consecutive lines of one column, one row a baseline, and the left and right edge of the column in points.

    A ``table`` is a column of its own without rows. ``is_torn`` is True where several lines have wide gaps:
    columns or a table that were not recognised.
    """

    page: int
    rows: tuple[GlyphRow, ...]
    left: float
    right: float
    table: PageTable | None = None
    is_torn: bool = False


def part_column(page: int, items: Sequence[Item], edges: tuple[float, float] | None = None) -> Iterator[TextColumn]:
    """Yield the runs of rows between the tables of one column, and the tables; ``edges`` are those of the column.

    Without ``edges`` they are those of all its rows.
    """
    rows = [item for item in items if isinstance(item, GlyphRow)]
    if edges is None and rows:
        edges = min(row.x0 for row in rows), max(row.x1 for row in rows)
    for table in sorted((item for item in items if isinstance(item, PageTable)), key=lambda table: -table.y):
        above = [row for row in rows if row.y >= table.top]
        yield from _part_lines(page, above, edges)
        yield TextColumn(page, (), 0.0, 0.0, table)
        rows = rows[len(above) :]
    yield from _part_lines(page, rows, edges)


def _part_lines(page: int, rows: Sequence[GlyphRow], edges: tuple[float, float] | None) -> Iterator[TextColumn]:
    """Yield the lines of ``rows``, parted by the tables without rules among them."""
    lines = _baselines(rows)
    start = 0
    for first, behind, table in find_unruled_tables(lines):
        yield from _text_column(page, lines[start:first], edges)
        yield TextColumn(page, (), 0.0, 0.0, table)
        start = behind
    yield from _text_column(page, lines[start:], edges)


def _text_column(
    page: int, lines: Sequence[Sequence[GlyphRow]], edges: tuple[float, float] | None
) -> Iterator[TextColumn]:
    if lines and edges:
        torn = sum(len(line) > _MOST_PIECES for line in lines)
        yield TextColumn(page, tuple(map(_merge, lines)), *edges, is_torn=torn >= _FEWEST_TORN)


def merge_lines_of(rows: Sequence[GlyphRow]) -> list[GlyphRow]:
    """Merge rows with the same baseline."""
    return list(map(_merge, _baselines(rows)))


def _merge(line: Sequence[GlyphRow]) -> GlyphRow:
    return build_row(glyph for row in line for glyph in row.glyphs)


def _baselines(rows: Sequence[GlyphRow]) -> list[list[GlyphRow]]:
    """Return the rows of each baseline from left to right, from top to bottom."""
    lines: list[list[GlyphRow]] = []
    for row in sorted(rows, key=lambda row: -row.y):
        if lines and abs(lines[-1][0].y - row.y) < 0.25 * min(row.size, lines[-1][0].size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda row: row.x0) for line in lines]
