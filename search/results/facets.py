"""Facets: exact document counts by value over all documents found.

The counts of a facet ignore the values chosen in it, so that its other values stay visible, each with the number of
documents that it leads to by itself.
"""

from collections.abc import Iterable

import numpy as np

from search.index.segment_reader import FacetColumn
from search.index.snapshot import Ids, Snapshot
from search.protocol.answer import FacetCount
from search.protocol.request import Filters
from search.protocol.spans import contains_year
from search.results.key_facets import number_values
from search.results.run import MatchedDocuments, match_query

KEYWORD_FACETS = ("kind", "organ", "cites", "theme", "quality")
SECTION_SCOPES = ("title", "preamble", "operative", "notes")
MAX_FACET_VALUES = 12  # of one facet, besides those chosen


def count_facets(matched: MatchedDocuments, filters: Filters) -> dict[str, list[FacetCount]]:
    """Count the documents found by each facet."""
    snapshot, key_facets = matched.matcher.snapshot, matched.matcher.key_facets
    columns = {name: snapshot.facet_values(name) for name in KEYWORD_FACETS}
    columns |= {name: number_values(facet, snapshot) for name, facet in key_facets.items()}
    facets = {
        name: count_values(snapshot, _without(matched, filters, name), column, filters.get(name, ()))
        for name, column in columns.items()
    }
    facets["year"] = count_years(snapshot, _without(matched, filters, "year"), filters.get("year", ()))
    return facets | {"scope": count_sections(matched, filters)}


def _without(matched: MatchedDocuments, filters: Filters, name: str) -> Ids:
    """Return the documents that meet all conditions but those of the facet ``name``, and of one that it covers."""
    facet = matched.matcher.key_facets.get(name)
    ignored = {name, facet.covers if facet else ""} & filters.keys()
    return match_query(matched.query, matched.matcher, filters, ignored) if ignored else matched.ids


def count_values(snapshot: Snapshot, ids: Ids, column: FacetColumn, chosen: Iterable[str] = ()) -> list[FacetCount]:
    """Count the documents of ``ids`` by value: the most frequent, equal ones by value, and all that are ``chosen``."""
    labels, documents, label_indices = column
    flags = np.zeros(snapshot.size, bool)
    flags[ids] = True
    counts = np.bincount(label_indices[flags[documents]], minlength=len(labels))
    best = (-counts).argsort(kind="stable")[:MAX_FACET_VALUES].tolist()
    rows = {labels[index]: int(counts[index]) for index in best if counts[index]}
    for value in chosen:
        if value not in rows:
            rows[value] = int(counts[labels.index(value)]) if value in labels else 0
    return [FacetCount(value, count) for value, count in rows.items()]


def count_years(snapshot: Snapshot, ids: Ids, chosen: Iterable[str] = ()) -> list[FacetCount]:
    """Count the documents of ``ids`` by year, the oldest first, and by each ``chosen`` year or span.

    Documents without a year are left out.
    """
    years = snapshot.years[ids]
    counts = np.bincount(years)
    rows = {str(year): int(counts[year]) for year in counts.nonzero()[0].tolist() if year}
    for span in chosen:
        rows.setdefault(span, int(contains_year(years, [span]).sum()))
    return [FacetCount(value, count) for value, count in sorted(rows.items())]


def count_sections(matched: MatchedDocuments, filters: Filters) -> list[FacetCount]:
    """Count the documents that match the query within one section; a document may count in several.

    Empty for a search without text and for one that is limited to a section already. Empty for a search with
    exclusions too: a section can lack an excluded word that another section of the same document has.
    """
    if matched.matcher.scope != "all" or not matched.query.texts() or matched.query.has_exclusions():
        return []
    rows = ((name, match_query(matched.query, matched.matcher.with_scope(name), filters)) for name in SECTION_SCOPES)
    return [FacetCount(name, len(ids)) for name, ids in rows if len(ids)]
