"""Rows of glyphs: pieces of one baseline without a wide gap, raised marks included."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.sources.pdf.glyphs import Glyph

_SAME_BASELINE = 0.25  # of the glyph size
WIDE_GAP = 1.2  # of the glyph size; justified Chinese characters are up to half their size apart
_RAISED_SIZE = 0.8  # of the line size; a footnote mark is not larger
_LONGEST_MARK = 12  # characters
_SLANT = 0.6  # of the line size: largest distance of a mark above the baseline


@dataclass(frozen=True, slots=True)
class GlyphRow:
    """Glyphs of one baseline from left to right; ``size`` and ``bold`` are those of most glyphs."""

    glyphs: tuple[Glyph, ...]
    y: float
    size: float
    bold: bool

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return self.glyphs[-1].x1

    @property
    def text(self) -> str:
        """Text of all glyphs."""
        return "".join(glyph.text for glyph in self.glyphs)


def build_row(glyphs: Iterable[Glyph]) -> GlyphRow:
    """Sort the glyphs of one line; the baseline is that of the glyphs of the most frequent size."""
    ordered = tuple(sort_glyphs(glyphs))
    size = Counter(round(glyph.size, 1) for glyph in ordered).most_common(1)[0][0]
    largest = max(glyph.size for glyph in ordered)
    if len(ordered) < 8 and size <= _RAISED_SIZE * largest:  # a short line with a long mark
        size = largest
    y = Counter(round(glyph.y, 1) for glyph in ordered if abs(glyph.size - size) < 0.2).most_common(1)
    bold = sum(glyph.bold for glyph in ordered) * 2 > len(ordered)
    return GlyphRow(ordered, y[0][0] if y else ordered[0].y, size, bold)


def sort_glyphs(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Sort the glyphs of one line by their ink: the blank halves of （《 may overlap other glyphs."""
    return sorted(glyphs, key=lambda glyph: (glyph.ink_x0, glyph.x1))


def read_rows(glyphs: Iterable[Glyph], gap: float = WIDE_GAP) -> list[GlyphRow]:
    """Return the rows of a page from top to bottom, on one baseline from left to right.

    A gap of ``gap`` times the glyph size separates two rows.
    """
    rows = [build_row(piece) for line in _baselines(glyphs) for piece in _pieces(line, gap)]
    rows = _with_marks([row for row in rows if row.text.strip()])
    return sorted(rows, key=lambda row: (-row.y, row.x0))


def read_lines(glyphs: Iterable[Glyph]) -> list[GlyphRow]:
    """Return the rows of one column from top to bottom; wide gaps do not split a row."""
    rows = [
        build_row(glyph for piece in _pieces(line, WIDE_GAP) for glyph in piece)
        for line in _baselines(glyphs)
        if _ink(line)
    ]
    return sorted(_with_marks(rows), key=lambda row: -row.y)


def _ink(line: list[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in line)


def _baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if lines and lines[-1][0].y - glyph.y <= _SAME_BASELINE * min(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return lines


def _pieces(line: list[Glyph], gap: float) -> list[list[Glyph]]:
    """Split a baseline at wide gaps; of two equal glyphs in one place (bold by double printing) one remains."""
    pieces: list[list[Glyph]] = []
    end = 0.0
    for glyph in sort_glyphs(line):
        if not glyph.text.strip():
            if pieces and glyph.x0 - end < gap * glyph.size:
                pieces[-1].append(glyph)
            continue
        if pieces and glyph.text == pieces[-1][-1].text and abs(glyph.x0 - pieces[-1][-1].x0) < 0.2 * glyph.size:
            continue
        if not pieces or glyph.x0 - end > gap * glyph.size:
            pieces.append([])
        pieces[-1].append(glyph)
        end = glyph.x1
    return pieces


def _with_marks(rows: list[GlyphRow]) -> list[GlyphRow]:
    """Merge small raised pieces into their line."""
    rows = sorted(rows, key=lambda row: -row.y)
    largest = max((row.size for row in rows), default=0.0)
    hosts: dict[int, list[Glyph]] = {}
    merged_marks: set[int] = set()
    for at, mark in enumerate(rows):
        if mark.size > _RAISED_SIZE * largest or len(mark.text.strip()) > _LONGEST_MARK:
            continue
        for below in range(at + 1, len(rows)):
            line = rows[below]
            if mark.y - line.y > _SLANT * largest:
                break
            if _carries(line, mark):
                hosts.setdefault(below, []).extend(mark.glyphs)
                merged_marks.add(at)
                break
    merged = []
    for at, row in enumerate(rows):
        if at not in merged_marks:
            merged.append(build_row([*row.glyphs, *hosts[at]]) if at in hosts else row)
    return merged


def _carries(line: GlyphRow, mark: GlyphRow) -> bool:
    raised = 0 < mark.y - line.y <= _SLANT * line.size
    beside = line.x0 - 2.5 * line.size <= mark.x0 and mark.x1 <= line.x1 + 2 * line.size
    return raised and beside and mark.size <= _RAISED_SIZE * line.size
