"""List of a document's citations, in or out, with filters from the query string, facet counts and order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.utils.translation import gettext, gettext_lazy

from resolutions.display.labels import label_sort_key
from resolutions.interface.places import format_cited_place
from resolutions.models import Citation, Document, Kind, shown_columns
from resolutions.pages.cited_by import CitingSentence, build_citing_sentences, order_by_newest_source

Side = Literal["cited-by", "cites"]
PAGE_SIZE = 50  # citations
FILTER_LABELS = {
    "paragraph": gettext_lazy("段落"),
    "verb": gettext_lazy("动词"),
    "year": gettext_lazy("年份"),
    "kind": gettext_lazy("文件类型"),
}
NO_VERB = "仅提及"  # a value in addresses, as is the next one
_MAX_VALUE_LENGTH = 60  # characters of a filter value
_NO_LABEL = "整份文件"


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The columns of one citation that the filters need; ``other`` is the id of the document at its other end."""

    pk: int
    other: int
    labels: tuple[str, ...]
    verb: str
    year: str
    kind: str

    def values(self, name: str) -> tuple[str, ...]:
        """Return the values that the filter ``name`` compares."""
        return self.labels if name == "paragraph" else (getattr(self, name),)


@dataclass(frozen=True, slots=True)
class CitationListFilters:
    """Filters of a citation list; an empty one matches every citation."""

    paragraph: str = ""
    verb: str = ""
    year: str = ""
    kind: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "CitationListFilters":
        """Read the filters from the query string."""
        return cls(**{name: query.get(name, "")[:_MAX_VALUE_LENGTH] for name in FILTER_LABELS})

    def matches(self, row: CitationRow, ignore: str = "") -> bool:
        """Return True if ``row`` fits every filter except the one named ``ignore``."""
        for name in FILTER_LABELS:  # no generators: a list of a thousand citations calls this for each and each filter
            value = getattr(self, name)
            if value and name != ignore and value not in row.values(name):
                return False
        return True

    def toggled(self, name: str, value: str) -> "CitationListFilters":
        """Return the filters with ``name`` set to ``value``, or cleared if it has that value already."""
        return replace(self, **{name: "" if getattr(self, name) == value else value})

    @property
    def query_string(self) -> str:
        """Return ``?year=2020`` with all filters that are set, "" without any."""
        active = {name: value for name in FILTER_LABELS if (value := getattr(self, name))}
        return "?" + urlencode(active) if active else ""


@dataclass(frozen=True, slots=True)
class CitationFacetValue:
    """A filter value with the number of citations it leaves; ``url`` sets the filter, or clears an active one."""

    label: str
    count: int
    url: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class CitationFacet:
    """A filter with the values that can be chosen under the other filters."""

    heading: str
    values: list[CitationFacetValue]


@dataclass(frozen=True, slots=True)
class CitationList:
    """The citations that match the filters; ``total`` and ``total_documents`` count without filters."""

    side: Side
    filters: CitationListFilters
    rows: list[CitationRow]
    total: int
    total_documents: int
    facets: list[CitationFacet]

    @property
    def documents(self) -> int:
        """Count the documents at the other end of the matching citations."""
        return len({row.other for row in self.rows})


def list_citations(document: Document, side: Side, filters: CitationListFilters) -> CitationList:
    """List the citations of ``document`` that match ``filters``, in order; one query that fetches no text."""
    rows = _load_rows(document, side)
    names = [name for name in FILTER_LABELS if name != "paragraph" or side == "cited-by"]
    return CitationList(
        side,
        filters,
        [row for row in rows if filters.matches(row)],
        len(rows),
        len({row.other for row in rows}),
        [CitationFacet(str(FILTER_LABELS[name]), values) for name in names if (values := _facet(rows, filters, name))],
    )


def load_sentences(pks: Iterable[int]) -> list[CitingSentence]:
    """Load the citing sentences of the citations with these keys, in their order; at most two queries."""
    ids = list(pks)
    citations = Citation.objects.shown().select_related("paragraph", "source", "target").in_bulk(ids)
    return build_citing_sentences(citations[pk] for pk in ids if pk in citations)


def load_newest_sentences(rows: Iterable[CitationRow], limit: int) -> list[CitingSentence]:
    """Load the sentences of the ``limit`` citations published last, newest first; at most two queries."""
    published = F("source__published_at").desc(nulls_last=True)
    citations = Citation.objects.shown().filter(pk__in=[row.pk for row in rows])
    ordered = citations.order_by(published, "-source", "paragraph__order", "start")
    return build_citing_sentences(ordered.select_related("paragraph", "source", "target")[:limit])


def _load_rows(document: Document, side: Side) -> list[CitationRow]:
    other = "source" if side == "cited-by" else "target"
    shown = _citations(document, side).annotate(**shown_columns(f"{other}__"))
    citations = shown.values_list("pk", other, "cited_paragraphs", "verb", "shown_year", "shown_date", "shown_kind")
    return [
        CitationRow(
            pk,
            other_pk,
            tuple(labels) or (_NO_LABEL,),
            verb or NO_VERB,
            str(year or (adopted.year if adopted else "")),
            kind,
        )
        for pk, other_pk, labels, verb, year, adopted, kind in citations
    ]


def _citations(document: Document, side: Side) -> QuerySet[Citation]:
    if side == "cited-by":
        return order_by_newest_source(Citation.objects.counted().filter(target=document.pk))
    return Citation.objects.shown().filter(source=document.pk, is_counted=True).order_by("paragraph__order", "start")


def _facet(rows: list[CitationRow], filters: CitationListFilters, name: str) -> list[CitationFacetValue]:
    """Count the values of the filter ``name`` under the other filters; empty when there is nothing to choose."""
    matching = [row for row in rows if filters.matches(row, ignore=name)]
    counts = Counter(value for row in matching for value in row.values(name) if value)
    active = getattr(filters, name)
    if active:
        counts.setdefault(active, 0)
    if len(counts) < 2 and not active:
        return []
    return [
        CitationFacetValue(
            _format_value(name, value), count, filters.toggled(name, value).query_string or "?", value == active
        )
        for value, count in sorted(counts.items(), key=lambda item: _sort_key(name, *item))
    ]


def _sort_key(name: str, value: str, count: int) -> tuple[Any, ...]:
    if name == "paragraph":
        return label_sort_key(value)
    return (-int(value) if value.isdecimal() else 0,) if name == "year" else (-count, value)


def _format_value(name: str, value: str) -> str:
    if name == "paragraph":
        return format_cited_place(value)
    if name == "kind":
        return str(dict(Kind.choices).get(value, value))
    if name == "year":
        return gettext("{year}年").format(year=value)
    return gettext("仅提及") if value == NO_VERB else value
