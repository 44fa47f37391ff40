"""Check of a tag tree against the page: its order, and its paragraphs where they are plainly wrong.

A tree is poor when its elements run up the pages, when each line is an element, or when many paragraphs are one
element. The layout of such a file is derived from positions instead.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.printed_lines import first_word_width
from resolutions.sources.pdf.tagged_elements import TaggedElement

_FEWEST = 2  # faults; a single one proves nothing
_RISING_SHARE = 0.35  # of neighbouring elements; a column or a page turn is one of many
_RISING_LINES_SHARE = 0.2  # of neighbouring lines of one element
_CUT_SHARE = 0.25  # of neighbouring elements
_MERGED_SHARE = 0.1  # of neighbouring lines of one element
_SLACK = 2.0  # ems that a full line may leave empty besides the width of the next word
_ENDS = re.compile(r"[。；：！？，,;:!?.][”」』》）)\"'’]*\s*\d*$")

PlacedRow = tuple[int, GlyphRow]


def is_trustworthy(elements: Sequence[TaggedElement]) -> bool:
    """Return True if order and extent of the elements agree with the page."""
    prose = [element for element in elements if not element.is_note and not element.cell]
    neighbours = [(last.rows[-1], element.rows[0]) for last, element in pairwise(prose)]
    starts = [(last.rows[0], element.rows[0]) for last, element in pairwise(prose)]
    inner = [pair for element in prose for pair in pairwise(element.rows)]
    rights = dict(_right_edges(prose))
    return not (
        _exceeds(sum(_rises(*pair) for pair in starts), len(starts), _RISING_SHARE)
        or _exceeds(sum(_rises(*pair) for pair in inner), len(inner), _RISING_LINES_SHARE)
        or _exceeds(sum(_is_cut(*pair, rights) for pair in neighbours), len(neighbours), _CUT_SHARE)
        or _exceeds(sum(_is_merged(*pair, rights) for pair in inner), len(inner), _MERGED_SHARE)
    )


def _exceeds(faults: int, of: int, share: float) -> bool:
    return faults >= _FEWEST and faults > share * of


def _right_edges(elements: Sequence[TaggedElement]) -> Iterator[tuple[int, float]]:
    edges: dict[int, float] = {}
    for element in elements:
        for page, row in element.rows:
            edges[page] = max(edges.get(page, 0.0), row.x1)
    yield from edges.items()


def _rises(last: PlacedRow, place: PlacedRow) -> bool:
    """Return True if the second row stands above the first, or on an earlier page."""
    return place[0] < last[0] or (place[0] == last[0] and place[1].y > last[1].y + 0.5 * last[1].size)


def _room(last: PlacedRow, place: PlacedRow, rights: dict[int, float]) -> float:
    """Return the room that the first row leaves for the first word of the second, in ems."""
    return (rights[last[0]] - last[1].x1 - first_word_width(place[1].glyphs)) / last[1].size


def _is_cut(last: PlacedRow, place: PlacedRow, rights: dict[int, float]) -> bool:
    """Return True if a full line without an end is followed by a line of the same kind, flush with it."""
    before, row = last[1], place[1]
    if last[0] != place[0] or _ENDS.search(before.text) or abs(before.size - row.size) > 0.2 or before.bold != row.bold:
        return False
    return row.x0 < before.x0 + 0.5 * row.size and row.y < before.y and _room(last, place, rights) < 0


def _is_merged(last: PlacedRow, place: PlacedRow, rights: dict[int, float]) -> bool:
    """Return True if a short line with an end stands inside an element."""
    return last[0] == place[0] and bool(_ENDS.search(last[1].text)) and _room(last, place, rights) > _SLACK
