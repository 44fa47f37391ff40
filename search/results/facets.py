"""How the documents found divide: true counts over the whole result set."""

from dataclasses import dataclass

import numpy as np

from search.index.snapshot import Ids, Snapshot
from search.results.run import Filters, MatchedDocuments, match_query

KEYWORD_FACETS = ("kind", "organ", "cites", "theme")
SECTION_SCOPES = ("title", "preamble", "operative", "notes")
MAX_FACET_VALUES = 12


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


def count_values(snapshot: Snapshot, ids: Ids, field: str, most: int = MAX_FACET_VALUES) -> list[FacetCount]:
    """The commonest values of ``field`` among ``ids``, with the number of documents."""
    labels, documents, which = snapshot.facet_values(field)
    flags = np.zeros(snapshot.size, bool)
    flags[ids] = True
    counts = np.bincount(which[flags[documents]], minlength=len(labels))
    best = (-counts).argsort(kind="stable")[:most].tolist()
    return [FacetCount(labels[index], int(counts[index])) for index in best if counts[index]]


def count_years(snapshot: Snapshot, ids: Ids) -> list[FacetCount]:
    """Documents by year, oldest first; documents without a year are left out."""
    counts = np.bincount(snapshot.years[ids])
    return [FacetCount(str(year), int(counts[year])) for year in counts.nonzero()[0].tolist() if year]


def count_sections(found: MatchedDocuments, filters: Filters) -> list[FacetCount]:
    """In how many of the documents found the query is met within one section; sections overlap.

    Empty for a search that looks for no words or in one section already, and for one that
    excludes words: what is absent from a section may stand elsewhere in a document not found.
    """
    if found.matcher.scope != "all" or not found.query.texts() or found.query.has_exclusions():
        return []
    rows = ((name, match_query(found.query, found.matcher.within(name), filters)) for name in SECTION_SCOPES)
    return [FacetCount(name, len(ids)) for name, ids in rows if len(ids)]
