"""Facets by primary key, numbered as the documents of one snapshot."""

from collections.abc import Iterable
from weakref import WeakKeyDictionary

import numpy as np

from search.index.segment_reader import FacetColumn
from search.index.snapshot import NO_IDS, Ids, Snapshot
from search.protocol.key_facets import KeyFacet
from search.query.parser import SubjectCondition

_columns: WeakKeyDictionary[KeyFacet, WeakKeyDictionary[Snapshot, FacetColumn]] = WeakKeyDictionary()


def number_values(facet: KeyFacet, snapshot: Snapshot) -> FacetColumn:
    """Return values, document numbers and value indices as ``Snapshot.facet_values`` does; made once for each pair."""
    of_snapshots = _columns.setdefault(facet, WeakKeyDictionary())
    if snapshot not in of_snapshots:
        of_snapshots[snapshot] = _number(facet, snapshot)
    return of_snapshots[snapshot]


def _number(facet: KeyFacet, snapshot: Snapshot) -> FacetColumn:
    live = snapshot.live_ids
    number_of = dict(zip(snapshot.keys[live].tolist(), live.tolist(), strict=True))
    values, documents, indices = sorted(facet.keys), [NO_IDS], [NO_IDS]
    for index, value in enumerate(values):
        numbers = sorted(number_of[key] for key in facet.keys[value] if key in number_of)
        documents.append(np.array(numbers, np.int64))
        indices.append(np.full(len(numbers), index))
    return values, np.concatenate(documents), np.concatenate(indices)


def match_values(facet: KeyFacet, snapshot: Snapshot, values: Iterable[str]) -> Ids:
    """Return the live documents with any of ``values``, ascending."""
    labels, documents, indices = number_values(facet, snapshot)
    wanted = [labels.index(value) for value in values if value in labels]
    ids: Ids = np.unique(documents[np.isin(indices, wanted)])
    return ids


def match_named(facet: KeyFacet | None, snapshot: Snapshot, node: SubjectCondition) -> Ids:
    """Return the live documents with a value whose names meet a condition, ascending."""
    return match_values(facet, snapshot, facet.values_named(node.text, node.is_prefix)) if facet else NO_IDS


def match_value(facet: KeyFacet | None, snapshot: Snapshot, value: str) -> Ids:
    """Return the live documents with a value, ascending."""
    return match_values(facet, snapshot, (value,)) if facet else NO_IDS
