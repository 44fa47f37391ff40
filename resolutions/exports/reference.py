"""Bibliographic data of a document, or of one paragraph of it, shared by all reference formats."""

from dataclasses import dataclass
from datetime import date

from resolutions.models import Document, Kind, Paragraph
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
    ``https://host``, for documents without an official address.
    """

    document: Document
    site: str = ""
    paragraph: Paragraph | None = None
    place: str = ""

    @property
    def author(self) -> str:
        """The body that wrote the document, or the sender of a letter."""
        document = self.document
        if document.kind in _WRITTEN_BY_THE_BODY:
            return _BODIES.get(document.organ, PUBLISHER)
        return document.facts.get("from", "") if document.kind == Kind.LETTER else PUBLISHER

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(self.document.title.split())

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
    def page(self) -> str:
        """The address of the document or paragraph on the portal."""
        anchor = f"#{self.paragraph.anchor}" if self.paragraph else ""
        return f"{self.site}{self.document.get_absolute_url()}{anchor}"

    @property
    def url(self) -> str:
        """The address of the official text, else of the page on the portal."""
        return self.document.official_url or self.page

    @property
    def quoted(self) -> str:
        """The text of the paragraph in one line; empty for a whole document."""
        return " ".join(self.paragraph.text.split()) if self.paragraph else ""

    @property
    def key(self) -> str:
        """An identifier in ASCII: ``S-RES-2553-2020``, or ``S-RES-2553-2020-op12`` for a paragraph."""
        parts = [self.document.symbol or self.document.slug, *([self.paragraph.anchor] if self.paragraph else [])]
        letters = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in "-".join(parts))
        return "-".join(part for part in letters.split("-") if part)
