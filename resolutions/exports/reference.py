"""Bibliographic data of a document, or of one paragraph of it, shared by all reference formats."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from resolutions.models import Document, Kind, Paragraph, TextQuality
from resolutions.text.footnotes import replace_marks
from resolutions.text.symbols import CHARTER_SYMBOL

PUBLISHER = "联合国"
PUBLISHER_PLACE = "纽约"
LANGUAGE = "zh-CN"
_BODIES = {"S": "联合国安全理事会", "A": "联合国大会", "E": "联合国经济及社会理事会"}
# Kinds written by the body in the symbol. For the other kinds this body is the addressee.
_WRITTEN_BY_THE_BODY = {Kind.RESOLUTION, Kind.STATEMENT, Kind.DECISION, Kind.MEETING}


@dataclass(frozen=True, slots=True)
class Reference:
    """A document, or one ``paragraph`` of it, to refer to.

    ``place`` is the label of the paragraph as readers see it, 第12段. ``site`` is the portal's host,
    ``https://host``, for documents without an official address. ``part`` is the last piece of the address of a part
    that has a page of its own: an article of the Charter.
    """

    document: Document
    site: str = ""
    paragraph: Paragraph | None = None
    place: str = ""
    part: str = ""

    @property
    def author(self) -> str:
        """The body that wrote the document, or the sender of a letter."""
        document = self.document
        if self.is_written_by_the_body:
            return _BODIES.get(document.organ, PUBLISHER)
        return document.facts.get("from", "") if document.kind == Kind.LETTER else PUBLISHER

    @property
    def is_written_by_the_body(self) -> bool:
        """Return True if the body in the symbol wrote the document; else it is the addressee."""
        return self.document.kind in _WRITTEN_BY_THE_BODY

    @property
    def title(self) -> str:
        """The title in one line, without the symbol at its end, which every format gives in a field of its own."""
        title = " ".join(self.document.title.split())
        if self.symbol and title.endswith(self.symbol):
            title = title.removesuffix(self.symbol).rstrip(" ，,、：:") or title
        return f"{PUBLISHER}文件" if title == "文件" else title

    @property
    def symbol(self) -> str:
        """The official symbol; empty for the Charter, which has no symbol outside of this portal."""
        return "" if self.document.symbol == CHARTER_SYMBOL else self.document.symbol

    @property
    def day(self) -> date | None:
        """The date of the document, else that of its catalogue entry."""
        catalogue = getattr(self.document, "catalogue", None)
        return self.document.adopted_on or (catalogue.date if catalogue else None)

    @property
    def year(self) -> int | None:
        """The year of the date, else that of the symbol."""
        return self.day.year if self.day else self.document.year

    @property
    def subjects(self) -> list[str]:
        """The agenda items, in Chinese; no query after ``with_agenda_items()``."""
        return list(dict.fromkeys(item.name_zh for item in self.document.agenda_items if item.name_zh))

    @property
    def page(self) -> str:
        """The address of the document or paragraph on the portal."""
        below = f"#{self.paragraph.anchor}" if self.paragraph else f"/{self.part}" if self.part else ""
        return f"{self.site}{self.document.get_absolute_url()}{below}"

    @property
    def url(self) -> str:
        """The address of the official text, else of the page on the portal."""
        return self.document.official_url or self.page

    @property
    def pdf_url(self) -> str:
        """The address of the official Chinese PDF; empty for a document without a symbol."""
        query = urlencode({"s": self.symbol, "l": "zh", "t": "pdf"})
        return f"https://documents.un.org/api/symbol/access?{query}" if self.symbol else ""

    @property
    def quality_mark(self) -> str:
        """The warning that nobody has corrected the text; empty for other texts."""
        return TextQuality.OCR.chinese if self.document.quality_mark else ""

    @property
    def quoted(self) -> str:
        """The text of the paragraph in one line, without its footnote marks; empty for a whole document."""
        paragraph = self.paragraph
        return " ".join(replace_marks(paragraph.text, paragraph.marks).split()) if paragraph else ""

    @property
    def key(self) -> str:
        """An identifier in ASCII: ``S-RES-2553-2020``, or ``S-RES-2553-2020-op12`` for a paragraph."""
        parts = [self.document.symbol or self.document.slug, *([self.paragraph.anchor] if self.paragraph else [])]
        parts += [self.part] if self.part else []
        letters = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in "-".join(parts))
        return "-".join(part for part in letters.split("-") if part)
