"""Tables drawn with ruled lines: their position on a page and their cells.

A table is a stack of horizontal lines of equal width, with at least two columns. Columns are separated by vertical
lines or, as in tables of the United Nations, by strips without text. A stack narrower than most of the text is a table
where several rows have cells side by side.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_rows
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.page_table import PageTable
from resolutions.sources.pdf.pages import PageContent, RuledLine
from resolutions.sources.pdf.printed_lines import build_line
from resolutions.sources.printed_layout import merge_lines

_TITLE = re.compile(r"表\s*\d{1,3}\s*$")
_SAME = 6.0  # points; edges closer than this are one
_THIN = 3.0  # points; thickest line
_WIDE = 0.6  # of the text width; a narrower table has more to prove
_NARROWEST = 40.0  # points; shorter rules are fractions and underlined words
_FEWEST_LINES = 3
_LINES_ABOUT_A_BODY = 3  # above and below the head, and below all rows
_FEWEST_FULL_ROWS = 2  # with several cells
_STRIP = 3.0  # points without text between two columns
_MOST_ACROSS = 5  # lines across the columns
_SHARE_ACROSS = 0.3  # of all lines
_SPANNING = 0.6  # of the table width; a wider piece spans columns


def find_tables(pages: Sequence[PageContent], rows: Sequence[Sequence[GlyphRow]]) -> list[list[PageTable]]:
    """Return the tables of each page from top to bottom; ``rows`` are the rows of text of each page.

    A table continued from the page before has the same columns, even when a single row is left.
    """
    tables: list[list[PageTable]] = []
    for page, page_rows in zip(pages, rows, strict=True):
        before = tables[-1][-1] if tables and tables[-1] else None
        tables.append(list(_on_page(page, page_rows, before)) if page_rows else [])
    return tables


def _on_page(page: PageContent, rows: Sequence[GlyphRow], before: PageTable | None) -> Iterator[PageTable]:
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    for stack in _stacks(page.rules):
        for lines in _split(page, stack):
            left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
            heights = [(line.y0 + line.y1) / 2 for line in lines]
            continued = before and abs(left - before.x0) < _SAME and abs(right - before.x1) < _SAME
            if right - left < _NARROWEST or len(lines) < (2 if continued else _FEWEST_LINES):
                continue
            frame = PageTable(heights[0], heights[-1], left, right, (), ())
            inside = [glyph for glyph in page.glyphs if frame.holds(glyph)]
            edges = (
                before.column_edges
                if continued and before
                else tuple(_columns(page.rules, inside, heights, left, right))
            )
            table = (
                _read(inside, heights, left, right, edges) if edges and not _is_prose(inside, right - left) else None
            )
            if table and (right - left >= _WIDE * width or _is_certain(table, rows)):
                yield table
            before = None


def _is_certain(table: PageTable, rows: Sequence[GlyphRow]) -> bool:
    """Return True if several rows have cells side by side, and no text runs over the edges of the table."""
    inside = [row for row in rows if table.bottom < row.y < table.top]
    runs_over = any(row.x0 < edge - _SAME and row.x1 > edge + _SAME for row in inside for edge in (table.x0, table.x1))
    return not runs_over and sum(sum(map(bool, cells)) > 1 for cells in table.rows) >= _FEWEST_FULL_ROWS


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
) -> PageTable | None:
    rows = []
    for top, bottom in pairwise(heights):
        glyphs = [glyph for glyph in inside if bottom < glyph.y < top]
        for row in _part_body(glyphs, edges) if len(heights) == _LINES_ABOUT_A_BODY else [glyphs]:
            cells = tuple(_cell(row, at, edges) for at in range(len(edges) + 1))
            if any(cells):
                rows.append(cells)
    return PageTable(heights[0], heights[-1], left, right, edges, tuple(rows)) if rows else None


def _part_body(glyphs: list[Glyph], edges: tuple[float, ...]) -> list[list[Glyph]]:
    """Part the rows that no lines separate; a row begins with a first cell that has another beside it."""
    rows: list[list[Glyph]] = []
    for line in read_rows(glyphs, gap=math.inf):
        columns = {sum(piece[0].x0 >= edge for edge in edges) for piece in _pieces(list(line.glyphs))}
        if not rows or (0 in columns and len(columns) > 1):
            rows.append([])
        rows[-1] += line.glyphs
    return rows


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
