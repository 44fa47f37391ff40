"""Size of the collection, and the sentences with which figures state what they cover."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from resolutions.models import CatalogueEntry, Citation, Document, Kind, Status, shown_columns


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of documents and citations.

    ``held``, ``visible`` and ``undated`` count documents with text, with a page, and with a page but
    no year. ``catalogued`` counts the Council's resolutions in the catalogue, dated from ``first`` to ``last``.
    """

    held: int
    visible: int
    undated: int
    citations: int
    catalogued: int
    first: date | None
    last: date | None

    @property
    def texts(self) -> str:
        """The coverage of figures that count citations."""
        counted = f"范围：本站已发布的 {self.held} 份全文，其中认出 {self.citations} 处引用。"
        return counted + "未收录全文的文件引用什么，不在其内。"

    @property
    def catalogue(self) -> str:
        """The coverage of figures that count the Council's resolutions."""
        if not self.first or not self.last:
            return "范围：目录尚未载入。"
        months = f"{_month(self.first)}至{_month(self.last)}"
        return f"范围：目录所载安理会决议 {self.catalogued} 份，{months}，不论是否收录全文。"


def count_coverage() -> Coverage:
    """Count the collection; three queries."""
    documents = Document.objects.visible().aggregate(
        held=Count("pk", filter=Q(status=Status.PUBLISHED)),
        visible=Count("pk"),
        undated=Count("pk", filter=Q(shown_year=None, shown_date=None)),
    )
    catalogue = council_resolutions().aggregate(catalogued=Count("pk"), first=Min("date"), last=Max("date"))
    return Coverage(citations=Citation.objects.counted().count(), **documents, **catalogue)


def council_resolutions() -> QuerySet[CatalogueEntry]:
    """Select the catalogue entries of the Council's resolutions, as readers see the documents."""
    entries = CatalogueEntry.objects.alias(**shown_columns("document__"))
    return entries.filter(shown_kind=Kind.RESOLUTION, shown_organ="S")  # type: ignore[misc]  # alias of visible()


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
