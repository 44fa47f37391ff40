"""Documents of one index: found by a condition, fetched with their texts, and opened as a snapshot."""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from resolutions.lru_cache import ByteLRU
from search.chinese.dictionary import Dictionary
from search.opensearch_engine.cluster.client import TOO_COMPLEX, Cluster, Json
from search.opensearch_engine.conditions.clauses import (
    MATCH_EVERYTHING,
    MAX_CLAUSES,
    any_of,
    count_clauses,
    match_keys,
    require,
)
from search.opensearch_engine.conditions.string_conditions import build_string_condition
from search.opensearch_engine.fields.stored_parts import (
    CARD_FIELD,
    PRINTED_FIELD,
    STORED_FIELDS,
    TEXTS_FIELD,
    decode_part,
)
from search.opensearch_engine.reading.counts import CountedSnapshot, CountingMatcher, Counts, count_body
from search.opensearch_engine.reading.fetched_documents import FetchedDocument, StoredDocument
from search.opensearch_engine.reading.fetched_snapshot import FetchedMatcher, FetchedSnapshot, Statistics
from search.protocol.errors import QueryTooComplexError
from search.protocol.key_facets import NO_KEY_FACETS, KeyFacets
from search.results.matching import Matcher
from search.results.time_limit import NO_LIMIT, TimeLimit

CACHE_BYTES = 48 * 1024 * 1024  # of each of two caches of fetched documents, in each process
MAX_READ_DOCUMENTS = 3_000  # whose texts are read for one condition that the cluster cannot decide
FETCH_SIZE = 100  # documents fetched in one search; some 2 MB
_LIST_KEYS: Json = {  # a bit for each key, in base64: a list of numbers would be thirty times as long
    "scripted_metric": {
        "init_script": "state.keys = new BitSet()",
        "map_script": "state.keys.set((int) doc['key'].value)",
        "combine_script": "return Base64.getEncoder().encodeToString(state.keys.toByteArray())",
        "reduce_script": "return states",
    }
}
Order = list[Json]
SMALL_PART = 20  # clauses; a part of so few stays what it is
BY_KEY: Order = [{"key": "asc"}]
BY_SCORE: Order = [{"_score": "desc"}, {"key": "asc"}]
BY_DATE: Order = [{"day": {"order": "asc", "missing": "_last"}}, {"key": "asc"}]
_StringKey = tuple[str, str, bool, bool]  # string, scope, whether a prefix, whether verbatim
_texts: ByteLRU[StoredDocument] = ByteLRU(CACHE_BYTES)  # without the texts as printed
_printed: ByteLRU[bytes] = ByteLRU(CACHE_BYTES)


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
            snapshot = self.open_unscored(self.fetch(hits[start : start + FETCH_SIZE], with_printed=False))
            keys += snapshot.keys[match(FetchedMatcher(snapshot, self.dictionary))].tolist()
        return keys

    def search(self, body: Json) -> Json:
        """Run one search without the hidden documents."""
        return self.cluster.search(self.index, self._visible(body))

    def search_each(self, bodies: Sequence[Json], totals: Iterable[Json] = ()) -> list[Json]:
        """Run several searches without the hidden documents, and count those of ``totals``; one request."""
        counted = self.counts.without_known(totals)
        searches = [*map(self._visible, bodies), *(count_body(self.counts.visible(one)) for one in counted)]
        answers = self.cluster.search_each(self.index, searches)
        self.counts.read_totals(counted, answers[len(bodies) :])
        return answers[: len(bodies)]

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
        return read_listed_keys(self.search(body)["aggregations"]["keys"]).tolist()

    def within_limit(self, condition: Json) -> Json:
        """Return a condition of which OpenSearch accepts the number of clauses.

        In one that has too many the largest parts are replaced by the keys of their documents; a request for each.
        """
        name = next(iter(condition))
        if count_clauses(condition) <= MAX_CLAUSES or name != "bool":
            return condition
        inner = dict(condition["bool"])
        for kind in ("filter", "must_not", "should"):
            if kind in inner:
                inner[kind] = self._replace_large(inner[kind], kind == "should")
        return {"bool": inner}

    def _replace_large(self, parts: Sequence[Json], are_alternatives: bool) -> list[Json]:
        """Return the parts of a condition; groups of alternatives of ``MAX_CLAUSES`` become keys together."""
        groups: list[list[Json]] = []
        size = MAX_CLAUSES
        for part in parts:
            clauses = count_clauses(part)
            if not are_alternatives or size + clauses > MAX_CLAUSES:
                groups.append([])
                size = 0
            groups[-1].append(part)
            size += clauses
        replaced: list[Json] = []
        for group in groups:
            clauses = sum(map(count_clauses, group))
            if clauses <= SMALL_PART:
                replaced += group
            else:
                replaced.append(match_keys(self.list_keys(self.within_limit(any_of(group)))))
        return replaced

    def fetch(self, hits: Sequence[Hit], with_printed: bool = True) -> list[FetchedDocument]:
        """Return documents with their texts, in the order of ``hits``; one that was removed meanwhile is left out.

        Without their texts as printed, they can be ranked and not shown. At most two requests.
        """
        stored = {hit.key: self._cached(hit, with_printed) for hit in hits}
        missing = [hit for hit in hits if stored[hit.key] is None]
        unprinted = [hit for hit in missing if _texts.get(self._cache_key(hit))]  # only the printed text is missing
        others = [hit for hit in missing if not _texts.get(self._cache_key(hit))]
        if unprinted:
            stored |= self._fetch_parts(unprinted, (PRINTED_FIELD,))
            others += [hit for hit in unprinted if stored[hit.key] is None]  # replaced or evicted meanwhile
        if others:
            stored |= self._fetch_parts(others, STORED_FIELDS if with_printed else (CARD_FIELD, TEXTS_FIELD))
        return [FetchedDocument(one) for hit in hits if (one := stored[hit.key]) is not None]

    def _cached(self, hit: Hit, with_printed: bool) -> StoredDocument | None:
        """Return a document as far as it is wanted, when all of that is cached."""
        ranked = _texts.get(self._cache_key(hit))
        if ranked is None or not with_printed:
            return ranked
        printed = _printed.get(self._cache_key(hit))
        return None if printed is None else replace(ranked, printed=printed)

    def _fetch_parts(self, hits: Sequence[Hit], names: Sequence[str]) -> dict[int, StoredDocument | None]:
        """Return documents with the parts ``names``, and those of the cache; None for what is not there any more."""
        bodies = [_parts_body(hits[start : start + FETCH_SIZE], names) for start in range(0, len(hits), FETCH_SIZE)]
        rows = [row["fields"] for answer in self.search_each(bodies) for row in answer["hits"]["hits"]]
        row_of = {int(row["key"][0]): row for row in rows}
        fetched: dict[int, StoredDocument | None] = {hit.key: None for hit in hits}
        for hit in hits:
            if row := row_of.get(hit.key):
                fetched[hit.key] = self._read_parts(hit, row, names)
        return fetched

    def _read_parts(self, hit: Hit, row: Json, names: Sequence[str]) -> StoredDocument | None:
        parts = {name: decode_part(row[name][0]) for name in names}
        is_same = str(row.get("stamp", [""])[0]) == hit.stamp
        if TEXTS_FIELD in parts:
            document = StoredDocument(parts[CARD_FIELD], parts[TEXTS_FIELD])
        else:
            cached = _texts.get(self._cache_key(hit))
            if cached is None or not is_same:
                return None
            document = cached
        printed = parts.get(PRINTED_FIELD, b"")
        if is_same:
            key = self._cache_key(hit)
            _texts.get_or_compute(key, lambda: document, _document_bytes)
            if printed:
                _printed.get_or_compute(key, lambda: printed, len)
        return replace(document, printed=printed)

    def _cache_key(self, hit: Hit) -> tuple[Any, ...]:
        return self.cluster.address.hosts, self.index, hit.key, hit.stamp

    def open(self, documents: Iterable[FetchedDocument]) -> FetchedSnapshot:
        """Return documents as a snapshot, scored with the numbers of the whole index."""
        counts = self.counts
        return FetchedSnapshot(list(documents), counts.statistics(), counts.of_term, counts.of_string, counts.has_word)

    def open_unscored(self, documents: Iterable[FetchedDocument]) -> FetchedSnapshot:
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

    def fresh(self, matcher: Matcher) -> CountingMatcher:
        """Return a matcher like another one that has read nothing yet, for ``Counts.together``."""
        return self.counting_matcher(matcher.is_exact, matcher.scope, matcher.time_limit, matcher.key_facets)


def hits_body(query: Json, first: int, size: int, order: Order) -> Json:
    """Return the body of a search for hits without texts."""
    return {
        "query": query,
        "from": first,
        "size": size,
        "sort": order,
        "track_scores": True,
        "track_total_hits": True,
        "stored_fields": "_none_",  # otherwise OpenSearch unpacks the stored fields of each hit for its _id
        "docvalue_fields": ["key", "stamp"],
    }


def _parts_body(hits: Sequence[Hit], names: Sequence[str]) -> Json:
    keys = [hit.key for hit in hits]
    return {
        "size": len(keys),
        "query": match_keys(keys),
        "stored_fields": "_none_",
        "track_total_hits": False,
        "sort": ["_doc"],
        "docvalue_fields": ["key", "stamp", *names],
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


def read_listed_keys(aggregation: Json) -> np.ndarray:
    """Return the keys that ``list_keys_aggregation`` found, ascending."""
    parts = [np.frombuffer(base64.b64decode(part), np.uint8) for part in aggregation["value"] if part]
    bits = np.zeros(max(map(len, parts), default=0), np.uint8)
    for part in parts:
        bits[: len(part)] |= part
    return np.unpackbits(bits, bitorder="little").nonzero()[0]


def scored_query(condition: Json, scores: Sequence[Json]) -> Json:
    """Return the query for the documents of a condition, scored by the sum of ``scores``."""
    return {"bool": {"filter": [condition], "should": list(scores), "minimum_should_match": 0}}


def all_of(condition: Json, filters: Sequence[Json]) -> Json:
    """Return the condition of a query and its filters."""
    return require(condition, *filters) if filters else condition


def _document_bytes(document: StoredDocument) -> int:
    return document.byte_size
