"""Printed rows of a tagged PDF that are not in the tag tree: letterhead, page furniture and stray text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_rows
from resolutions.sources.pdf.glyphs import ARTIFACT
from resolutions.sources.pdf.letterhead import LETTERHEAD_GAP
from resolutions.sources.pdf.page_furniture import is_furniture_text, is_rule
from resolutions.sources.pdf.pages import PageContent
from resolutions.sources.pdf.tagged_elements import TaggedElement

_MOST_ARTIFACTS = 300  # characters at the head or foot of a page; more are no furniture
_SAME_HEIGHT = 4.0  # points; a running head has the same height on every page
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class UntaggedRow:
    """A row outside the tree: the index of its page, and its position among the tagged rows of that page.

    ``side`` is 1 above all of them, -1 below, 0 between them.
    """

    page: int
    row: GlyphRow
    side: int
    is_artifact: bool


def read_untagged_rows(pages: Sequence[PageContent], elements: Sequence[TaggedElement]) -> list[UntaggedRow]:
    """Return the rows of each page that are not in the tree, from top to bottom."""
    heights: dict[int, list[float]] = defaultdict(list)
    for element in elements:
        for at, row in element.rows:
            heights[at].append(row.y)
    return [row for at, page in enumerate(pages) for row in _on_page(at, page, heights[at])]


def _on_page(at: int, page: PageContent, heights: list[float]) -> Iterator[UntaggedRow]:
    artifacts = {tag.content for tag in page.tags if "Artifact" in tag.roles} | {ARTIFACT}
    tagged = {tag.content for tag in page.tags} - artifacts
    for row in read_rows((glyph for glyph in page.glyphs if glyph.content not in tagged), LETTERHEAD_GAP):
        side = 0 if not heights else 1 if row.y > max(heights) else -1 if row.y < min(heights) else 0
        marked = sum(glyph.content in artifacts for glyph in row.glyphs)
        yield UntaggedRow(at, row, side, 2 * marked > len(row.glyphs))


def part_untagged_rows(rows: Sequence[UntaggedRow]) -> tuple[list[UntaggedRow], list[UntaggedRow]]:
    """Return the letterhead above the text of the first page, and the stray rows; page furniture is in neither."""
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    sizes: dict[tuple[int, int], int] = defaultdict(int)
    for row in rows:
        places[_key(row)].add((row.page, round(row.row.y / _SAME_HEIGHT)))
        sizes[row.page, row.side] += len(row.row.glyphs) * row.is_artifact
    letterhead, strays = [], []
    for row in rows:
        if row.page == 0 and row.side == 1 and not is_furniture_text(row.row.text, is_first_page=True):
            letterhead.append(row)
        elif not _is_furniture(row, sizes[row.page, row.side], places[_key(row)]):
            strays.append(row)
    return letterhead, strays


def _key(row: UntaggedRow) -> str:
    return re.sub(r"\d+|\s", "", row.row.text)


def _is_furniture(row: UntaggedRow, size: int, places: set[tuple[int, int]]) -> bool:
    text = row.row.text.strip()
    if is_rule(text) or is_furniture_text(text, is_first_page=row.page == 0):
        return True
    if not row.side:
        return row.is_artifact and bool(_NUMBER.fullmatch(text))
    if row.is_artifact and size <= _MOST_ARTIFACTS:
        return True
    here = round(row.row.y / _SAME_HEIGHT)
    return bool(_key(row)) and any(page != row.page and abs(height - here) <= 1 for page, height in places)
