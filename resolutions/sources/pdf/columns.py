"""Columns of a page in reading order: bands across the page, then the left and the right column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolutions.sources.pdf.glyph_rows import GlyphRow, build_row
from resolutions.sources.pdf.ruled_tables import RuledTable

_MIDDLE = (0.35, 0.65)  # share of the page width that can contain a gutter
_STEP = 2.0  # points
_FILLED = 0.75  # share of the column width from which a line is full
_SHARE = 0.25  # share of lines that must be full
_SAME_GUTTER = 20.0  # points
_FEWEST = 2  # full lines on either side


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Consecutive lines of one column, one row a baseline, and the left and right edge of the column in points.

    A ``table`` is a column of its own without rows.
    """

    page: int
    rows: tuple[GlyphRow, ...]
    left: float
    right: float
    table: RuledTable | None = None


def read_columns(pages: Sequence[Sequence[GlyphRow]], tables: Sequence[Sequence[RuledTable]]) -> list[TextColumn]:
    """Return the columns of a document in reading order.

    Rows and tables of each page must be sorted from top to bottom. On a page with the usual gutter of the document,
    a few full lines on one side are enough to split it.
    """
    parts = [list(_parts(rows, tables[page])) for page, rows in enumerate(pages)]
    proven = (_page(0, rows, None)[1] for page in parts for rows, _ in page)
    gutters = sorted(gutter for gutter in proven if gutter is not None)
    usual = gutters[len(gutters) // 2] if gutters else None
    columns: list[TextColumn] = []
    for at, page in enumerate(parts):
        for rows, table in page:
            columns += _page(at, rows, usual)[0]
            if table:
                columns.append(TextColumn(at, (), 0.0, 0.0, table))
    return columns


def _parts(
    rows: Sequence[GlyphRow], tables: Sequence[RuledTable]
) -> Iterator[tuple[list[GlyphRow], RuledTable | None]]:
    """Yield the rows above each table with the table, then the remaining rows; rows inside a table are dropped."""
    rest = list(rows)
    for table in tables:
        yield [row for row in rest if row.y >= table.top], table
        rest = [row for row in rest if row.y <= table.bottom]
    yield rest, None


def _page(page: int, rows: Sequence[GlyphRow], usual: float | None) -> tuple[list[TextColumn], float | None]:
    """Return the columns of a page, and its gutter or None."""
    if not rows:
        return [], None
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    gutter = _gutter(rows, left, right)
    if gutter is None:
        return [_column(page, rows)], None
    proof = any if usual is not None and abs(usual - gutter) < _SAME_GUTTER else all
    columns: list[TextColumn] = []
    whole: list[GlyphRow] = []
    for band in _bands(rows, gutter):
        sides = [row for row in band if row.x1 <= gutter], [row for row in band if row.x0 >= gutter]
        widths = gutter - left, right - gutter
        if all(sides) and proof(map(_is_prose, sides, widths)):
            if whole:
                columns.append(_column(page, whole, left, right))
                whole = []
            columns += [_column(page, side) for side in sides]
        else:
            whole += band
    if not columns:
        return [_column(page, rows)], None
    return ([*columns, _column(page, whole, left, right)] if whole else columns), gutter


def _gutter(rows: Sequence[GlyphRow], left: float, right: float) -> float | None:
    """Return the middle of the widest strip with the fewest crossing rows; None when most rows cross it."""
    width = right - left
    places = [left + at * _STEP for at in range(int(_MIDDLE[0] * width / _STEP), int(_MIDDLE[1] * width / _STEP) + 1)]
    if not places:
        return None
    crossings = [sum(row.x0 < place < row.x1 for row in rows) for place in places]
    fewest = min(crossings)
    if fewest > 0.6 * len(rows):
        return None
    best, start = (0, 0), None
    for at, count in enumerate([*crossings, len(rows) + 1]):
        if count == fewest and start is None:
            start = at
        elif count != fewest and start is not None:
            best = max(best, (at - start, start))
            start = None
    return places[best[1] + (best[0] - 1) // 2]


def _bands(rows: Sequence[GlyphRow], gutter: float) -> Iterator[list[GlyphRow]]:
    """Yield runs of adjacent rows that all cross the gutter, or that all do not."""
    band: list[GlyphRow] = []
    for row in rows:
        crosses = row.x0 < gutter < row.x1
        if band and crosses != (band[-1].x0 < gutter < band[-1].x1):
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _is_prose(rows: list[GlyphRow], width: float) -> bool:
    """Return True if the lines of a side fill its ``width``, as prose does; cells and letterheads do not."""
    lines = _lines(rows)
    filled = sum(line.x1 - line.x0 > _FILLED * width for line in lines)
    return filled >= _FEWEST and filled >= _SHARE * len(lines)


def _column(page: int, rows: Sequence[GlyphRow], left: float | None = None, right: float | None = None) -> TextColumn:
    """Return a column of ``rows``; the edges are those of the rows unless given."""
    lines = tuple(_lines(rows))
    first, last = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return TextColumn(page, lines, first if left is None else left, last if right is None else right)


def _lines(rows: Sequence[GlyphRow]) -> list[GlyphRow]:
    """Merge rows with the same baseline."""
    lines: list[list[GlyphRow]] = []
    for row in sorted(rows, key=lambda row: -row.y):
        if lines and abs(lines[-1][0].y - row.y) < 0.25 * min(row.size, lines[-1][0].size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [build_row(glyph for row in line for glyph in row.glyphs) for line in lines]
