"""Documents of one index: found by a condition, fetched with their texts, and opened as a snapshot."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from resolutions.lru_cache import ByteLRU
from search.chinese.dictionary import Dictionary
from search.opensearch_engine.cluster import TOO_COMPLEX, Cluster, Json
from search.opensearch_engine.conditions import MATCH_EVERYTHING, build_string_condition, match_keys, require
from search.opensearch_engine.counts import CountedSnapshot, CountingMatcher, Counts
from search.opensearch_engine.fetched import FetchedDocument, FetchedMatcher, FetchedSnapshot, Statistics, read_stored
from search.protocol.errors import QueryTooComplexError
from search.protocol.key_facets import NO_KEY_FACETS, KeyFacets
from search.results.matching import Matcher
from search.results.time_limit import NO_LIMIT, TimeLimit

CACHE_BYTES = 96 * 1024 * 1024  # of fetched documents, in each process
MAX_READ_DOCUMENTS = 3_000  # whose texts are read for one condition that the cluster cannot decide
FETCH_SIZE = 100  # documents fetched in one request; some 3 MB
_LIST_KEYS: Json = {
    "scripted_metric": {
        "init_script": "state.keys = []",
        "map_script": "state.keys.add(doc['key'].value)",
        "combine_script": "return state.keys",
        "reduce_script": "def all = []; for (one in states) { if (one != null) { all.addAll(one) } } return all",
    }
}
Order = list[Json]
BY_KEY: Order = [{"key": "asc"}]
BY_SCORE: Order = [{"_score": "desc"}, {"key": "asc"}]
BY_DATE: Order = [{"day": {"order": "asc", "missing": "_last"}}, {"key": "asc"}]
_StringKey = tuple[str, str, bool, bool]  # string, scope, whether a prefix, whether verbatim
_cache: ByteLRU[FetchedDocument] = ByteLRU(CACHE_BYTES)


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; ``names`` are those of the conditions that it meets."""

    key: int
    stamp: str
    score: float
    names: frozenset[str] = frozenset()


class Documents:
    """The documents of one index that readers may see, for one request."""

    def __init__(self, cluster: Cluster, index: str, dictionary: Dictionary, hidden: Iterable[int] = ()):
        self.cluster, self.index, self.dictionary = cluster, index, dictionary
        keys = sorted(hidden)
        self.counts = Counts(cluster, index, dictionary, self.match_string, match_keys(keys) if keys else None)
        self._read: dict[_StringKey, Json] = {}

    def match_string(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> Json:
        """Return the condition that a folded string is contained.

        Documents with the pieces of a long string are read to tell. Raises ``QueryTooComplexError`` when they are too
        many.
        """
        built = build_string_condition(string, scope, self.dictionary, is_prefix, is_verbatim)
        if built.is_exact:
            return built.condition
        key = string, scope, is_prefix, is_verbatim
        if key not in self._read:
            self._read[key] = match_keys(self.read_keys(built.condition, lambda one: one.match_string(*key).ids))
        return self._read[key]

    def read_keys(self, condition: Json, match: Callable[[Matcher], np.ndarray]) -> list[int]:
        """Return the keys of the documents that ``match`` finds among those that meet a condition; reads their texts.

        Raises ``QueryTooComplexError`` when they are more than ``MAX_READ_DOCUMENTS``.
        """
        hits = self.list_hits(condition, 0, MAX_READ_DOCUMENTS + 1)
        if len(hits) > MAX_READ_DOCUMENTS:
            raise QueryTooComplexError(TOO_COMPLEX)
        keys: list[int] = []
        for start in range(0, len(hits), FETCH_SIZE):
            snapshot = self._open_unscored(self.fetch(hits[start : start + FETCH_SIZE]))
            keys += snapshot.keys[match(FetchedMatcher(snapshot, self.dictionary))].tolist()
        return keys

    def search(self, body: Json) -> Json:
        """Run one search without the hidden documents."""
        return self.cluster.search(self.index, self._visible(body))

    def search_each(self, bodies: Sequence[Json]) -> list[Json]:
        """Run several searches without the hidden documents; one request."""
        return self.cluster.search_each(self.index, list(map(self._visible, bodies)))

    def _visible(self, body: Json) -> Json:
        if self.counts.hidden is None:
            return body
        query = body.get("query", MATCH_EVERYTHING)
        return body | {"query": {"bool": {"must": [query], "must_not": [self.counts.hidden]}}}

    def list_hits(self, query: Json, first: int, size: int, order: Order = BY_KEY) -> list[Hit]:
        """Return a part of the documents that a query finds, in ``order``; texts are not read."""
        return read_hits(self.search(hits_body(query, first, size, order))) if size > 0 else []

    def list_keys(self, condition: Json) -> list[int]:
        """Return the keys of all documents that meet a condition, in no order."""
        body = {"size": 0, "query": condition, "aggs": {"keys": _LIST_KEYS}}
        return list(self.search(body)["aggregations"]["keys"]["value"])

    def fetch(self, hits: Sequence[Hit]) -> list[FetchedDocument]:
        """Return documents with their texts, in the order of ``hits``; one that was removed meanwhile is left out."""
        fetched = {hit.key: _cache.get(self._cache_key(hit)) for hit in hits}
        missing = [hit for hit in hits if fetched[hit.key] is None]
        for start in range(0, len(missing), FETCH_SIZE):
            fetched |= self._fetch_part(missing[start : start + FETCH_SIZE])
        return [document for hit in hits if (document := fetched[hit.key]) is not None]

    def _fetch_part(self, hits: Sequence[Hit]) -> dict[int, FetchedDocument | None]:
        keys = [hit.key for hit in hits]
        body = {"size": len(keys), "query": match_keys(keys), "_source": ["stored"], "docvalue_fields": ["key"]}
        rows = self.cluster.search(self.index, body)["hits"]["hits"]
        sources = {int(row["fields"]["key"][0]): row["_source"] for row in rows}
        fetched: dict[int, FetchedDocument | None] = {}
        for hit in hits:
            if hit.key in sources:
                document = read_stored(sources[hit.key])
                fetched[hit.key] = document
                if document.card.stamp == hit.stamp:
                    _cache.get_or_compute(self._cache_key(hit), lambda kept=document: kept, _byte_size)  # type: ignore[misc]
        return fetched

    def _cache_key(self, hit: Hit) -> tuple[Any, ...]:
        return self.cluster.address.hosts, self.index, hit.key, hit.stamp

    def open(self, documents: Iterable[FetchedDocument]) -> FetchedSnapshot:
        """Return documents as a snapshot, scored with the numbers of the whole index."""
        counts = self.counts
        return FetchedSnapshot(list(documents), counts.statistics(), counts.of_term, counts.of_string, counts.has_word)

    def _open_unscored(self, documents: Iterable[FetchedDocument]) -> FetchedSnapshot:
        """Return documents as a snapshot that nothing is asked of the cluster for."""
        unknown = Statistics(0, 1.0)
        return FetchedSnapshot(list(documents), unknown, lambda *_: 0, lambda *_: 0, self.counts.has_word)

    @cached_property
    def counted(self) -> CountedSnapshot:
        """The whole index as numbers of documents."""
        return CountedSnapshot(self.counts)

    def counting_matcher(
        self,
        is_exact: bool = True,
        scope: str = "all",
        time_limit: TimeLimit = NO_LIMIT,
        key_facets: KeyFacets = NO_KEY_FACETS,
    ) -> CountingMatcher:
        """Return a matcher that counts documents."""
        snapshot: Any = self.counted
        return CountingMatcher(snapshot, self.dictionary, is_exact, scope, time_limit, key_facets)


def hits_body(query: Json, first: int, size: int, order: Order) -> Json:
    """Return the body of a search for hits without texts."""
    return {
        "query": query,
        "from": first,
        "size": size,
        "sort": order,
        "track_scores": True,
        "track_total_hits": True,
        "_source": False,
        "docvalue_fields": ["key", "stamp"],
    }


def read_hits(answer: Json) -> list[Hit]:
    """Return the hits of an answer, in its order."""
    return [
        Hit(
            int(row["fields"]["key"][0]),
            str(row["fields"].get("stamp", [""])[0]),
            float(row["_score"] or 0.0),
            frozenset(row.get("matched_queries", ())),
        )
        for row in answer["hits"]["hits"]
    ]


def list_keys_aggregation() -> Json:
    """Return the aggregation that lists the keys of all documents found."""
    return _LIST_KEYS


def scored_query(condition: Json, scores: Sequence[Json]) -> Json:
    """Return the query for the documents of a condition, scored by the sum of ``scores``."""
    return {"bool": {"filter": [condition], "should": list(scores), "minimum_should_match": 0}}


def all_of(condition: Json, filters: Sequence[Json]) -> Json:
    """Return the condition of a query and its filters."""
    return require(condition, *filters) if filters else condition


def _byte_size(document: FetchedDocument) -> int:
    return document.byte_size
