"""Run of a search request up to the number of documents found, as ``search.results.run`` does it with posting lists."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.opensearch_engine.answers.scoring import iter_scored
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import any_of, require
from search.opensearch_engine.conditions.query_conditions import Conditions
from search.opensearch_engine.reading.documents import Documents, all_of
from search.protocol.request import Filters, SearchRequest
from search.query.parser import (
    And,
    CitedByCondition,
    KeyCondition,
    Narrow,
    Near,
    Node,
    Not,
    Or,
    Query,
    TextCondition,
    parse_query,
)
from search.query.synonyms import expand_query
from search.results.matching import Matcher
from search.results.run import read_request
from search.results.time_limit import TimeLimit
from search.results.word_patterns import resolve_words

MAX_CITED = 10_000  # documents that one document cites


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents that a request finds, as conditions.

    ``query`` is the query as it was read. ``resolved`` has keys in place of what only other documents tell.
    """

    query: Query
    resolved: Query
    conditions: Conditions
    condition: Json
    filters: tuple[Json, ...]
    total: int
    added_synonyms: tuple[str, ...]
    is_fallback: bool = False

    @property
    def matcher(self) -> Matcher:
        """The words, mode and scope of the query."""
        return self.conditions.matcher

    @property
    def mode(self) -> str:
        """The mode that gave the documents."""
        return "exact" if self.matcher.is_exact else "fuzzy"

    @property
    def whole_condition(self) -> Json:
        """The condition of the query and its filters."""
        return all_of(self.condition, self.filters)


class RequestMatcher:
    """Matches one request, and other queries in its place."""

    def __init__(self, documents: Documents, request: SearchRequest):
        self.documents, self.request = documents, request
        self._near: dict[tuple[Near, str], list[int]] = {}
        self._cited: dict[str, list[int]] = {}

    def find(self) -> Matched:
        """Match the request exactly first; fall back to fuzzy when nothing matches and the mode is open."""
        request = self.request
        query, added = read_request(request)
        matcher = self.documents.counting_matcher(
            request.mode != "fuzzy", query.scope or request.scope, TimeLimit.start(), request.key_facets
        )
        query, similar = resolve_words(query, matcher)
        added = (*added, *similar)
        resolved = replace(query, node=self._resolve(query.node)) if query.node else query
        is_open = not request.mode and query.node is not None
        self._load_counts(resolved, matcher, request.filters, is_open)
        exact = self._match(query, resolved, matcher, request.filters, added)
        if exact.total or not is_open or (request.filters and self._count(exact.condition)):
            return exact
        fuzzy = self._match(query, resolved, matcher.to_fuzzy(), request.filters, added)
        return replace(fuzzy, is_fallback=bool(fuzzy.total))

    def _load_counts(self, query: Query, matcher: Matcher, filters: Filters, is_open: bool) -> None:
        """Ask at once for the numbers that the request is going to need."""
        modes = [self.conditions(matcher)]
        if is_open:
            modes.append(modes[0].with_matcher(matcher.to_fuzzy()))
        weights = [one.condition for conditions in modes for one in iter_scored(query, conditions)]
        if query.verbatim:
            weights.append(modes[0].match_verbatim(query))
        self.documents.counts.load(weights, [self._whole(query, conditions, filters) for conditions in modes])

    def _whole(self, query: Query, conditions: Conditions, filters: Filters) -> Json:
        condition = self.documents.within_limit(conditions.match_query(query, bool(filters)))
        return all_of(condition, conditions.match_filters(filters))

    def conditions(self, matcher: Matcher) -> Conditions:
        """Return the conditions for a mode and a scope."""
        return Conditions(matcher, self.documents.match_string, self._find_near, self._find_cited)

    def _match(
        self, query: Query, resolved: Query, matcher: Matcher, filters: Filters, added: tuple[str, ...]
    ) -> Matched:
        conditions = self.conditions(matcher)
        condition = self.documents.within_limit(conditions.match_query(resolved, bool(filters)))
        filtered = tuple(conditions.match_filters(filters))
        total = self._count(all_of(condition, filtered))
        return Matched(query, resolved, conditions, condition, filtered, total, added)

    def _count(self, condition: Json) -> int:
        return self.documents.counts.total(condition)

    def count_typed(self, typed: str, matcher: Matcher, filters: Filters) -> int:
        """Return the number of documents that another query finds in the mode of ``matcher``."""
        request = self.request
        query, _ = expand_query(parse_query(typed), request.use_synonyms)
        matcher = matcher.with_scope(query.scope or request.scope)
        query, _ = resolve_words(query, matcher)
        query = replace(query, node=self._resolve(query.node)) if query.node else query
        return self._count(self._whole(query, self.conditions(matcher), filters))

    def count_request(self, request: SearchRequest) -> int:
        """Return the number of documents that another request finds."""
        return RequestMatcher(self.documents, request).find().total

    # Conditions by the keys of documents

    def _resolve(self, node: Node) -> Node:
        """Return a tree with keys in place of the documents that another one cites."""
        if isinstance(node, CitedByCondition):
            return KeyCondition(frozenset(self._find_cited(node.symbol)))
        if isinstance(node, And | Or):
            return replace(node, parts=tuple(map(self._resolve, node.parts)))
        if isinstance(node, Not | Narrow):
            return replace(node, part=self._resolve(node.part))
        return node

    def _find_cited(self, symbol: str) -> list[int]:
        """Return the keys of the documents that the one with ``symbol`` cites; two requests."""
        if symbol not in self._cited:
            terms = {"terms": {"field": "cites", "size": MAX_CITED}}
            body = {"size": 0, "query": {"term": {"document": symbol}}, "aggs": {"cites": terms}}
            buckets = self.documents.search(body)["aggregations"]["cites"]["buckets"]
            cited = any_of([{"terms": {"document": [bucket["key"] for bucket in buckets]}}] if buckets else [])
            self._cited[symbol] = self.documents.list_keys(cited)
        return self._cited[symbol]

    def _find_near(self, node: Near, matcher: Matcher) -> Iterable[int]:
        """Return the keys of the documents that meet a ``Near``: those that have its texts are read."""
        key = node, matcher.scope
        if key not in self._near:
            exact = self.documents.counting_matcher(True, matcher.scope, matcher.time_limit, matcher.key_facets)
            candidates = require(*map(self.conditions(exact).match, node.parts))
            self._near[key] = self.documents.read_keys(
                candidates, lambda read: read.with_scope(matcher.scope).match(node)
            )
        return self._near[key]


def count_near_strings(query: Query, matcher: Matcher) -> int:
    """Return the number of strings whose nearness ranks the documents (``search.results.ranking``)."""
    node = query.node
    parts = node.parts if isinstance(node, And) else (node,) if node else ()
    return sum(_count_strings(part, matcher) for part in parts)


def _count_strings(node: Node, matcher: Matcher) -> int:
    if isinstance(node, Or):
        return min(1, sum(_count_strings(part, matcher) for part in node.parts))
    if not isinstance(node, TextCondition):
        return 0
    return len(matcher.content_words(node.text)) if matcher.is_fuzzy(node) else 1
