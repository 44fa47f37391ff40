"""Facets: exact document counts by value over all documents found."""

import numpy as np

from search.index.snapshot import Ids, Snapshot
from search.protocol.answer import FacetCount
from search.protocol.request import Filters
from search.results.run import MatchedDocuments, match_query

KEYWORD_FACETS = ("kind", "organ", "cites", "theme", "quality")
SECTION_SCOPES = ("title", "preamble", "operative", "notes")
MAX_FACET_VALUES = 12


def count_values(snapshot: Snapshot, ids: Ids, field: str, limit: int = MAX_FACET_VALUES) -> list[FacetCount]:
    """Count the documents of ``ids`` by value of ``field``; the ``limit`` most frequent, equal ones by value."""
    labels, documents, label_indices = snapshot.facet_values(field)
    flags = np.zeros(snapshot.size, bool)
    flags[ids] = True
    counts = np.bincount(label_indices[flags[documents]], minlength=len(labels))
    best = (-counts).argsort(kind="stable")[:limit].tolist()
    return [FacetCount(labels[index], int(counts[index])) for index in best if counts[index]]


def count_years(snapshot: Snapshot, ids: Ids) -> list[FacetCount]:
    """Count the documents of ``ids`` by year, the oldest first; documents without a year are left out."""
    counts = np.bincount(snapshot.years[ids])
    return [FacetCount(str(year), int(counts[year])) for year in counts.nonzero()[0].tolist() if year]


def count_sections(matched: MatchedDocuments, filters: Filters) -> list[FacetCount]:
    """Count the documents that match the query within one section; a document may count in several.

    Empty for a search without text and for one that is limited to a section already. Empty for a search with
    exclusions too: a section can lack an excluded word that another section of the same document has.
    """
    if matched.matcher.scope != "all" or not matched.query.texts() or matched.query.has_exclusions():
        return []
    rows = ((name, match_query(matched.query, matched.matcher.with_scope(name), filters)) for name in SECTION_SCOPES)
    return [FacetCount(name, len(ids)) for name, ids in rows if len(ids)]
