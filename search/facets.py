"""How the documents found divide: true counts over the whole result set."""

from dataclasses import dataclass

import numpy as np

from search.snapshot import Ids, Snapshot

VALUE_FACETS = ("kind", "organ", "cites", "theme")
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Count:
    value: str
    count: int


def value_counts(snapshot: Snapshot, ids: Ids, field: str, most: int = MOST_VALUES) -> list[Count]:
    """The commonest values of ``field`` among ``ids``, with the number of documents."""
    flags = np.zeros(snapshot.size, bool)
    flags[ids] = True
    counts: dict[str, int] = {}
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=False):
        labels, documents, which = segment.values(field)
        found = np.bincount(which[flags[documents + base]], minlength=len(labels))
        for index in np.flatnonzero(found).tolist():
            counts[labels[index]] = counts.get(labels[index], 0) + int(found[index])
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [Count(value, count) for value, count in best]


def year_counts(snapshot: Snapshot, ids: Ids) -> list[Count]:
    """Documents by year, oldest first; documents without a year are left out."""
    years, counts = np.unique(snapshot.years[ids], return_counts=True)
    return [Count(str(year), count) for year, count in zip(years.tolist(), counts.tolist(), strict=True) if year]
