"""Tables of the tag tree: the column of each cell, with the cells that span columns and rows.

A cell belongs to the first column and row that it spans (ISO 32000-1, 14.8.5.7). PDFium shows no cell without text, but
the place of each child in its row tells how many empty ones precede. Where a row still has fewer cells than the table,
the left edges tell the columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from resolutions.sources.pdf.tagged_elements import Path, TaggedElement

_SAME_EDGE = 4.0  # points
_MOST_CELLS = 256  # places in a row; behind more, the cells are only counted

Cell = list[TaggedElement]


@dataclass(slots=True)
class _Row:
    """Cells of a row by column. ``width`` counts its columns, ``has_spans`` is True where a span tells some of them."""

    cells: dict[int, Cell] = field(default_factory=dict)
    width: int = 0
    has_spans: bool = False


def read_grid(elements: Sequence[TaggedElement]) -> list[list[Cell]]:
    """Return the elements of a table by row and column; columns without text are left out."""
    rows = list(_read_rows(elements))
    width = max((row.width for row in rows), default=0)
    starts = _column_starts([row for row in rows if row.width == width])
    for row in rows:
        if row.width < width and not row.has_spans:
            row.cells = _place_by_edges(row.cells.values(), starts)
    filled = sorted({column for row in rows for column in row.cells})
    return [[row.cells.get(column, []) for column in filled] for row in rows]


def _read_rows(elements: Sequence[TaggedElement]) -> Iterator[_Row]:
    """Yield the rows in order, their cells placed by the tree."""
    cells: dict[Path, dict[Path, Cell]] = {}
    for element in elements:
        if element.cell:
            cells.setdefault(element.cell.row, {}).setdefault(element.cell.cell, []).append(element)
    taken: dict[Path, set[int]] = defaultdict(set)  # columns of each row that cells above span
    for path, row in cells.items():
        yield _place_by_tree(path, row, taken)


def _place_by_tree(path: Path, cells: dict[Path, Cell], taken: dict[Path, set[int]]) -> _Row:
    """Place the cells of a row behind those before them in the tree, and between those that span it from above."""
    above = taken.pop(path, set())
    row = _Row(has_spans=bool(above))
    column = place = 0
    for at, (cell_path, cell) in enumerate(cells.items()):
        before = cell_path[len(path)] if cell_path[len(path)] < _MOST_CELLS else at
        while place < before or column in above:
            place += column not in above
            column += 1
        span = cell[0].cell
        columns, rows = (span.columns, span.rows) if span else (1, 1)
        row.cells[column] = cell
        row.has_spans = row.has_spans or columns > 1
        for below in range(1, rows):
            taken[(*path[:-1], path[-1] + below)].update(range(column, column + columns))
        column, place = column + columns, place + 1
    while column in above:
        column += 1
    row.width = column
    return row


def _column_starts(rows: Sequence[_Row]) -> dict[int, float]:
    """Return the left edge of each column."""
    edges: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        for column, cell in row.cells.items():
            edges[column].append(_left(cell))
    return {column: min(lefts) for column, lefts in sorted(edges.items())}


def _place_by_edges(cells: Iterable[Cell], starts: dict[int, float]) -> dict[int, Cell]:
    """Place each cell in the last column that begins at its left; two cells may share a column."""
    placed: dict[int, Cell] = {}
    first = min(starts, default=0)
    for cell in cells:
        column = max((at for at, start in starts.items() if start - _SAME_EDGE < _left(cell)), default=first)
        placed.setdefault(column, []).extend(cell)
    return placed


def _left(cell: Cell) -> float:
    return min(row.x0 for element in cell for _, row in element.rows)
