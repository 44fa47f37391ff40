"""Numbers of documents and citations by all that figures and filters tell apart; one query for each.

The figures under any filter are sums of these groups, so a filter costs no query.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.functional import Promise

from resolutions.models import Citation, Document, Kind, Organ, Status, shown_columns
from resolutions.statistics.queries.cached import DataState, get_or_compute
from resolutions.statistics.queries.document_filter import HELD_NAMES, UNKNOWN, VOTE, YEAR, DocumentFilter

SOURCE_YEAR = Coalesce("source__year", ExtractYear("source__adopted_on"))
_TARGET = shown_columns("target__")
TARGET_YEAR = Coalesce(_TARGET["shown_year"], ExtractYear(_TARGET["shown_date"]))


class DocumentGroup(NamedTuple):
    """Number of the visible documents with the same values; ``vote`` as in ``VOTE_NAMES``, "" for no resolution."""

    organ: str
    kind: str
    year: int | None
    is_held: bool
    vote: str
    documents: int


class CitationGroup(NamedTuple):
    """Number of the counted citations with the same values: of the citing document, its verb, the cited year."""

    organ: str
    kind: str
    year: int | None
    verb_group: str
    target_year: int | None
    citations: int


class SourceGroup(NamedTuple):
    """Number of the citing documents with the same values."""

    organ: str
    kind: str
    year: int | None
    sources: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a condition with the number of documents that it leaves."""

    value: str
    name: str
    count: int


def load_document_groups(state: DataState) -> list[DocumentGroup]:
    """Load the groups of visible documents; one query after a change of the data."""
    return get_or_compute(state, "document-groups", count_document_groups)


def count_document_groups() -> list[DocumentGroup]:
    """Count the visible documents; one query."""
    documents = Document.objects.visible().annotate(
        o=F("shown_organ"), k=F("shown_kind"), y=YEAR, v=VOTE, n=Count("pk")
    )
    totals: Counter[tuple[str, str, int | None, bool, str]] = Counter()
    for organ, kind, year, status, vote, count in documents.values_list("o", "k", "y", "status", "v", "n").order_by():
        totals[organ, kind, year, status == Status.PUBLISHED, vote] += count
    return [DocumentGroup(*values, count) for values, count in totals.items()]


def filtered(groups: Iterable[DocumentGroup], conditions: DocumentFilter) -> list[DocumentGroup]:
    """Return the groups that match."""
    return [group for group in groups if conditions.matches(*group[:-1])]


def count_documents(groups: Iterable[DocumentGroup]) -> int:
    """Add up the documents of groups."""
    return sum(group.documents for group in groups)


def list_choices(groups: list[DocumentGroup], conditions: DocumentFilter) -> dict[str, list[Choice]]:
    """List the values of organ, kind, decade and text, each with its number under the other conditions.

    Values without a document are left out, unless they are chosen. Decades are from the newest, unknown years last.
    """
    decades = {_decade(group.year) for group in groups} | ({conditions.decade} - {""})
    years = sorted(decades - {UNKNOWN}, reverse=True) + sorted(decades & {UNKNOWN})
    return {
        "organ": _count_choices(groups, conditions, "organ", Organ.choices, None),
        "kind": _count_choices(groups, conditions, "kind", Kind.choices),
        "decade": _count_choices(groups, conditions, "decade", [(one, _decade_name(one)) for one in years]),
        "held": _count_choices(groups, conditions, "held", HELD_NAMES.items()),
    }


def _count_choices(
    groups: list[DocumentGroup],
    conditions: DocumentFilter,
    name: str,
    values: Iterable[tuple[str, str | Promise]],
    unset: str | None = "",
) -> list[Choice]:
    matching = filtered(groups, conditions.with_changes(**{name: unset}))
    counts: Counter[str] = Counter()
    for group in matching:
        counts[_value_of(group, name)] += group.documents
    chosen = getattr(conditions, name)
    return [Choice(value, str(label), counts[value]) for value, label in values if counts[value] or value == chosen]


def _value_of(group: DocumentGroup, name: str) -> str:
    if name == "decade":
        return _decade(group.year)
    return ("1" if group.is_held else "0") if name == "held" else str(getattr(group, name))


def _decade(year: int | None) -> str:
    return str(year // 10 * 10) if year else UNKNOWN


def _decade_name(decade: str) -> str:
    return "年份不详" if decade == UNKNOWN else f"{decade}年代"


def counted_citations() -> QuerySet[Citation]:
    """Select the citations of the figures: those in the counts, without those of a document by itself."""
    return Citation.objects.counted().exclude(source=F("target"))


def load_citation_groups(state: DataState, conditions: DocumentFilter) -> list[CitationGroup]:
    """Load the groups of the citations by documents that match; one query after a change of the data."""
    groups = get_or_compute(state, "citation-groups", _count_citation_groups)
    return [group for group in groups if conditions.matches_source(*group[:3])]


def load_source_groups(state: DataState, conditions: DocumentFilter) -> list[SourceGroup]:
    """Load the groups of the citing documents that match; one query after a change of the data."""
    groups = get_or_compute(state, "source-groups", _count_source_groups)
    return [group for group in groups if conditions.matches_source(*group[:3])]


def _count_citation_groups() -> list[CitationGroup]:
    rows = counted_citations().annotate(y=SOURCE_YEAR, t=TARGET_YEAR)
    columns = ("source__organ", "source__kind", "y", "verb_group", "t")
    return [CitationGroup(*row) for row in rows.values_list(*columns).annotate(n=Count("pk")).order_by()]


def _count_source_groups() -> list[SourceGroup]:
    rows = counted_citations().annotate(y=SOURCE_YEAR).values_list("source__organ", "source__kind", "y")
    return [SourceGroup(*row) for row in rows.annotate(n=Count("source", distinct=True)).order_by()]
