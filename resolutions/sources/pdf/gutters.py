"""Gutters of a page: strips without text between its columns.

Two columns may be of any width, three and more are equal, as printers set them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow, build_row
from resolutions.sources.pdf.glyphs import Glyph

NARROWEST = 0.75  # of the glyph size; justified Chinese characters are up to half their size apart
_MOST_COLUMNS = 5
_MIDDLE = (0.35, 0.65)  # share of the text width in which two columns can meet
_AROUND = 0.15  # of the width of one of several columns: the place of a gutter beside equal parts
_STEP = 2.0  # points
_MOST_CROSSING = 0.6  # of the rows

Gutters = tuple[float, ...]


def find_gutters(rows: Sequence[GlyphRow]) -> Iterator[Gutters]:
    """Yield the gutters that a page may have, those of most columns first; the rows between them are not examined."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    width = right - left
    crossings = _count_crossings(rows, left, right)
    for columns in range(_MOST_COLUMNS, 2, -1):
        around = _AROUND * width / columns
        middles = [width * at / columns for at in range(1, columns)]
        gutters = [_find_strip(crossings, len(rows), middle - around, middle + around) for middle in middles]
        if None not in gutters:
            yield tuple(left + gutter for gutter in gutters if gutter is not None)
    middle_gutter = _find_strip(crossings, len(rows), _MIDDLE[0] * width, _MIDDLE[1] * width)
    if middle_gutter is not None:
        yield (left + middle_gutter,)


def split_row(row: GlyphRow, gutters: Gutters) -> list[GlyphRow]:
    """Split a row at the gutters in its gaps: narrow ones do not end a row."""
    gaps = [gap for gap in _find_gaps(row) if any(gap[0] <= gutter <= gap[1] for gutter in gutters)]
    ends = [end for _, end in gaps]
    if not gaps:
        return [row]
    pieces: list[list[Glyph]] = [[] for _ in range(len(ends) + 1)]
    for glyph in row.glyphs:
        pieces[bisect_right(ends, glyph.x0)].append(glyph)
    return [build_row(piece) for piece in pieces]


def _count_crossings(rows: Sequence[GlyphRow], left: float, right: float) -> list[int]:
    """Return the number of rows that print across each place, counted in steps from ``left``."""
    changes = [0] * (int((right - left) / _STEP) + 3)
    for row in rows:
        for start, end in _printed_spans(row):
            first, behind = int((start - left) // _STEP) + 1, -int((left - end) // _STEP)
            if behind > first:
                changes[first] += 1
                changes[behind] -= 1
    return list(accumulate(changes))


def _printed_spans(row: GlyphRow) -> Iterator[tuple[float, float]]:
    """Yield the runs of a row without a gap as wide as a gutter."""
    start = row.x0
    for end, following in _find_gaps(row):
        yield start, end
        start = following
    yield start, row.x1


def _find_gaps(row: GlyphRow) -> Iterator[tuple[float, float]]:
    """Yield the gaps of a row that may be a gutter."""
    printed = (glyph for glyph in row.glyphs if not glyph.text.isspace())
    for last, glyph in pairwise(printed):
        if glyph.x0 - last.x1 > NARROWEST * row.size:
            yield last.x1, glyph.x0


def _find_strip(crossings: Sequence[int], rows: int, start: float, end: float) -> float | None:
    """Return the middle of the widest strip with the fewest crossings; None when most rows cross it."""
    first, last = max(0, int(start / _STEP)), min(int(end / _STEP), len(crossings) - 1)
    if last < first:
        return None
    fewest = min(crossings[first : last + 1])
    if fewest > _MOST_CROSSING * rows:
        return None
    best, begin = (0, 0), None
    for at in range(first, last + 2):
        if at <= last and crossings[at] == fewest:
            begin = at if begin is None else begin
        elif begin is not None:
            best = max(best, (at - begin, begin))
            begin = None
    return (best[1] + (best[0] - 1) // 2) * _STEP
