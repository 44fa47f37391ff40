"""Clauses of OpenSearch, put together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from search.index.snapshot import SCOPE_FIELDS
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.fields.document_fields import encode_token
from search.opensearch_engine.fields.mapping import words_field

_WITH_QUERIES = frozenset(("filter", "must", "must_not", "should", "queries", "query", "clauses", "big", "little"))
MATCH_NOTHING: Json = {"match_none": {}}
MATCH_EVERYTHING: Json = {"match_all": {}}
MAX_CLAUSES = 350  # of one condition; OpenSearch allows 1,024 in a search, which may have two conditions and scores
MAX_TERMS = 50_000  # of one condition on keys; OpenSearch allows 65,536


def require(*conditions: Json) -> Json:
    """Return the condition that all of ``conditions`` hold; none give all documents."""
    if len(conditions) == 1:
        return conditions[0]
    return {"bool": {"filter": list(conditions)}} if conditions else MATCH_EVERYTHING


def any_of(conditions: Sequence[Json]) -> Json:
    """Return the condition that one of ``conditions`` holds; none give no documents."""
    joined = _join_terms(conditions)
    if len(joined) == 1:
        return joined[0]
    return {"bool": {"should": joined, "minimum_should_match": 1}} if joined else MATCH_NOTHING


def _join_terms(conditions: Sequence[Json]) -> list[Json]:
    """Return conditions with the terms of one field as one condition: OpenSearch counts it as one clause.

    Alternatives among the conditions are taken apart, so that their terms are joined too.
    """
    terms: dict[str, list[Any]] = {}
    joined: dict[str, Json] = {}
    for condition in _flatten(conditions):
        if "term" in condition or ("terms" in condition and len(condition["terms"]) == 1):
            ((name, value),) = next(iter(condition.values())).items()
            terms.setdefault(name, []).extend(value if isinstance(value, list) else [value])
        else:
            joined[str(condition)] = condition
    for name, values in terms.items():
        unique = list(dict.fromkeys(values))
        for start in range(0, len(unique), MAX_TERMS):
            part = unique[start : start + MAX_TERMS]
            joined[f"{name} {start}"] = {"term": {name: part[0]}} if len(part) == 1 else {"terms": {name: part}}
    return list(joined.values())


def _flatten(conditions: Iterable[Json]) -> Iterator[Json]:
    for condition in conditions:
        inner = condition.get("bool", {})
        if inner.keys() == {"should", "minimum_should_match"}:
            yield from _flatten(inner["should"])
        elif condition != MATCH_NOTHING:
            yield condition


def exclude(condition: Json) -> Json:
    """Return the condition that another does not hold."""
    return {"bool": {"must_not": [condition]}}


def match_keys(keys: Iterable[int], name: str = "key") -> Json:
    """Return the condition on documents with one of ``keys``."""
    ordered = sorted(keys)
    return any_of([{"terms": {name: ordered}}] if ordered else [])


def match_range(name: str, first: int, last: int) -> Json:
    """Return the condition on a number; both ends are inclusive."""
    return {"range": {name: {"gte": first, "lte": last}}}


def match_term(term: str, scope: str) -> Json:
    """Return the condition on a token of the portal's tokenizer."""
    if scope == "all":
        return {"term": {words_field(scope): encode_token(term)}}
    return any_of([{"term": {words_field(section): encode_token(term)}} for section in SCOPE_FIELDS[scope]])


def count_clauses(query: Json) -> int:
    """Return the number of clauses that OpenSearch counts in a query: those that contain no other ones.

    >>> count_clauses(require({"term": {"a": 1}}, exclude({"terms": {"b": [1, 2]}})))
    2
    """
    ((_, inner),) = query.items()
    return sum(map(count_clauses, iter_inner(inner))) or 1


def iter_inner(inner: Json) -> Iterator[Json]:
    """Yield the queries directly inside the body of one, as ``bool`` and the queries on spans have them."""
    for name, value in inner.items():
        if name in _WITH_QUERIES:
            yield from value if isinstance(value, list) else [value]
        elif name == "functions":
            yield from (function["filter"] for function in value)
