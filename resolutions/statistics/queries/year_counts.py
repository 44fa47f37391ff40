"""Numbers of documents by year and by organ and kind, each with the address of the list that it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from resolutions.models import Kind, Organ
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.statistics.queries.document_groups import DocumentGroup


@dataclass(slots=True)
class Counts:
    """Numbers of documents under a name: with a published text, and all. ``url`` lists all of them, ``held_url`` those.

    ``name`` is a year or the name of a kind.
    """

    name: str
    url: str
    held_url: str
    held: int = 0
    total: int = 0

    def add(self, group: DocumentGroup) -> None:
        """Count the documents of a group."""
        self.total += group.documents
        self.held += group.documents if group.is_held else 0


@dataclass(frozen=True, slots=True)
class CountsRow:
    """The years of a decade in order, or the kinds of an organ; ``all`` has the numbers of the row."""

    all: Counts
    cells: list[Counts] = field(default_factory=list)


def count_by_decade(groups: Iterable[DocumentGroup], conditions: DocumentFilter) -> list[CountsRow]:
    """Count documents by year, the newest decade first, with ten years each, also those without a document.

    ``groups`` are those that match the conditions.
    """
    rows: dict[int, CountsRow] = {}
    years: dict[int, Counts] = {}
    for group in groups:
        if group.year is None:
            continue
        first = group.year // 10 * 10
        if first not in rows:
            years |= {year: _count_year(year, conditions) for year in range(first, first + 10)}
            row = _counts(f"{first}年代", conditions.with_changes(decade=str(first), year=""))
            rows[first] = CountsRow(row, [years[year] for year in range(first, first + 10)])
        rows[first].all.add(group)
        years[group.year].add(group)
    return [rows[first] for first in sorted(rows, reverse=True)]


def count_by_organ_and_kind(groups: Iterable[DocumentGroup], conditions: DocumentFilter) -> list[CountsRow]:
    """Count documents by organ and kind, in the orders of ``Organ`` and ``Kind``; empty ones are left out."""
    found: dict[tuple[str, str], list[DocumentGroup]] = {}
    for group in groups:
        found.setdefault((group.organ, group.kind), []).append(group)
    rows = []
    for organ, organ_name in Organ.choices:
        row = CountsRow(_counts(str(organ_name), conditions.with_changes(organ=organ)))
        for kind, kind_name in Kind.choices:
            if (organ, kind) in found:
                row.cells.append(_counts(str(kind_name), conditions.with_changes(organ=organ, kind=kind)))
                for group in found[organ, kind]:
                    row.cells[-1].add(group)
                    row.all.add(group)
        rows.append(row)
    return [row for row in rows if row.cells]


def _count_year(year: int, conditions: DocumentFilter) -> Counts:
    counts = _counts(str(year), conditions.with_changes(year=str(year), decade=""))
    if not conditions.is_set:
        counts.url = reverse("year", args=[year])
    return counts


def _counts(name: str, conditions: DocumentFilter) -> Counts:
    page = reverse("browse-documents")
    held = conditions.with_changes(held="1")
    return Counts(name, f"{page}?{conditions.query_string}", f"{page}?{held.query_string}")
