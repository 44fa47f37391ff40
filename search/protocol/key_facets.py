"""Facets by facts that the index does not hold: values of documents by primary key, from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search.query.subject_names import names_term


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class KeyFacet:
    """A facet with the primary keys of the documents that have each value; a document may have several values.

    ``covers`` names another facet whose chosen values ``keys`` respect already, so that the counts ignore it.
    ``names`` are the folded names of each value of which a query may give whole words; empty when a query names none.
    """

    keys: Mapping[str, Iterable[int]]
    covers: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def values_named(self, text: str, is_prefix: bool = False) -> tuple[str, ...]:
        """Return the values that have a folded text as whole words in one of their names (``names_term``)."""
        return tuple(value for value, names in self.names.items() if names_term(names, text, is_prefix))


KeyFacets = Mapping[str, KeyFacet]
NO_KEY_FACETS: KeyFacets = {}
