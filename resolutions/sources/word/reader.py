"""A whole Word file → its text in the printed layout."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from resolutions.sources.printed import Block, layout
from resolutions.sources.reading import Reading, Unreadable
from resolutions.sources.word.body import Body, Printed
from resolutions.sources.word.lists import Lists
from resolutions.sources.word.names import RELATIONSHIP, Element, child, is_on, number, value, w
from resolutions.sources.word.numbers import printed as printed_number
from resolutions.sources.word.package import DAMAGED, check_package


def read_word(data: bytes) -> Reading:
    """Read the bytes of a DOCX. Raises Unreadable when there is nothing to read, with the reason in Chinese."""
    check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise Unreadable(DAMAGED) from error
    return _Document(document.part).read()


class _Document:
    def __init__(self, part: XmlPart) -> None:
        self.part = part
        self.settings = self._related(RELATED.SETTINGS)
        self.lists = Lists(self._related(RELATED.NUMBERING), self._related(RELATED.STYLES))
        self.notes = {"footnote": self._related(RELATED.FOOTNOTES), "endnote": self._related(RELATED.ENDNOTES)}
        self.marks: dict[tuple[str, str], str] = {}
        self.links: list[str] = []

    def read(self) -> Reading:
        root = self.part.element
        blocks: list[Block] = []
        for header, targets in self._first_headers(root):
            blocks += self._printed(header, targets)
        body = child(root, "body")
        if body is not None:
            blocks += self._printed(body, self.part)
        text = layout(blocks)
        if not text.strip():
            raise Unreadable("这个 Word 文件里没有可以读取的文字。")
        return Reading(text, tuple(self.links))

    def _related(self, kind: str) -> Element | None:
        """The root element of a related part."""
        try:
            found = self.part.part_related_by(kind)
        except KeyError:
            return None
        root = found.element if hasattr(found, "element") else parse_xml(found.blob)
        return root

    def _first_headers(self, root: Element) -> Iterator[tuple[Element, XmlPart]]:
        """The head of the first page, which holds the symbol; running heads are left out."""
        for section in list(root.iter(w("sectPr")))[:1]:
            for reference in section.findall(w("headerReference")) if is_on(section, "titlePg") else ():
                name = reference.get(RELATIONSHIP + "id", "")
                if reference.get(w("type")) == "first" and name in self.part.rels:
                    part = self.part.rels[name].target_part
                    yield part.element, part

    def _printed(self, element: Element, part: XmlPart) -> list[Block]:
        walk = Body(self.lists, lambda name: _address(part, name), self._mark)
        blocks = [block for paragraph in walk.blocks(element) for block in self._with_notes(paragraph)]
        self.links += walk.links
        return blocks

    def _with_notes(self, paragraph: Printed) -> list[Block]:
        """A paragraph, and below it the notes that its marks call."""
        lines = [line.strip(" ") for line in paragraph.text.split("\n") if line.strip()]
        return [Block(lines), *(Block([self._note(kind, name)], mark) for kind, name, mark in paragraph.notes if mark)]

    def _note(self, kind: str, name: str) -> str:
        root = self.notes[kind]
        for note in root if root is not None else ():
            if note.get(w("id")) == name:
                walk = Body(self.lists, lambda _: None, lambda *_: "")
                return " ".join(part.text.replace("\n", " ") for part in walk.blocks(note))
        return ""

    def _mark(self, kind: str, name: str) -> str:
        """The number that Word prints for a note: counted in the order of the marks."""
        key = (kind, name)
        if key not in self.marks:
            properties = self._note_properties(kind)
            start = number(properties, "numStart")
            count = sum(1 for other, _ in self.marks if other == kind) + (1 if start is None else start)
            form = value(properties, "numFmt") or ("decimal" if kind == "footnote" else "lowerRoman")
            self.marks[key] = printed_number(count, form)
        return self.marks[key]

    def _note_properties(self, kind: str) -> Element | None:
        for root in (child(self.part.element, "body", "sectPr"), self.settings):
            found = child(root, f"{kind}Pr")
            if found is not None and (child(found, "numStart") is not None or child(found, "numFmt") is not None):
                return found
        return None


def _address(part: XmlPart, name: str) -> str | None:
    relation = part.rels.get(name)
    return relation.target_ref if relation is not None and relation.is_external else None
