"""Facets: exact counts over all documents found, by aggregations of the cluster (``search.results.facets``)."""

from collections.abc import Iterable, Sequence

from search.opensearch_engine.answers.matching import Matched
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import require
from search.opensearch_engine.reading.documents import Documents, list_keys_aggregation, read_listed_keys
from search.protocol.answer import FacetCount
from search.protocol.key_facets import KeyFacet
from search.protocol.request import Filters
from search.results.facets import KEYWORD_FACETS, MAX_FACET_VALUES, SECTION_SCOPES

_MAX_YEARS = 1_000
_MAX_SHARD_VALUES = 20_000  # of one facet; with fewer values than this the counts are exact on several shards too


class FacetRequest:
    """Facets of one answer: the search to run, and what its answer says."""

    def __init__(self, matched: Matched, filters: Filters):
        self.matched, self.filters = matched, filters
        self.key_facets = matched.matcher.key_facets
        self.keywords = [name for name in KEYWORD_FACETS if name not in self.key_facets]

    def body(self) -> Json:
        """Return the search; the conditions of filters are part of the aggregations."""
        aggregations = {name: self._without(name, self._by_value(name)) for name in self.keywords}
        aggregations["year"] = self._without("year", self._by_year())
        for name in self.key_facets:
            aggregations[self._set_name(name)] = self._without(name, {"keys": list_keys_aggregation()})
        return {"size": 0, "query": self.matched.condition, "aggs": aggregations}

    def _ignored(self, name: str) -> frozenset[str]:
        facet = self.key_facets.get(name)
        return frozenset({name, facet.covers if facet else ""} & self.filters.keys())

    def _set_name(self, name: str) -> str:
        """Return the name of the aggregation of keys; facets that ignore the same filters share one."""
        return "keys without " + " ".join(sorted(self._ignored(name)))

    def _without(self, name: str, aggregations: Json) -> Json:
        conditions = self.matched.conditions.match_filters(self.filters, self._ignored(name))
        return {"filter": require(*conditions), "aggs": aggregations}

    def _by_value(self, name: str) -> Json:
        terms = {
            "field": name,
            "size": MAX_FACET_VALUES,
            "shard_size": _MAX_SHARD_VALUES,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        return {"values": {"terms": terms}} | self._chosen(name)

    def _by_year(self) -> Json:
        terms = {"field": "year", "size": _MAX_YEARS, "order": {"_key": "asc"}}
        return {"values": {"terms": terms}} | self._chosen("year")

    def _chosen(self, name: str) -> Json:
        values = self.filters.get(name, ())
        if not values:
            return {}
        conditions = [self.matched.conditions.match_filter(name, [value]) for value in values]
        return {"chosen": {"filters": {"filters": conditions}}}

    def read(self, answer: Json) -> dict[str, list[FacetCount]]:
        """Return the facets of the answer to ``body``."""
        aggregations = answer["aggregations"]
        facets = {name: self._read_values(name, aggregations[name]) for name in self.keywords}
        key_sets = {
            set_name: set(read_listed_keys(aggregations[set_name]["keys"]).tolist())
            for set_name in {self._set_name(name) for name in self.key_facets}
        }
        for name, facet in self.key_facets.items():
            facets[name] = count_keys(facet, key_sets[self._set_name(name)], self.filters.get(name, ()))
        facets["year"] = sorted(self._read_values("year", aggregations["year"]), key=lambda one: one.value)
        return facets

    def _read_values(self, name: str, answer: Json) -> list[FacetCount]:
        rows = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in answer["values"]["buckets"]}
        chosen = answer.get("chosen", {}).get("buckets", ())
        for value, bucket in zip(self.filters.get(name, ()), chosen, strict=False):
            rows.setdefault(value, int(bucket["doc_count"]))
        return [FacetCount(value, count) for value, count in rows.items()]


def count_keys(facet: KeyFacet, found: set[int], chosen: Iterable[str]) -> list[FacetCount]:
    """Count the documents found by value: the most frequent, equal ones by value, and all that are ``chosen``."""
    counts = {value: sum(key in found for key in set(keys)) for value, keys in facet.keys.items()}
    best = sorted((value for value in counts if counts[value]), key=lambda value: (-counts[value], value))
    rows = {value: counts[value] for value in best[:MAX_FACET_VALUES]}
    for value in chosen:
        rows.setdefault(value, counts.get(value, 0))
    return [FacetCount(value, count) for value, count in rows.items()]


def section_conditions(matched: Matched, documents: Documents) -> Sequence[tuple[str, Json]]:
    """Return the condition of the query within each section; none where sections are not counted."""
    query = matched.resolved
    if matched.matcher.scope != "all" or not query.texts() or query.has_exclusions():
        return []
    rows = []
    for name in SECTION_SCOPES:
        conditions = matched.conditions.with_matcher(matched.matcher.with_scope(name))
        condition = documents.within_limit(conditions.match_query(query, bool(matched.filters)))
        rows.append((name, require(condition, *matched.filters)))
    return rows


def count_sections(matched: Matched, documents: Documents) -> list[FacetCount]:
    """Count the documents that match the query within one section; at most one request."""
    rows = section_conditions(matched, documents)
    documents.counts.load((), (condition for _, condition in rows))
    counted = ((name, documents.counts.total(condition)) for name, condition in rows)
    return [FacetCount(name, count) for name, count in counted if count]
