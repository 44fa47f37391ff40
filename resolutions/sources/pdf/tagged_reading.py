"""Reading of a tagged PDF by its tag tree, where the tree holds the text and agrees with the page."""

from collections.abc import Sequence

from resolutions.sources.pdf.pages import PageContent
from resolutions.sources.pdf.tag_tree_quality import is_trustworthy
from resolutions.sources.pdf.tagged_blocks import build_tagged_blocks
from resolutions.sources.pdf.tagged_elements import TaggedElement, read_elements
from resolutions.sources.pdf.untagged_notes import mark_notes
from resolutions.sources.pdf.untagged_rows import UntaggedRow, part_untagged_rows, read_untagged_rows
from resolutions.sources.printed_layout import PrintedBlock

_MOST_STRAY = 0.03  # of the characters; more outside the tree make it poor
_STRAY = "P"


def read_tagged_blocks(pages: Sequence[PageContent]) -> list[PrintedBlock] | None:
    """Return letterhead, paragraphs, tables and notes by the tag tree; None when the tree is missing or poor.

    A few rows outside the tree become paragraphs of their own at their height on the page.
    """
    if not any(page.tags for page in pages):
        return None
    elements = read_elements(pages)
    if not elements or not is_trustworthy(elements):
        return None
    mark_notes(elements)
    letterhead, strays = part_untagged_rows(read_untagged_rows(pages, elements))
    if sum(len(stray.row.glyphs) for stray in strays) > _MOST_STRAY * sum(len(page.glyphs) for page in pages):
        return None
    for stray in strays:
        elements.insert(_place(stray, elements), _paragraph(stray))
    return build_tagged_blocks([*map(_paragraph, letterhead), *elements])


def _paragraph(row: UntaggedRow) -> TaggedElement:
    return TaggedElement((), _STRAY, rows=[(row.page, row.row)])


def _place(stray: UntaggedRow, elements: Sequence[TaggedElement]) -> int:
    """Return the index of the first element that begins below a stray row or on a later page."""
    for at, element in enumerate(elements):
        page, row = element.rows[0]
        if not element.is_note and (page > stray.page or (page == stray.page and row.y < stray.row.y)):
            return at
    return len(elements)
