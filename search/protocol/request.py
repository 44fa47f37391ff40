"""A search as a page, the API or a feed asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PAGE_SIZE = 20
MATCH_ALL = "*"  # a query of this alone matches all documents
SORT_ORDERS = ("relevance", "newest", "oldest", "cited", "added")
SCOPES = ("all", "title", "agenda", "preamble", "operative", "notes", "symbol")
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search and the page of it that is wanted: ``size`` documents from ``offset`` on, counted from 0.

    ``mode`` is ``exact``, ``fuzzy`` or empty. Empty means exact, and fuzzy when exact matches nothing.
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
    with_facets: bool = True
    with_snippets: bool = True
    with_partial: bool = False
