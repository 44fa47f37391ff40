"""Facets by facts that the index does not hold: values of documents by primary key, from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class KeyFacet:
    """A facet with the primary keys of the documents that have each value; a document may have several values.

    ``covers`` names another facet whose chosen values ``keys`` respect already, so that the counts ignore it.
    """

    keys: Mapping[str, Iterable[int]]
    covers: str = ""


KeyFacets = Mapping[str, KeyFacet]
NO_KEY_FACETS: KeyFacets = {}
