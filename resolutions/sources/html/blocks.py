"""Walk over a page in printed order: paragraphs with the numbers of lists, notes at their marks, table rows."""

import re
from typing import Any

import lxml.etree

from resolutions.sources.html.lists import first_number, item_number
from resolutions.sources.html.notes import find_notes, note_text
from resolutions.sources.html.tables import read_rows
from resolutions.sources.html.visibility import is_text
from resolutions.sources.printed_layout import PrintedBlock
from resolutions.sources.text_size import require_line_count

Element = Any  # lxml comes without types
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend",
    "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\n\r\f\v\xa0]+")
_PARAGRAPH_END = re.compile(r"[。；：！？，、,;:!?.…][”」』》）)\"'’]*$")
_SHORT_LINE = 24  # characters; a line of a letterhead or title, which <br> ends


class BlockReader:
    """Collects ``blocks`` and the addresses of the ``links`` of a page."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[PrintedBlock] = []
        self.links: list[str] = []
        self._notes = find_notes(root)
        self._positions: dict[Element, int] = {}  # items read so far, by list
        self._pieces: list[str] = []  # of the open line
        self._lines: list[str] = []  # of the open paragraph
        self._marks: list[tuple[str, Element]] = []  # notes of the open paragraph
        self._number = ""  # printed before the next paragraph
        self._pre = 0  # depth of preformatted elements

    def read(self, root: Element) -> None:
        """Add the blocks of ``root`` in printed order; the walk is no recursion, so depth costs nothing."""
        walker = lxml.etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start" and not self._enter(element):
                walker.skip_subtree()
            elif event == "end":
                self._leave(element)
                if element is not root:
                    self._add_text(element.tail)
        self._close_paragraph()

    def _enter(self, element: Element) -> bool:
        """Begin an element; False when its content is read already or is no text."""
        if not is_text(element) or element in self._notes.blocks:
            return False
        if element.tag in _BLOCKS:
            self._close_paragraph()
        if element.tag == "table" and (rows := read_rows(element, is_at_top=len(self.blocks) == 0)):
            self.blocks += rows
            require_line_count(len(self.blocks))
            return False
        if element in self._notes.marks:
            mark, note = self._notes.marks[element]
            self._pieces.append(f"{mark} ")
            self._marks.append((mark, note))
            return False
        self._begin(element)
        self._add_text(element.text)
        return True

    def _begin(self, element: Element) -> None:
        if element.tag == "li":
            holder = element.getparent()
            position = self._positions.get(holder, 0)
            self._positions[holder] = position + 1
            self._number = item_number(element, position, first_number(holder))
        elif element.tag == "br":
            self._break_line()
        elif element.tag == "pre":
            self._pre += 1
        elif element.tag == "a" and (element.get("href") or "").startswith(("http://", "https://")):
            self.links.append(element.get("href"))

    def _leave(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._close_paragraph()
        if element.tag == "pre" and self._pre:
            self._pre -= 1

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        if not self._pre:
            self._pieces.append(_BLANKS.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._pieces.append(first)
        for line in others:
            if not self._close_line() or line[:1].isspace():
                self._close_paragraph()
            self._pieces.append(line)

    def _break_line(self) -> None:
        """End a line; a second break, a short line and a mark of punctuation also end the paragraph."""
        line = self._close_line()
        if len(line) <= _SHORT_LINE or _PARAGRAPH_END.search(line):
            self._close_paragraph()

    def _close_line(self) -> str:
        line = _BLANKS.sub(" ", "".join(self._pieces)).strip(" \u3000")
        self._pieces = []
        if line:
            self._lines.append(line)
        return line

    def _close_paragraph(self) -> None:
        self._close_line()
        if not self._lines:
            return
        self._lines[0] = self._number + self._lines[0]
        self.blocks.append(PrintedBlock(self._lines))
        self.blocks += [PrintedBlock([note_text(note, mark)], mark) for mark, note in self._marks]
        self._lines, self._marks, self._number = [], [], ""
        require_line_count(len(self.blocks))
