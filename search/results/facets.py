"""How the documents found divide: true counts over the whole result set."""

from dataclasses import dataclass

import numpy as np

from search.index.snapshot import Ids, Snapshot
from search.results.run import Filters, Found, matching

VALUE_FACETS = ("kind", "organ", "cites", "theme")
SECTIONS = ("title", "preamble", "operative", "notes")
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Count:
    value: str
    count: int


def value_counts(snapshot: Snapshot, ids: Ids, field: str, most: int = MOST_VALUES) -> list[Count]:
    """The commonest values of ``field`` among ``ids``, with the number of documents."""
    labels, documents, which = snapshot.values(field)
    flags = np.zeros(snapshot.size, bool)
    flags[ids] = True
    counts = np.bincount(which[flags[documents]], minlength=len(labels))
    best = (-counts).argsort(kind="stable")[:most].tolist()
    return [Count(labels[index], int(counts[index])) for index in best if counts[index]]


def year_counts(snapshot: Snapshot, ids: Ids) -> list[Count]:
    """Documents by year, oldest first; documents without a year are left out."""
    counts = np.bincount(snapshot.years[ids])
    return [Count(str(year), int(counts[year])) for year in counts.nonzero()[0].tolist() if year]


def section_counts(found: Found, filters: Filters) -> list[Count]:
    """In how many of the documents found the query is met within one section; sections overlap.

    Empty for a search that looks for no words or in one section already, and for one that
    excludes words: what is absent from a section may stand elsewhere in a document not found.
    """
    if found.matcher.scope != "all" or not found.query.texts() or found.query.excludes():
        return []
    rows = ((name, matching(found.query, found.matcher.within(name), filters)) for name in SECTIONS)
    return [Count(name, len(ids)) for name, ids in rows if len(ids)]
