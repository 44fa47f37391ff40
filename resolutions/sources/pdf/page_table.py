"""A table on a page of a PDF: its position and the texts of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.sources.pdf.glyph_rows import GlyphRow, build_row
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.text_places import LinePlace

_OVERHANG = 6.0  # points that text may hang over the edge of its table


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table between the heights ``top`` and ``bottom``; all rows have the same number of cells.

    ``x0`` and ``x1`` are its left and right edge, ``column_edges`` the positions between columns. Lengths are points.
    """

    top: float
    bottom: float
    x0: float
    x1: float
    column_edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def y(self) -> float:
        """Height at which the table begins, as the baseline of a row."""
        return self.top

    def holds(self, glyph: Glyph) -> bool:
        """Return True if a character stands between the edges of the table."""
        beside = self.x0 - _OVERHANG < glyph.x0 < self.x1 + _OVERHANG
        return beside and self.bottom < glyph.y < self.top


def place_table(table: PageTable, page: int) -> LinePlace:
    """Return the box of a table on the page with this index."""
    return LinePlace(page, table.x0, table.bottom - _OVERHANG, table.x1, table.top + _OVERHANG)


def remove_table_text(rows: Sequence[GlyphRow], tables: Sequence[PageTable]) -> list[GlyphRow]:
    """Return the rows without the characters that are in tables; those beside a narrow table stay."""
    outside: list[GlyphRow] = []
    for row in rows:
        beside = [table for table in tables if table.bottom <= row.y <= table.top]
        glyphs = [glyph for glyph in row.glyphs if not any(table.holds(glyph) for table in beside)]
        if any(not glyph.text.isspace() for glyph in glyphs):
            outside.append(build_row(glyphs) if beside else row)
    return outside
