"""Tables drawn with ruled lines: their position on a page and their cells.

A table is a stack of horizontal lines of equal width across most of the text, with at least two columns. Columns are
separated by vertical lines or, as in tables of the United Nations, by strips without text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_rows
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.pages import PageContent, RuledLine
from resolutions.sources.pdf.printed_lines import build_line
from resolutions.sources.printed_layout import merge_lines

_TITLE = re.compile(r"表\s*\d{1,3}\s*$")
_SAME = 6.0  # points; edges closer than this are one
_THIN = 3.0  # points; thickest line
_MIN_WIDTH = 0.6  # of the text width; a narrower stack is no table
_FEWEST_LINES = 3
_STRIP = 3.0  # points without text between two columns
_MOST_ACROSS = 5  # lines across the columns
_SHARE_ACROSS = 0.3  # of all lines
_SPANNING = 0.6  # of the table width; a wider piece spans columns


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table between the heights ``top`` and ``bottom``; all rows have the same number of cells.

    ``column_edges`` are the positions between columns.
    """

    top: float
    bottom: float
    left: float
    right: float
    column_edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def find_tables(pages: Sequence[PageContent], rows: Sequence[Sequence[GlyphRow]]) -> list[list[RuledTable]]:
    """Return the tables of each page from top to bottom; ``rows`` are the rows of text of each page.

    A table continued from the page before has the same columns, even when a single row is left.
    """
    tables: list[list[RuledTable]] = []
    for page, page_rows in zip(pages, rows, strict=True):
        before = tables[-1][-1] if tables and tables[-1] else None
        tables.append(list(_on_page(page, page_rows, before)) if page_rows else [])
    return tables


def _on_page(page: PageContent, rows: Sequence[GlyphRow], before: RuledTable | None) -> Iterator[RuledTable]:
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    for stack in _stacks(page.rules):
        for lines in _split(page, stack):
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            heights = [(line.y0 + line.y1) / 2 for line in lines]
            continued = before and abs(left - before.left) < _SAME and abs(right - before.right) < _SAME
            if right - left < _MIN_WIDTH * width or len(lines) < (2 if continued else _FEWEST_LINES):
                continue
            inside = [g for g in page.glyphs if heights[-1] < g.y < heights[0] and left - _SAME < g.x0 < right + _SAME]
            edges = (
                before.column_edges
                if continued and before
                else tuple(_columns(page.rules, inside, heights, left, right))
            )
            table = (
                _read(inside, heights, left, right, edges) if edges and not _is_prose(inside, right - left) else None
            )
            if table:
                yield table
            before = None


def _is_prose(glyphs: list[Glyph], width: float) -> bool:
    """Return True if many lines run across the columns: the rules are those of a page, not of a table."""
    rows = read_rows(glyphs)
    across = sum(row.x1 - row.x0 > _SPANNING * width for row in rows)
    return across > _MOST_ACROSS and across > _SHARE_ACROSS * len(rows)


def _split(page: PageContent, stack: list[RuledLine]) -> Iterator[list[RuledLine]]:
    """Yield the lines of each table of one stack; a title between two tables of equal width separates them."""
    start = 0
    for at, (upper, lower) in enumerate(pairwise(stack), start=1):
        between = read_rows(glyph for glyph in page.glyphs if lower.y1 < glyph.y < upper.y0)
        if any(_TITLE.match(row.text) for row in between):
            yield stack[start:at]
            start = at
    yield stack[start:]


def _stacks(rules: Sequence[RuledLine]) -> Iterator[list[RuledLine]]:
    """Yield runs of horizontal lines of equal width, from top to bottom."""
    stack: list[RuledLine] = []
    for level in _levels(rules):
        if stack and (abs(level.x0 - stack[-1].x0) > _SAME or abs(level.x1 - stack[-1].x1) > _SAME):
            yield stack
            stack = []
        stack.append(level)
    if stack:
        yield stack


def _levels(rules: Sequence[RuledLine]) -> list[RuledLine]:
    """Merge the lines at one height: a border may be drawn cell by cell."""
    levels: list[RuledLine] = []
    for rule in sorted(rules, key=lambda rule: -rule.y1):
        if rule.y1 - rule.y0 > _THIN:
            continue
        if levels and levels[-1].y1 - rule.y1 < _THIN:
            last = levels[-1]
            levels[-1] = RuledLine(min(last.x0, rule.x0), max(last.x1, rule.x1), min(last.y0, rule.y0), last.y1)
        else:
            levels.append(rule)
    return levels


def _read(
    inside: list[Glyph], heights: list[float], left: float, right: float, edges: tuple[float, ...]
) -> RuledTable | None:
    rows = []
    for top, bottom in pairwise(heights):
        glyphs = [glyph for glyph in inside if bottom < glyph.y < top]
        cells = tuple(_cell(glyphs, at, edges) for at in range(len(edges) + 1))
        if any(cells):
            rows.append(cells)
    return RuledTable(heights[0], heights[-1], left, right, edges, tuple(rows)) if rows else None


def _cell(glyphs: list[Glyph], at: int, edges: tuple[float, ...]) -> str:
    """Return the text of cell ``at``; text across columns belongs to the first of them."""
    pieces = [piece for piece in _pieces(glyphs) if sum(piece[0].x0 >= edge for edge in edges) == at]
    rows = read_rows(glyph for piece in pieces for glyph in piece)
    return merge_lines([build_line(row).text_with_mark for row in rows])


def _columns(
    rules: Sequence[RuledLine], glyphs: list[Glyph], heights: list[float], left: float, right: float
) -> list[float]:
    """Return the edges between columns from left to right; empty for a single column."""
    upright = sorted(
        rule.x0
        for rule in rules
        if rule.x1 - rule.x0 <= _THIN and rule.y0 < heights[0] - _SAME and rule.y1 > heights[-1] + _SAME
    )
    edges = [x for x in upright if left + _SAME < x < right - _SAME]
    if edges:
        return [x for at, x in enumerate(edges) if at == 0 or x - edges[at - 1] > _SAME]
    filled: list[tuple[float, float]] = []
    for piece in sorted(_pieces(glyphs), key=lambda piece: piece[0].x0):
        start, end = piece[0].x0, max(glyph.x1 for glyph in piece)
        if end - start > _SPANNING * (right - left):
            continue
        if filled and start - filled[-1][1] < _STRIP:
            filled[-1] = filled[-1][0], max(filled[-1][1], end)
        else:
            filled.append((start, end))
    return [(one[1] + other[0]) / 2 for one, other in pairwise(filled)]


def _pieces(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return runs of glyphs of one line without a gap of half their size."""
    pieces: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-round(glyph.y), glyph.ink_x0)):
        last = pieces[-1][-1] if pieces else None
        if not glyph.text.strip():
            continue
        if last is None or abs(last.y - glyph.y) > 0.6 * glyph.size or not -1 < glyph.x0 - last.x1 < 0.5 * glyph.size:
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces
