"""Ways on from a document: the ones before and after by number, and those on the same agenda item."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from resolutions.models import Document, Kind, Status, document_url, hide_text_in_row
from resolutions.text.neighbours import find_neighbours

ITEMS_EACH_SIDE = 2  # documents of the agenda item that are shown before and after
_SAME_DAY = 4  # documents loaded in addition: those of the document's own day are found on both sides
_KINDS_IN_LINE = (Kind.RESOLUTION, Kind.STATEMENT)


class LinkedDocument(NamedTuple):
    """The columns of a document that a link to it needs; readers see no more of a stub."""

    pk: int
    symbol: str
    slug: str
    title: str
    kind: str
    status: str
    day: date | None

    def get_absolute_url(self) -> str:
        """Return the URL of the document's page."""
        return document_url(self.symbol, self.slug)

    @property
    def is_held(self) -> bool:
        """Return True if the text is published."""
        return self.status == Status.PUBLISHED

    @property
    def year(self) -> int | None:
        """Return the year of the date in the catalogue."""
        return self.day.year if self.day else None


@dataclass(frozen=True, slots=True)
class WaysOn:
    """``before`` and ``after`` by number; ``earlier`` and ``later`` on the same agenda item, in order of date.

    ``comparable`` is the latest of the earlier ones, if its text is published.
    """

    before: LinkedDocument | None
    after: LinkedDocument | None
    earlier: list[LinkedDocument]
    later: list[LinkedDocument]
    comparable: LinkedDocument | None


def find_ways_on(document: Document) -> WaysOn:
    """Find the ways on from a document; at most three queries."""
    neighbours = find_neighbours(document.symbol)
    by_symbol = _load_by_symbol((*neighbours.before, *neighbours.after))
    earlier, later = _load_same_item(document)
    comparable = earlier[-1] if document.is_held and earlier and earlier[-1].is_held else None
    return WaysOn(
        before=next((by_symbol[symbol] for symbol in neighbours.before if symbol in by_symbol), None),
        after=next((by_symbol[symbol] for symbol in neighbours.after if symbol in by_symbol), None),
        earlier=earlier,
        later=later,
        comparable=comparable,
    )


def _load_by_symbol(symbols: tuple[str, ...]) -> dict[str, LinkedDocument]:
    if not symbols:
        return {}
    found = _rows(Document.objects.visible().filter(symbol__in=symbols))
    return {row.symbol: row for row in found}


def _load_same_item(document: Document) -> tuple[list[LinkedDocument], list[LinkedDocument]]:
    """Load the documents of the same kind on the same agenda items just before and after; at most two queries."""
    catalogue = getattr(document, "catalogue", None)
    items = document.agenda_items if document.kind in _KINDS_IN_LINE else []
    if not catalogue or not items or not catalogue.date:
        return [], []
    same = Document.objects.under(items).filter(kind=document.kind)
    same = same.exclude(pk=document.pk).exclude(symbol="")
    place = (catalogue.date, document.number or 0)
    earlier = same.filter(catalogue__date__lte=catalogue.date).order_by("-catalogue__date", "-number")
    later = same.filter(catalogue__date__gte=catalogue.date).order_by("catalogue__date", "number")
    both = _columns(earlier)[: ITEMS_EACH_SIDE + _SAME_DAY].union(_columns(later)[: ITEMS_EACH_SIDE + _SAME_DAY])
    rows = [(LinkedDocument(*row[:-1]), row[-1] or 0) for row in both]
    ordered = sorted(rows, key=lambda row: (row[0].day or date.min, row[1]))
    before = [hide_text_in_row(row) for row, number in ordered if (row.day, number) < place]
    after = [hide_text_in_row(row) for row, number in ordered if (row.day, number) > place]
    return before[-ITEMS_EACH_SIDE:], after[:ITEMS_EACH_SIDE]


def _rows(documents: QuerySet[Document]) -> list[LinkedDocument]:
    return [hide_text_in_row(LinkedDocument(*row[:-1])) for row in _columns(documents)]


def _columns(documents: QuerySet[Document]) -> QuerySet:
    return documents.annotate(day=F("catalogue__date")).values_list(
        "pk", "symbol", "slug", "title", "kind", "status", "day", "number"
    )
