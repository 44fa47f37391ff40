"""Reader of a whole Word file: its text in the printed layout."""

import io
import zipfile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATED
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.office.headers import print_headers
from resolutions.sources.office.paragraphs import print_paragraph
from resolutions.sources.printed_layout import PrintedBlock, render_layout
from resolutions.sources.text_size import require_line_count
from resolutions.sources.word.body import BodyWalker
from resolutions.sources.word.headers import find_headers
from resolutions.sources.word.list_numbering import ListNumbering
from resolutions.sources.word.number_formats import format_number as printed_number
from resolutions.sources.word.package_checks import DAMAGED_MESSAGE, require_safe_package
from resolutions.sources.word.wordml import (
    Element,
    child_number,
    child_value,
    find_child,
    word_name,
)


def read_word(data: bytes) -> ExtractedText:
    """Read the bytes of a DOCX. Raises UnreadableFileError with the reason in Chinese."""
    require_safe_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadableFileError(DAMAGED_MESSAGE) from error
    return _Document(document.part).read()


class _Document:
    def __init__(self, part: XmlPart) -> None:
        self.part = part
        self.settings = self._related(RELATED.SETTINGS)
        self.lists = ListNumbering(self._related(RELATED.NUMBERING), self._related(RELATED.STYLES))
        self.notes = {"footnote": self._related(RELATED.FOOTNOTES), "endnote": self._related(RELATED.ENDNOTES)}
        self.marks: dict[tuple[str, str], str] = {}
        self.links: list[str] = []

    def read(self) -> ExtractedText:
        root = self.part.element
        blocks = self._letterhead()
        body = find_child(root, "body")
        if body is not None:
            blocks += self._printed(body, self.part)
        text = render_layout(blocks)
        if not text.strip():
            raise UnreadableFileError("这个 Word 文件里没有可以读取的文字。")
        return ExtractedText(text, tuple(self.links))

    def _related(self, kind: str) -> Element | None:
        """Return the root element of the related part, or None."""
        try:
            related = self.part.part_related_by(kind)
        except KeyError:
            return None
        root = related.element if hasattr(related, "element") else parse_xml(related.blob)
        return root

    def _letterhead(self) -> list[PrintedBlock]:
        headers = find_headers(self.part)
        first = self._header_lines(headers.first) if headers.first else []
        running = [line for header in headers.running for line in self._header_lines(header)]
        return print_headers(first, running, has_own_first_page=headers.has_own_first_page)

    def _header_lines(self, header: XmlPart) -> list[str]:
        walker = BodyWalker(self.lists, lambda _: None, lambda *_: "", has_tables=False)
        lines = (line for paragraph in walker.iter_paragraphs(header.element) for line in paragraph.text.split("\n"))
        return [line.strip() for line in lines if line.strip()]

    def _printed(self, element: Element, part: XmlPart) -> list[PrintedBlock]:
        walker = BodyWalker(self.lists, lambda name: _address(part, name), self._mark)
        blocks: list[PrintedBlock] = []
        for paragraph in walker.iter_paragraphs(element):
            blocks += print_paragraph(paragraph, self._note)
            require_line_count(len(blocks))
        self.links += walker.links
        return blocks

    def _note(self, kind: str, name: str) -> str:
        root = self.notes[kind]
        for note in root if root is not None else ():
            if note.get(word_name("id")) == name:
                walker = BodyWalker(self.lists, lambda _: None, lambda *_: "")
                return " ".join(part.text.replace("\n", " ") for part in walker.iter_paragraphs(note))
        return ""

    def _mark(self, kind: str, name: str) -> str:
        """Return the number that Word prints for a note, counted in the order of the marks."""
        key = (kind, name)
        if key not in self.marks:
            properties = self._note_properties(kind)
            start = child_number(properties, "numStart")
            count = sum(1 for other, _ in self.marks if other == kind) + (1 if start is None else start)
            form = child_value(properties, "numFmt") or ("decimal" if kind == "footnote" else "lowerRoman")
            self.marks[key] = printed_number(count, form)
        return self.marks[key]

    def _note_properties(self, kind: str) -> Element | None:
        for root in (find_child(self.part.element, "body", "sectPr"), self.settings):
            properties = find_child(root, f"{kind}Pr")
            if properties is not None and (
                find_child(properties, "numStart") is not None or find_child(properties, "numFmt") is not None
            ):
                return properties
        return None


def _address(part: XmlPart, name: str) -> str | None:
    relation = part.rels.get(name)
    return relation.target_ref if relation is not None and relation.is_external else None
