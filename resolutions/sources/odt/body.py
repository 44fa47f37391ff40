"""Walk over a part of an OpenDocument file in printed order: paragraphs with numbers, marks and links; table rows."""

import re
from collections.abc import Iterator

from resolutions.sources.odt.list_numbering import OdtNumbering, OpenList
from resolutions.sources.odt.names import Element, odf_name, read_attribute, read_count, short_name
from resolutions.sources.odt.styles import OdtStyles
from resolutions.sources.office.paragraphs import PrintedParagraph
from resolutions.sources.office.tables import print_table

_FRONT_PARAGRAPHS = 12  # before a letterhead in the body
_DEEPEST = 40  # nesting of lists, tables, sections and text boxes
_MAX_COPIES = 50  # of a row or cell that is repeated
_TEXT_OF_PARAGRAPHS = re.compile(r"[ \t\r\n]+")  # 6.1.2, white space processing
_UNPRINTED = {
    "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:script",
    "text:hidden-text", "text:note", "text:alphabetical-index-auto-mark-file", "text:index-title-template",
    "text:ruby-text", "office:annotation", "office:forms", "office:scripts", "office:event-listeners",
    "text:dde-connection-decls",
}  # fmt: skip
_TABLE_ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CITATION = odf_name("text:note-citation")


class OdtWalker:
    """Walks over content, notes and headers, and collects links and notes.

    Without ``has_tables`` each table is layout for the paragraphs in its cells.
    """

    def __init__(self, styles: OdtStyles, numbering: OdtNumbering, *, has_tables: bool = True) -> None:
        self.links: list[str] = []
        self.notes: dict[str, Element] = {}  # by the id that the walker gives
        self._styles = styles
        self._numbering = numbering
        self._has_tables = has_tables
        self._printed = 0  # paragraphs
        self._number = ""  # of the open list item

    def iter_paragraphs(
        self, parent: Element, opened: OpenList | None = None, depth: int = 0
    ) -> Iterator[PrintedParagraph]:
        """Yield paragraphs and table rows below ``parent``, nested content included."""
        if depth > _DEEPEST:
            return
        for element in parent:
            name = short_name(element)
            if name in ("text:p", "text:h"):
                yield from self._paragraph(element, is_in_list=opened is not None, depth=depth)
            elif name == "text:list":
                yield from self._list(element, opened, depth)
            elif name == "table:table":
                yield from self._table(element, depth)
            elif name and name not in _UNPRINTED and not self._is_hidden_section(element):
                yield from self.iter_paragraphs(element, opened, depth + 1)

    def _list(self, element: Element, parent: OpenList | None, depth: int) -> Iterator[PrintedParagraph]:
        opened = self._numbering.open_list(element, parent)
        for item in element:
            if short_name(item) == "text:list-item" and any(short_name(c) in ("text:p", "text:h") for c in item[:1]):
                self._number = self._numbering.next_number(opened, item)
            yield from self.iter_paragraphs(item, opened, depth + 1)
            self._number = ""

    def _paragraph(self, element: Element, *, is_in_list: bool, depth: int) -> Iterator[PrintedParagraph]:
        number, self._number = self._number, ""
        if self._styles.is_hidden(element, "paragraph"):
            return
        is_numbered = not is_in_list and self._is_numbered_heading(element)
        paragraph = PrintedParagraph("", short_name(element) == "text:h" or self._styles.is_heading(element))
        boxes: list[Element] = []
        text = "".join(self._inline(element, paragraph, boxes, 0)).strip()
        if text:
            number = self._numbering.next_heading_number(element) if is_numbered else number
            paragraph.text = number + text
            self._printed += 1
            yield paragraph
        for box in boxes:
            yield from self.iter_paragraphs(box, None, depth + 1)

    def _is_numbered_heading(self, element: Element) -> bool:
        is_header = read_attribute(element, "text:is-list-header") == "true"
        return short_name(element) == "text:h" and not is_header and self._styles.is_in_outline(element)

    def _inline(self, parent: Element, paragraph: PrintedParagraph, boxes: list[Element], depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        yield _TEXT_OF_PARAGRAPHS.sub(" ", parent.text or "")
        for element in parent:
            yield from self._inline_element(element, paragraph, boxes, depth)
            yield _TEXT_OF_PARAGRAPHS.sub(" ", element.tail or "")

    def _inline_element(
        self, element: Element, paragraph: PrintedParagraph, boxes: list[Element], depth: int
    ) -> Iterator[str]:
        name = short_name(element)
        if name == "text:s":
            yield " " * read_count(element, "text:c")
        elif name == "text:tab":
            yield " "
        elif name == "text:line-break":
            yield "\n"
        elif name == "text:note":
            yield self._note(element, paragraph)
        elif name.startswith("draw:"):
            boxes += _find_boxes(element, depth)
        elif name and name not in _UNPRINTED and not self._styles.is_hidden(element, "text"):
            if name == "text:a":
                self._link(read_attribute(element, "xlink:href"))
            yield from self._inline(element, paragraph, boxes, depth + 1)

    def _note(self, element: Element, paragraph: PrintedParagraph) -> str:
        mark = "".join(citation.xpath("string()") for citation in element.iterchildren(_CITATION)).strip()
        name = str(len(self.notes))
        self.notes[name] = element
        paragraph.notes.append(("note", name, mark))
        return f"{mark} " if mark else ""

    def read_note(self, _: str, name: str) -> str:
        """Return the text of a note on one line."""
        parts = []
        for body in self.notes[name].iterchildren(odf_name("text:note-body")):
            walker = OdtWalker(self._styles, self._numbering, has_tables=False)
            parts += [part.text.replace("\n", " ") for part in walker.iter_paragraphs(body)]
            self.links += walker.links
        return " ".join(parts)

    def _link(self, address: str) -> None:
        if address.startswith(("http://", "https://")):
            self.links.append(address)

    def _is_hidden_section(self, element: Element) -> bool:
        return read_attribute(element, "text:display") == "none"

    def _table(self, table: Element, depth: int) -> Iterator[PrintedParagraph]:
        """Yield rows with tabs between the cells, or the paragraphs of a table that is only layout."""
        is_at_top = self._printed <= _FRONT_PARAGRAPHS
        elements = [list(_iter_cells(row)) for row in _iter_rows(table)]
        if not self._has_tables or len(elements) < 2 or max(map(len, elements)) < 2:
            for cell in (cell for row in elements for cell in row if cell is not None):
                yield from self.iter_paragraphs(cell, None, depth + 1)
            return
        rows = [
            [list(self.iter_paragraphs(cell, None, depth + 1)) if cell is not None else [] for cell in row]
            for row in elements
        ]
        has_borders = any(self._styles.has_border(cell) for row in elements for cell in row if cell is not None)
        yield from print_table(rows, has_borders=has_borders, is_at_top=is_at_top)


def _find_boxes(drawing: Element, depth: int) -> Iterator[Element]:
    """Yield the text boxes of a drawing; those inside their paragraphs are found when these are read."""
    if short_name(drawing) == "draw:text-box":
        yield drawing
    elif short_name(drawing).startswith("draw:") and depth < _DEEPEST:
        for element in drawing:
            yield from _find_boxes(element, depth + 1)


def _iter_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table; a repeated row without text once."""
    for element in table:
        name = short_name(element)
        if name == "table:table-row":
            count = read_count(element, "table:number-rows-repeated") if element.xpath("string()").strip() else 1
            yield from [element] * min(count, _MAX_COPIES)
        elif name in _TABLE_ROWS:
            yield from _iter_rows(element)


def _iter_cells(row: Element) -> Iterator[Element | None]:
    """Yield the cells of a row; None for a place that another cell covers."""
    for element in row:
        name = short_name(element)
        if name in ("table:table-cell", "table:covered-table-cell"):
            count = min(read_count(element, "table:number-columns-repeated"), _MAX_COPIES)
            yield from [element if name == "table:table-cell" else None] * count
