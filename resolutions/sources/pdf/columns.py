"""Columns of a page in reading order: bands across the page, then the columns between them from left to right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.gutters import Gutters, find_gutters, split_row
from resolutions.sources.pdf.page_table import PageTable
from resolutions.sources.pdf.text_columns import Item, TextColumn, merge_lines_of, part_column

_FILLED = 0.75  # share of the column width from which a line is full
_SHARE = 0.25  # share of lines that must be full
_SHARE_OF_SEVERAL = 0.5  # the same in one of three or more columns, which cells of a table resemble
_SAME_GUTTER = 20.0  # points
_FEWEST = 2  # full lines in each column
_FEWEST_AT_NARROW_GAPS = 6  # two justified lines may have a gap at the same place
_ALONE = 0.5  # of the font size, above the next row
_WIDE_TABLE = 0.6  # of the width of the text; a wider table parts the page


def read_columns(pages: Sequence[Sequence[GlyphRow]], tables: Sequence[Sequence[PageTable]]) -> list[TextColumn]:
    """Return the columns of a document in reading order.

    Rows and tables of each page must be sorted from top to bottom; no row may be inside a table. On a page with the
    usual gutters of the document, a few full lines in one column are enough to split it.
    """
    parts = [list(_part_page(rows, tables[page])) for page, rows in enumerate(pages)]
    usual = _usual_gutters([gutters for page in parts for items in page if (gutters := _read_part(0, items, ())[1])])
    return [column for at, page in enumerate(parts) for items in page for column in _read_part(at, items, usual)[0]]


def _part_page(rows: Sequence[GlyphRow], tables: Sequence[PageTable]) -> Iterator[list[Item]]:
    """Yield the rows above each wide table, the table alone, and the remaining rows, all with the narrow tables."""
    width = max((row.x1 for row in rows), default=0.0) - min((row.x0 for row in rows), default=0.0)
    items: list[Item] = sorted([*rows, *tables], key=lambda item: -item.y)
    part: list[Item] = []
    for item in items:
        if isinstance(item, PageTable) and item.x1 - item.x0 >= _WIDE_TABLE * width:
            yield part
            yield [item]
            part = []
        else:
            part.append(item)
    yield part


def _usual_gutters(proven: Sequence[Gutters]) -> Gutters:
    """Return the gutters of an ordinary page: those in the middle, of the most frequent number of columns."""
    if not proven:
        return ()
    count = Counter(map(len, proven)).most_common(1)[0][0]
    alike = sorted(gutters for gutters in proven if len(gutters) == count)
    return alike[len(alike) // 2]


def _read_part(page: int, items: Sequence[Item], usual: Gutters) -> tuple[list[TextColumn], Gutters]:
    """Return the columns of a part of a page, and its gutters; empty where it has a single column."""
    rows = [item for item in items if isinstance(item, GlyphRow)]
    if rows:
        several = [usual] if len(usual) > 1 else []
        for gutters in (*find_gutters(rows), *several):
            is_usual = len(gutters) == len(usual) and all(
                abs(one - other) < _SAME_GUTTER for one, other in zip(gutters, usual, strict=True)
            )
            if columns := _split(page, items, gutters, is_usual):
                return columns, gutters
    return list(part_column(page, items)), ()


def _split(page: int, items: Sequence[Item], gutters: Gutters, is_usual: bool) -> list[TextColumn]:
    """Return the columns between ``gutters`` and the bands across them; empty when no band has columns of prose."""
    pieces: list[Item] = []
    narrow: set[int] = set()  # identities of pieces at a gap as narrow as between words
    for item in items:
        parts = split_row(item, gutters) if isinstance(item, GlyphRow) else [item]
        narrow.update(map(id, parts) if len(parts) > 1 else ())
        pieces += parts
    edges = min(item.x0 for item in pieces), *gutters, max(item.x1 for item in pieces)
    columns: list[TextColumn] = []
    across: list[Item] = []
    is_split = False
    for band in _bands(pieces, gutters):
        titles, sides = _part_band(band, edges)
        across += titles
        fewest = _FEWEST_AT_NARROW_GAPS if not is_usual and any(id(item) in narrow for item in band) else _FEWEST
        if not _are_columns(sides, edges, is_usual, fewest):
            across += band[len(titles) :]
            continue
        columns += [
            *part_column(page, across, (edges[0], edges[-1])),
            *(column for side in sides for column in part_column(page, side)),
        ]
        across, is_split = [], True
    return [*columns, *part_column(page, across, (edges[0], edges[-1]))] if is_split else []


def _bands(items: Sequence[Item], gutters: Gutters) -> Iterator[list[Item]]:
    """Yield runs of adjacent items that all cross a gutter, or that all do not."""
    band: list[Item] = []
    for item in items:
        if band and _crosses(item, gutters) != _crosses(band[-1], gutters):
            yield band
            band = []
        band.append(item)
    if band:
        yield band


def _crosses(item: Item, gutters: Gutters) -> bool:
    return any(item.x0 < gutter < item.x1 for gutter in gutters)


def _part_band(band: Sequence[Item], edges: tuple[float, ...]) -> tuple[list[Item], list[list[Item]]]:
    """Return the titles in the middle above all columns, and the items of each column.

    Most titles cross a gutter; not those in the middle column, or narrower than the gutter.
    """
    center = (edges[0] + edges[-1]) / 2
    rest = list(band)
    titles: list[Item] = []
    while len(rest) > 1 and _is_title(rest[0], rest[1], center):
        titles.append(rest.pop(0))
    return titles, [[item for item in rest if left <= item.x0 and item.x1 <= right] for left, right in pairwise(edges)]


def _is_title(item: Item, following: Item, center: float) -> bool:
    if not isinstance(item, GlyphRow) or abs((item.x0 + item.x1) / 2 - center) > item.size:
        return False
    return item.y - following.y > _ALONE * item.size


def _are_columns(sides: Sequence[list[Item]], edges: tuple[float, ...], is_usual: bool, fewest: int) -> bool:
    """Return True if the columns hold prose: each of them, or one where the page has the usual gutters.

    ``fewest`` full lines make a column.
    """
    filled = [bool(side) for side in sides]
    enough = filled[0] and sum(filled) > 1 if is_usual and len(sides) > 2 else all(filled)
    widths = [right - left for left, right in pairwise(edges)]
    return enough and (any if is_usual else all)(
        _is_prose([item for item in side if isinstance(item, GlyphRow)], width, len(sides) > 2, fewest)
        for side, width in zip(sides, widths, strict=True)
    )


def _is_prose(rows: Sequence[GlyphRow], width: float, is_one_of_several: bool, fewest: int) -> bool:
    """Return True if the lines of a column fill its ``width``, as prose does; cells and letterheads do not."""
    lines = merge_lines_of(rows)
    if is_one_of_several and lines:
        own = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        width = max(own, _FILLED * width)
    filled = sum(line.x1 - line.x0 > _FILLED * width for line in lines)
    return filled >= fewest and filled >= (_SHARE_OF_SEVERAL if is_one_of_several else _SHARE) * len(lines)
