"""Numbers of documents, asked of the cluster and kept for one request.

``CountingMatcher`` gives them to the code of ``search.results`` that only asks how many documents have a string: words
of a pattern, corrections, pieces of a pasted text, suggestions.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from search.chinese.dictionary import Dictionary
from search.index.entries import TEXT_FIELDS
from search.index.snapshot import Postings
from search.opensearch_engine.cluster.client import Cluster, Json
from search.opensearch_engine.conditions.clauses import MATCH_EVERYTHING, exclude, match_term, require
from search.opensearch_engine.fields.mapping import latin_field
from search.opensearch_engine.reading.fetched_snapshot import Statistics, dump_key
from search.results.matching import Matcher

MAX_TERMS = 60_000  # of one list; OpenSearch allows 65,535
MAX_SEARCHES = 400  # of one request


class Counts:
    """Numbers of documents of one index; ``hidden`` is the condition of the documents that readers may not see."""

    def __init__(
        self,
        cluster: Cluster,
        index: str,
        dictionary: Dictionary,
        string_condition: Callable[[str, str, bool, bool], Json],
        hidden: Json | None = None,
    ):
        self.cluster, self.index, self.dictionary, self.hidden = cluster, index, dictionary, hidden
        self._string_condition = string_condition
        self._counts: dict[str, int] = {}
        self._terms: dict[str, list[tuple[str, int]]] = {}
        self._statistics: Statistics | None = None

    def visible(self, condition: Json) -> Json:
        """Return a condition without the hidden documents."""
        return require(condition, exclude(self.hidden)) if self.hidden else condition

    def load(self, conditions: Iterable[Json]) -> None:
        """Ask for several numbers at once, as far as they are not known yet."""
        wanted = {dump_key(condition): condition for condition in conditions}
        missing = [key for key in wanted if key not in self._counts]
        for start in range(0, len(missing), MAX_SEARCHES):
            part = missing[start : start + MAX_SEARCHES]
            numbers = self.cluster.count_each(self.index, [self.visible(wanted[key]) for key in part])
            self._counts |= dict(zip(part, numbers, strict=True))

    def of(self, condition: Json) -> int:
        """Return the number of documents that meet a condition."""
        self.load([condition])
        return self._counts[dump_key(condition)]

    def of_term(self, scope: str, term: str) -> int:
        """Return the number of documents with a token."""
        return self.of(match_term(term, scope))

    def of_string(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> int:
        """Return the number of documents that contain a folded string."""
        return self.of(self._string_condition(string, scope, is_prefix, is_verbatim))

    def statistics(self) -> Statistics:
        """Return the number of all documents and their average length; one request."""
        if self._statistics is None:
            body = {
                "size": 0,
                "track_total_hits": True,
                "query": self.visible(MATCH_EVERYTHING),
                "aggs": {"length": {"avg": {"field": "length"}}},
            }
            answer = self.cluster.search(self.index, body)
            average = answer["aggregations"]["length"]["value"]
            self._statistics = Statistics(int(answer["hits"]["total"]["value"]), float(average or 1.0))
        return self._statistics

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the values of a keyword field, or the Latin words of a section, with their numbers of documents."""
        name = latin_field(field) if field in TEXT_FIELDS else field
        if len(prefix) <= 1 and name not in self._terms:
            self._terms[name] = self._list_terms(name, "")
        terms = self._terms.get(name, [])
        if len(prefix) > 1 or len(terms) >= MAX_TERMS:
            terms = self._list_terms(name, prefix)
        yield from (row for row in terms if row[0].startswith(prefix))

    def _list_terms(self, name: str, prefix: str) -> list[tuple[str, int]]:
        # By ordinals, the default, OpenSearch 2.19 fails where a shard has no value.
        terms: Json = {"field": name, "size": MAX_TERMS, "order": {"_key": "asc"}, "execution_hint": "map"}
        if prefix:
            terms["include"] = re.sub(r"([^a-z0-9])", r"\\\1", prefix) + ".*"
        query = {"prefix": {name: prefix}} if prefix else MATCH_EVERYTHING
        body = {"size": 0, "query": self.visible(query), "aggs": {"terms": {"terms": terms}}}
        buckets = self.cluster.search(self.index, body)["aggregations"]["terms"]["buckets"]
        return [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]

    def has_word(self, term: str) -> bool:
        """Return whether the tokenizer makes a token of a string, wherever it occurs."""
        return len(term) == 1 or term.isascii() or bool(self.dictionary.words.get(term))


class CountedSnapshot:
    """Snapshot of which only numbers of documents are known: a posting list has the right length and no content."""

    def __init__(self, counts: Counts):
        self.counts = counts

    @property
    def size(self) -> int:
        """The number of all documents."""
        return self.counts.statistics().documents

    def postings(self, scope: str, term: str) -> Postings:
        """Return a list as long as the posting list of a token."""
        return counted_postings(self.counts.of_term(scope, term))

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field that begin with ``prefix``, with their numbers of documents."""
        return self.counts.terms(field, prefix)


class CountingMatcher(Matcher):
    """Matcher that knows how many documents have a string, and not which."""

    def _read_postings(self, string: str, scope: str, is_prefix: bool, is_verbatim: bool) -> Postings:
        snapshot: object = self.snapshot
        assert isinstance(snapshot, CountedSnapshot)
        return counted_postings(snapshot.counts.of_string(string, scope, is_prefix, is_verbatim))


def counted_postings(count: int) -> Postings:
    """Return a posting list of which only the length means something."""
    return Postings(np.arange(count), np.zeros(count, np.float32))
