"""Size of the collection, and the sentences with which figures state what they cover."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, QuerySet

from resolutions.models import CatalogueEntry, Kind, shown_columns
from resolutions.statistics.queries.cached import DataState, get_or_compute
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.statistics.queries.document_groups import filtered, load_citation_groups, load_document_groups


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of the documents and citations that match the conditions of ``scope``, which are named in Chinese.

    ``held``, ``visible`` and ``undated`` count documents with text, with a page, and with a page but
    no year. ``catalogued`` counts the Council's resolutions in the catalogue, dated from ``first`` to ``last``.
    """

    scope: str
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
        counted = f"范围：{self.scope}本站已发布的 {self.held} 份全文，其中认出 {self.citations} 处引用。"
        return counted + "未收录全文的文件引用什么，不在其内。"

    @property
    def documents(self) -> str:
        """The coverage of figures that count documents."""
        undated = f"，其中 {self.undated} 份年份不详，未画" if self.undated else ""
        sources = "安理会决议和主席声明据目录，大会和其他文件只有被引用的。"
        return f"范围：{self.scope}本站有专页的 {self.visible} 份文件{undated}。{sources}"

    @property
    def catalogue(self) -> str:
        """The coverage of figures that count the Council's resolutions."""
        if not self.first or not self.last:
            return "范围：目录尚未载入。"
        months = self.scope or f"{_month(self.first)}至{_month(self.last)}，"
        return f"范围：目录所载安理会决议 {self.catalogued} 份，{months}不论是否收录全文。"


def load_coverage(state: DataState, conditions: DocumentFilter) -> Coverage:
    """Count what matches; three queries after a change of the data, none otherwise."""
    documents = filtered(load_document_groups(state), conditions)
    first, last = get_or_compute(state, "catalogue-dates", _read_catalogue_dates)
    return Coverage(
        scope="、".join(conditions.names) + "，" if conditions.is_set else "",
        held=sum(group.documents for group in documents if group.is_held),
        visible=sum(group.documents for group in documents),
        undated=sum(group.documents for group in documents if group.year is None),
        citations=sum(group.citations for group in load_citation_groups(state, conditions)),
        catalogued=sum(group.documents for group in documents if group.vote),
        first=first,
        last=last,
    )


def _read_catalogue_dates() -> tuple[date | None, date | None]:
    dates = council_resolutions().aggregate(first=Min("date"), last=Max("date"))
    return dates["first"], dates["last"]


def council_resolutions() -> QuerySet[CatalogueEntry]:
    """Select the catalogue entries of the Council's resolutions, as readers see the documents."""
    entries = CatalogueEntry.objects.alias(**shown_columns("document__"))
    return entries.filter(shown_kind=Kind.RESOLUTION, shown_organ="S")  # type: ignore[misc]  # alias of visible()


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
