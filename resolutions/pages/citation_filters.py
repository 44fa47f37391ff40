"""The list of a document's citations, in or out: filters that stand in the address, counts, order, pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from django.db.models import F, QuerySet

from resolutions.display.labels import format_label, label_sort_key
from resolutions.models import Citation, Document, Kind
from resolutions.pages.cited_by import CitingSentence, build_citing_sentences, order_by_newest_source

Side = Literal["cited-by", "cites"]
PAGE_SIZE = 50
FILTER_LABELS = {"paragraph": "段落", "verb": "动词", "year": "年份", "kind": "文件类型"}
NO_VERB = "无动词"
_NO_LABEL = "整份文件"


@dataclass(frozen=True, slots=True)
class CitationRow:
    """What filters need of one citation; ``other`` is the document at its other end."""

    pk: int
    other: int
    labels: tuple[str, ...]
    verb: str
    year: str
    kind: str

    def values(self, name: str) -> tuple[str, ...]:
        return self.labels if name == "paragraph" else (getattr(self, name),)


@dataclass(frozen=True, slots=True)
class CitationListFilters:
    """The filters of an address; an empty one lets everything through."""

    paragraph: str = ""
    verb: str = ""
    year: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "CitationListFilters":
        return cls(**{name: query.get(name, "")[:60] for name in FILTER_LABELS})

    def let_through(self, row: CitationRow, but: str = "") -> bool:
        """Whether ``row`` fits every filter, ``but`` one left out of account."""
        wanted = ((name, getattr(self, name)) for name in FILTER_LABELS if name != but)
        return all(not value or value in row.values(name) for name, value in wanted)

    def toggled(self, name: str, value: str) -> "CitationListFilters":
        return replace(self, **{name: "" if getattr(self, name) == value else value})

    @property
    def query_string(self) -> str:
        """``?year=2020`` with the filters in force, empty without any."""
        chosen = {name: value for name in FILTER_LABELS if (value := getattr(self, name))}
        return "?" + urlencode(chosen) if chosen else ""


@dataclass(frozen=True, slots=True)
class CitationFacetValue:
    """A filter to choose, or to drop when it is in force."""

    words: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CitationList:
    """The citations that fit, with the choices that remain; ``documents`` counts those at the other end."""

    side: Side
    filters: CitationListFilters
    rows: list[CitationRow]
    total: int
    total_documents: int
    choices: list[tuple[str, list[CitationFacetValue]]]

    @property
    def documents(self) -> int:
        return len({row.other for row in self.rows})


def list_citations(document: Document, side: Side, filters: CitationListFilters) -> CitationList:
    """All citations of ``document`` that fit ``filters``, in order; one query that fetches no text."""
    rows = _rows(document, side)
    names = [name for name in FILTER_LABELS if name != "paragraph" or side == "cited-by"]
    return CitationList(
        side,
        filters,
        [row for row in rows if filters.let_through(row)],
        len(rows),
        len({row.other for row in rows}),
        [(FILTER_LABELS[name], choices) for name in names if (choices := _choices(rows, filters, name))],
    )


def load_sentences(rows: list[CitationRow]) -> list[CitingSentence]:
    """The citing sentences of these rows, in their order; one query."""
    citations = Citation.objects.select_related("paragraph", "source", "target").in_bulk([row.pk for row in rows])
    return build_citing_sentences(citations[row.pk] for row in rows if row.pk in citations)


def load_newest_sentences(rows: list[CitationRow], most: int) -> list[CitingSentence]:
    """The sentences of the ``most`` citations whose documents were published last, the newest first; one query."""
    published = F("source__published_at").desc(nulls_last=True)
    citations = Citation.objects.filter(pk__in=[row.pk for row in rows])
    ordered = citations.order_by(published, "-source", "paragraph__order", "start")
    return build_citing_sentences(ordered.select_related("paragraph", "source", "target")[:most])


def _rows(document: Document, side: Side) -> list[CitationRow]:
    other = "source" if side == "cited-by" else "target"
    citations = _citations(document, side).values_list(
        "pk", other, "cited_paragraphs", "verb", f"{other}__year", f"{other}__adopted_on", f"{other}__kind"
    )
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
    made = Citation.objects.shown().filter(source=document.pk, is_counted=True)
    return made.order_by("paragraph__order", "start")


def _choices(rows: list[CitationRow], filters: CitationListFilters, name: str) -> list[CitationFacetValue]:
    """What ``name`` can be set to under the other filters, with the citations each leaves."""
    fitting = [row for row in rows if filters.let_through(row, but=name)]
    counts = Counter(value for row in fitting for value in row.values(name) if value)
    chosen = getattr(filters, name)
    if chosen:
        counts.setdefault(chosen, 0)
    if len(counts) < 2 and not chosen:
        return []
    return [
        CitationFacetValue(
            _words(name, value), count, filters.toggled(name, value).query_string or "?", value == chosen
        )
        for value, count in sorted(counts.items(), key=lambda item: _order(name, item))
    ]


def _order(name: str, item: tuple[str, int]) -> tuple:
    value, count = item
    if name == "paragraph":
        return label_sort_key(value)
    return (-int(value) if value.isdecimal() else 0,) if name == "year" else (-count, value)


def _words(name: str, value: str) -> str:
    if name == "paragraph":
        return format_label(value)
    if name == "kind":
        return dict(Kind.choices).get(value, value)
    return f"{value}年" if name == "year" else value
