"""Paragraphs, notes and table cells of the tag tree, with the rows that each has on the pages.

The types are those of ISO 32000-1, 14.8.4. A type that the file does not map to a standard one is taken for a
paragraph, as in the verbatim records of the United Nations.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from resolutions.sources.pdf.glyph_rows import GlyphRow, read_lines
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.pages import PageContent
from resolutions.sources.pdf.tag_tree import CELLS, TaggedContent

NOTE = "Note"
_LABEL = "Lbl"
_ROW = "TR"
# The lines are parts of the innermost element that is neither inline nor without a meaning of its own.
_INLINE = frozenset(("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Form", "Em", "Strong", "Sub"))
_INLINE |= frozenset(("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Formula"))
_HOLLOW = frozenset(("NonStruct", "Private"))
_CONTAINERS = frozenset(("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "L", "TOC", "Index"))
_NOTES = frozenset((NOTE, "FENote"))
_HEADINGS = frozenset(("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"))
_RISE = 1.2  # of the glyph size; text that rises so far continues in the next column

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """Paths of the table, the row and the cell of a block, and the numbers of columns and rows that the cell spans."""

    table: Path
    row: Path
    cell: Path
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class TaggedElement:
    """A paragraph, a note or a part of a table cell.

    ``rows`` are its printed lines in reading order with the index of their page.
    """

    path: Path
    role: str
    cell: TableCell | None = None
    rows: list[tuple[int, GlyphRow]] = field(default_factory=list)

    @property
    def is_note(self) -> bool:
        """True for a footnote or an endnote."""
        return self.role in _NOTES

    @property
    def is_heading(self) -> bool:
        """True for a heading of any level."""
        return self.role in _HEADINGS


def read_elements(pages: Sequence[PageContent]) -> list[TaggedElement]:
    """Return the tagged elements of a file that hold text, in reading order.

    A paragraph interrupted by a note or continued on the next page is one element.
    """
    tagged = sorted(((tag, page) for page, content in enumerate(pages) for tag in content.tags), key=_reading_order)
    glyphs = [_by_content(page.glyphs) for page in pages]
    runs: dict[int, list[tuple[int, list[Glyph]]]] = defaultdict(list)
    elements: list[TaggedElement] = []
    notes: dict[Path, int] = {}
    current = -1
    for tag, page in tagged:
        element = _element_of(tag)
        if element is None:
            continue
        if element.is_note:
            at = notes.setdefault(element.path, len(elements))
        elif current >= 0 and _continues(elements[current], element):
            at = current
        else:
            at = current = len(elements)
        if at == len(elements):
            elements.append(element)
        elif elements[at].role == _LABEL:
            elements[at].path, elements[at].role = element.path, element.role
        runs[at].append((page, glyphs[page][tag.content]))
    for at, element in enumerate(elements):
        element.rows = list(_rows(runs[at]))
    return [element for element in elements if element.rows]


def _reading_order(tagged: tuple[TaggedContent, int]) -> tuple[Path, int]:
    return tagged[0].path, tagged[1]


def _by_content(glyphs: Sequence[Glyph]) -> dict[int, list[Glyph]]:
    contents: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        contents[glyph.content].append(glyph)
    return contents


def _element_of(tag: TaggedContent) -> TaggedElement | None:
    """Return the innermost element of ``tag`` that is no part of a line; None inside an artifact."""
    roles = tag.roles
    if "Artifact" in roles:
        return None
    for at, role in enumerate(roles):
        if role in _NOTES:
            return TaggedElement(tag.path[: at + 1], NOTE)
    depth = _depth_of_block(roles)
    return TaggedElement(tag.path[: depth + 1], roles[depth], _cell_of(tag))


def _depth_of_block(roles: Sequence[str]) -> int:
    """Return the index of the paragraph; in a container, hollow elements are paragraphs with hollow runs of text."""
    depth = max((at for at, role in enumerate(roles) if role not in _INLINE | _HOLLOW), default=0)
    hollow = [at for at in range(depth + 1, len(roles)) if roles[at] in _HOLLOW]
    return hollow[-2:][0] if hollow and roles[depth] in _CONTAINERS else depth


def _cell_of(tag: TaggedContent) -> TableCell | None:
    cells = [at for at, role in enumerate(tag.roles) if role in CELLS]
    rows = [at for at, role in enumerate(tag.roles) if role == _ROW]
    if not cells or not rows or rows[-1] > cells[-1]:
        return None
    table = next((at for at in range(rows[-1], -1, -1) if tag.roles[at] == "Table"), rows[-1] - 1)
    paths = tag.path[: table + 1], tag.path[: rows[-1] + 1], tag.path[: cells[-1] + 1]
    return TableCell(*paths, *tag.spans)


def _continues(last: TaggedElement, element: TaggedElement) -> bool:
    """Return True for more of the same element, and for the text behind its label."""
    if last.path == element.path:
        return True
    return last.role == _LABEL and last.path[:-1] == element.path[: len(last.path) - 1]


def _rows(runs: Sequence[tuple[int, list[Glyph]]]) -> Iterator[tuple[int, GlyphRow]]:
    """Yield page and row of the glyphs; a rise to another column begins a new row."""
    for page, glyphs in _pages(runs):
        chunk: list[Glyph] = []
        lowest = 0.0
        for glyph in glyphs:
            if chunk and glyph.y > lowest + _RISE * glyph.size:
                yield from ((page, row) for row in read_lines(chunk))
                chunk = []
            lowest = min(lowest, glyph.y) if chunk else glyph.y
            chunk.append(glyph)
        yield from ((page, row) for row in read_lines(chunk))


def _pages(runs: Sequence[tuple[int, list[Glyph]]]) -> Iterator[tuple[int, list[Glyph]]]:
    """Yield consecutive runs on one page as one."""
    for page, group in groupby(runs, key=lambda run: run[0]):
        yield page, [glyph for _, glyphs in group for glyph in glyphs]
