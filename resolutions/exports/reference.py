"""What every reference format says of a document, or of one paragraph of it."""

from dataclasses import dataclass
from datetime import date

from resolutions.models import Document, Kind, Paragraph
from resolutions.text.symbols import CHARTER_SYMBOL

PUBLISHER = "联合国"
PUBLISHER_PLACE = "纽约"
LANGUAGE = "zh-CN"
_BODIES = {"S": "联合国安全理事会", "A": "联合国大会", "E": "联合国经济及社会理事会"}
# The body whose symbol a document bears has written only these; of the others it is the addressee.
_WRITTEN_BY_THE_BODY = {Kind.RESOLUTION, Kind.STATEMENT, Kind.DECISION, Kind.MEETING}


@dataclass(frozen=True, slots=True)
class Reference:
    """A document, or ``paragraph`` of it that stands at ``place`` (第12段), to be referred to.

    ``site`` is the portal's own address (``https://host``), for documents that have no official one.
    """

    document: Document
    site: str = ""
    paragraph: Paragraph | None = None
    place: str = ""

    @property
    def author(self) -> str:
        document = self.document
        if document.kind in _WRITTEN_BY_THE_BODY:
            return _BODIES.get(document.organ, PUBLISHER)
        return document.facts.get("from", "") if document.kind == Kind.LETTER else PUBLISHER

    @property
    def title(self) -> str:
        return " ".join(self.document.title.split())

    @property
    def symbol(self) -> str:
        """The official symbol; the Charter has none, only its name here."""
        return "" if self.document.symbol == CHARTER_SYMBOL else self.document.symbol

    @property
    def day(self) -> date | None:
        """The document's own date, else the catalogue's."""
        catalogue = getattr(self.document, "catalogue", None)
        return self.document.adopted_on or (catalogue.date if catalogue else None)

    @property
    def year(self) -> int | None:
        return self.day.year if self.day else self.document.year

    @property
    def page(self) -> str:
        """The page of the document, or of the paragraph, on the portal."""
        anchor = f"#{self.paragraph.anchor}" if self.paragraph else ""
        return f"{self.site}{self.document.get_absolute_url()}{anchor}"

    @property
    def url(self) -> str:
        """The official text where there is one: that is what a reference refers to."""
        return self.document.official_url or self.page

    @property
    def quoted(self) -> str:
        """The words of the paragraph in one line; empty for a whole document."""
        return " ".join(self.paragraph.text.split()) if self.paragraph else ""

    @property
    def key(self) -> str:
        """A name in ASCII for tools that want one, ``S-RES-2553-2020`` or ``S-RES-2553-2020-op12``."""
        parts = [self.document.symbol or self.document.slug, *([self.paragraph.anchor] if self.paragraph else [])]
        letters = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in "-".join(parts))
        return "-".join(part for part in letters.split("-") if part)
