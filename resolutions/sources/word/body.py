"""Walk over the body of a document in printed order: paragraphs with numbers, marks and links; table rows."""

import re
from collections.abc import Callable, Iterator

from resolutions.sources.office.paragraphs import PrintedParagraph
from resolutions.sources.office.tables import print_table
from resolutions.sources.word.borders import has_borders
from resolutions.sources.word.list_numbering import ListNumbering
from resolutions.sources.word.wordml import (
    RELATIONSHIP_NAMESPACE,
    Element,
    child_value,
    find_child,
    is_enabled,
    iter_visible_children,
    local_name,
    word_name,
)

_INSIDE = ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo", "hyperlink")
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "cr": "\n"}
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')
_HEADING = re.compile(r"heading|title|标题|_?\s*H\s?(?:Ch|M|\d)", re.IGNORECASE)
_FRONT_PARAGRAPHS = 12  # before a letterhead in the body: the lines of the header and a few above the table
_DEEPEST = 40  # nesting of tables and text boxes, far below the recursion limit


class BodyWalker:
    """Walks over one part of the package (body, note, header) and collects its links.

    ``resolve_target`` returns the address of a relationship id, or None. ``mark_for`` returns the mark of a note.
    Without ``has_tables`` each table is layout for the paragraphs in its cells.
    """

    def __init__(
        self,
        lists: ListNumbering,
        resolve_target: Callable[[str], str | None],
        mark_for: Callable[[str, str], str],
        *,
        has_tables: bool = True,
    ) -> None:
        self.lists = lists
        self.resolve_target = resolve_target
        self.mark_for = mark_for
        self.has_tables = has_tables
        self.links: list[str] = []
        self._printed = 0  # paragraphs

    def iter_paragraphs(self, parent: Element, depth: int = 0) -> Iterator[PrintedParagraph]:
        """Yield paragraphs and table rows below ``parent``, nested content included."""
        for element in iter_visible_children(parent):
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element, depth)
            elif name == "tbl" and depth < _DEEPEST:
                yield from self._table(element, depth)
            elif name in _INSIDE and depth < _DEEPEST:
                yield from self.iter_paragraphs(element, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[PrintedParagraph]:
        if is_enabled(element, "pPr", "rPr", "vanish") and not len(element.findall(word_name("r"))):
            return
        paragraph = PrintedParagraph("", _is_heading(element))
        boxes: list[Element] = []
        text = "".join(self._inline(element, paragraph, boxes, 0))
        if text.strip():
            number = self.lists.next_number(element)
            if paragraph.heading and re.fullmatch(r"\d{1,3}\.\s", number):
                number += " "  # two blanks mark the heading of a section
            paragraph.text = number + text.strip()
            self._printed += 1
            yield paragraph
        if depth < _DEEPEST:
            for box in boxes:
                yield from self.iter_paragraphs(box, depth + 1)

    def _inline(self, parent: Element, paragraph: PrintedParagraph, boxes: list[Element], depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        for element in iter_visible_children(parent):
            name = local_name(element)
            if name == "hyperlink":
                self._link(self.resolve_target(element.get(RELATIONSHIP_NAMESPACE + "id", "")))
            if name == "r":
                yield from self._run(element, paragraph, boxes)
            elif name in _INSIDE:
                if name == "fldSimple":
                    self._field(element.get(word_name("instr"), ""))
                yield from self._inline(element, paragraph, boxes, depth + 1)

    def _run(self, run: Element, paragraph: PrintedParagraph, boxes: list[Element]) -> Iterator[str]:
        if is_enabled(run, "rPr", "vanish"):
            return
        for element in iter_visible_children(run):
            name = local_name(element)
            if name == "t":
                yield element.text or ""
            elif name == "br" and child_value(element, name="type") in (None, "textWrapping"):
                yield "\n"
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                yield self._note(name.removesuffix("Reference"), element, run, paragraph)
            elif name == "instrText":
                self._field(element.text or "")
            else:
                boxes += element.iter(word_name("txbxContent")) if name in ("drawing", "pict", "object") else ()

    def _note(self, kind: str, element: Element, run: Element, paragraph: PrintedParagraph) -> str:
        """Return the mark of a note; a custom mark is already in the text behind the reference."""
        name = element.get(word_name("id"), "")
        if is_enabled(element, "customMarkFollows") or element.get(word_name("customMarkFollows")) in (
            "1",
            "true",
            "on",
        ):
            own = "".join(t.text or "" for t in run.findall(word_name("t"))).strip()
            paragraph.notes.append((kind, name, own))
            return ""
        mark = self.mark_for(kind, name)
        paragraph.notes.append((kind, name, mark))
        return mark + " "

    def _field(self, instruction: str) -> None:
        match = _FIELD_LINK.search(instruction)
        self._link(match[1] if match else None)

    def _link(self, address: str | None) -> None:
        if address and address.startswith(("http://", "https://")):
            self.links.append(address)

    def _table(self, table: Element, depth: int) -> Iterator[PrintedParagraph]:
        """Yield rows with tabs between the cells, or the paragraphs of a table that is only layout."""
        is_at_top = self._printed <= _FRONT_PARAGRAPHS
        elements = [list(iter_row_cells(row)) for row in iter_table_rows(table)]
        if not self.has_tables or len(elements) < 2 or max(map(len, elements)) < 2:
            for cell in (cell for row in elements for cell in row):
                yield from self.iter_paragraphs(cell, depth + 1)
            return
        rows = [[list(self.iter_paragraphs(cell, depth + 1)) for cell in row] for row in elements]
        yield from print_table(rows, has_borders=has_borders(table), is_at_top=is_at_top)


def iter_table_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table without deleted ones."""
    for element in iter_visible_children(table):
        if local_name(element) == "tr" and not is_enabled(element, "trPr", "del"):
            yield element
        elif local_name(element) in _INSIDE:
            yield from iter_table_rows(element)


def iter_row_cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a table row."""
    for element in iter_visible_children(row):
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in _INSIDE:
            yield from iter_row_cells(element)


def _is_heading(element: Element) -> bool:
    properties = find_child(element, "pPr")
    if find_child(properties, "outlineLvl") is not None or _HEADING.match(child_value(properties, "pStyle") or ""):
        return True
    runs = [run for run in element.iter(word_name("r")) if run.find(word_name("t")) is not None]
    return bool(runs) and all(is_enabled(run, "rPr", "b") for run in runs)
