"""Which documents a request finds, and in what order: the part of a search that needs no texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from search.chinese.dictionary import Dictionary
from search.index.snapshot import NO_IDS, Ids, Snapshot
from search.query.parser import Query, TextCondition, parse_query
from search.query.synonyms import expand_query
from search.results.matching import Matcher
from search.results.ranking import Ranker, rank_indices

PAGE_SIZE = 20
QUERY_TIMEOUT_SECONDS = 1.0  # of one request; ordinary ones take a thousandth
MATCH_ALL = "*"  # alone, it asks for all documents
SORT_ORDERS = ("relevance", "newest", "oldest", "cited", "added")
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks for. ``mode`` is ``exact``, ``fuzzy`` or empty: exact, and fuzzy if that finds nothing."""

    typed: str = ""
    mode: str = ""
    scope: str = "all"
    use_synonyms: bool = True
    sort: str = "relevance"
    first: int = 0
    size: int = PAGE_SIZE
    filters: Filters = field(default_factory=dict)
    with_facets: bool = True
    with_snippets: bool = True


@dataclass(frozen=True, slots=True)
class MatchedDocuments:
    """The documents that meet a request, by number, ascending. ``added`` are the synonyms looked for too."""

    query: Query
    matcher: Matcher
    ids: Ids
    added: tuple[str, ...]
    fell_back: bool = False

    @property
    def mode(self) -> str:
        return "exact" if self.matcher.is_exact else "fuzzy"

    def ranked(self, sort: str, first: int, size: int) -> tuple[Ids, np.ndarray]:
        """The documents of one page in order, and their scores."""
        snapshot, ids = self.matcher.snapshot, self.ids
        scores = Ranker(self.matcher).scores(ids, self.query)
        keys = {
            "newest": lambda: snapshot.days[ids],
            "oldest": lambda: -np.where(snapshot.days[ids] > 0, snapshot.days[ids], 10**9),
            "cited": lambda: snapshot.cited[ids],
            "added": lambda: snapshot.added[ids],
        }.get(sort, lambda: scores)()
        places = rank_indices(keys, first, first + size)
        return ids[places], scores[places]


def find_documents(snapshot: Snapshot, dictionary: Dictionary, request: SearchRequest) -> MatchedDocuments:
    """Find exactly as typed; if that finds nothing and the reader did not insist, word by word.

    Raises ``QueryTooComplexError``.
    """
    query, added = expand_query(parse_query(request.typed), request.use_synonyms)
    deadline = monotonic() + QUERY_TIMEOUT_SECONDS
    matcher = Matcher(snapshot, dictionary, request.mode != "fuzzy", query.scope or request.scope, deadline)
    ids = match_query(query, matcher, request.filters)
    if len(ids) or request.mode or query.node is None:
        return MatchedDocuments(query, matcher, ids, added)
    by_words = matcher.by_words()
    ids = match_query(query, by_words, request.filters)
    return MatchedDocuments(query, by_words, ids, added, fell_back=bool(len(ids)))


def match_query(query: Query, matcher: Matcher, filters: Filters) -> Ids:
    """What meets the query, and whatever holds all of it verbatim: nothing copied from a text is ever missed."""
    if query.typed.strip() == MATCH_ALL or (query.node is None and filters):
        ids = matcher.snapshot.live_ids
    else:
        ids = matcher.match(query.node) if query.node else NO_IDS
    if query.node is not None and not (matcher.is_exact and _is_one_text(query)):
        ids = matcher.union([ids, matcher.string(query.verbatim, matcher.scope).ids])
    return matcher.common([ids, *(match_facet(matcher, name, values) for name, values in filters.items())])


def match_facet(matcher: Matcher, name: str, values: Iterable[str]) -> Ids:
    """Documents with any of ``values`` in a facet; years may be spans: ``2010-2019``."""
    snapshot = matcher.snapshot
    if name != "year":
        return matcher.union([snapshot.term_frequencies((name,), value)[0] for value in values])
    wanted = np.zeros(snapshot.size, bool)
    for value in values:
        first, _, last = value.partition("-")
        wanted |= (snapshot.years >= int(first)) & (snapshot.years <= int(last or first))
    return np.flatnonzero(wanted & snapshot.live)


def _is_one_text(query: Query) -> bool:
    node = query.node
    return isinstance(node, TextCondition) and node.text == query.verbatim and not node.is_prefix and not node.scope
