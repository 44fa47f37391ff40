"""Clauses of OpenSearch, put together."""

from collections.abc import Iterable, Sequence

from search.index.snapshot import SCOPE_FIELDS
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.fields.document_fields import encode_token
from search.opensearch_engine.fields.mapping import words_field

MATCH_NOTHING: Json = {"match_none": {}}
MATCH_EVERYTHING: Json = {"match_all": {}}
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
    """Return conditions with the terms of one field as one condition: OpenSearch counts it as one clause."""
    terms: dict[str, list[str]] = {}
    joined: list[Json] = []
    for condition in conditions:
        if "term" in condition:
            ((name, value),) = condition["term"].items()
            terms.setdefault(name, []).append(value)
        else:
            joined.append(condition)
    for name, values in terms.items():
        joined.append({"term": {name: values[0]}} if len(values) == 1 else {"terms": {name: values}})
    return joined


def exclude(condition: Json) -> Json:
    """Return the condition that another does not hold."""
    return {"bool": {"must_not": [condition]}}


def match_keys(keys: Iterable[int], name: str = "key") -> Json:
    """Return the condition on documents with one of ``keys``."""
    ordered = sorted(keys)
    parts = [ordered[start : start + MAX_TERMS] for start in range(0, len(ordered), MAX_TERMS)]
    return any_of([{"terms": {name: part}} for part in parts])


def match_range(name: str, first: int, last: int) -> Json:
    """Return the condition on a number; both ends are inclusive."""
    return {"range": {name: {"gte": first, "lte": last}}}


def match_term(term: str, scope: str) -> Json:
    """Return the condition on a token of the portal's tokenizer."""
    if scope == "all":
        return {"term": {words_field(scope): encode_token(term)}}
    return any_of([{"term": {words_field(section): encode_token(term)}} for section in SCOPE_FIELDS[scope]])
