"""A search as a page, the API or a feed asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.protocol.key_facets import NO_KEY_FACETS, KeyFacets
from search.query.parser import MAX_QUERY_LENGTH as MAX_QUERY_LENGTH
from search.query.parser import Node

PAGE_SIZE = 20
MATCH_ALL = "*"  # a query of this alone matches all documents
SORT_ORDERS = ("relevance", "newest", "oldest", "cited", "added")
ORDER_FIELDS = ("cited", "date", "key", "kind", "organ", "symbol", "title", "year")
SCOPES = ("all", "title", "agenda", "preamble", "operative", "notes", "symbol")
MAX_PASTE_LENGTH = 5_000  # characters of a pasted text; the rest is not used
MAX_PIECES = 30  # of a pasted text, so that an address can name them
MAX_PIECE_LENGTH = 10  # characters
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search and the page of it that is wanted: ``size`` documents from ``offset`` on, counted from 0.

    ``mode`` is ``exact``, ``fuzzy`` or empty. Empty means exact, and fuzzy when exact matches nothing.
    ``pieces``: find documents with any of these pieces of a pasted text; ``typed`` is empty then. A ``typed`` that is
    too long for a query is cut into pieces.
    ``filters`` map the name of a facet to the values of which a document must have one; ``key_facets`` are the facets
    that the index does not hold.
    ``node`` are conditions in place of ``typed``. ``order_by`` are some of ``ORDER_FIELDS``, ``-`` before one for
    descending, in place of ``sort``.
    ``with_partial``: when less than a page of documents is found, add those that lack some words; never in exact mode.
    """

    typed: str = ""
    mode: str = ""
    scope: str = "all"
    use_synonyms: bool = True
    sort: str = "relevance"
    offset: int = 0
    size: int = PAGE_SIZE
    filters: Filters = field(default_factory=dict)
    key_facets: KeyFacets = field(default_factory=lambda: NO_KEY_FACETS)
    with_facets: bool = True
    with_snippets: bool = True
    with_partial: bool = False
    pieces: tuple[str, ...] = ()
    node: Node | None = None
    order_by: tuple[str, ...] = ()


def is_long_paste(typed: str) -> bool:
    """Return True for a text that is too long for a query, and is searched for by its pieces."""
    return len(typed) > MAX_QUERY_LENGTH
