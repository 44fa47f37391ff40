"""Numbers of documents, asked of the cluster and kept for one request.

``CountingMatcher`` gives them to the code of ``search.results`` that only asks how many documents have a string: words
of a pattern, corrections, pieces of a pasted text, suggestions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from search.chinese.dictionary import Dictionary
from search.index.entries import TEXT_FIELDS
from search.index.snapshot import Postings
from search.opensearch_engine.cluster.client import Cluster, Json
from search.opensearch_engine.conditions.clauses import MATCH_EVERYTHING, match_term
from search.opensearch_engine.fields.mapping import latin_field
from search.opensearch_engine.reading.fetched_snapshot import Statistics, dump_key
from search.opensearch_engine.reading.known_counts import known_counts
from search.results.matching import Matcher

MAX_TERMS = 60_000  # of one list; OpenSearch allows 65,535
MAX_SEARCHES = 400  # of one request
MAX_REHEARSALS = 3  # a number that was not known may lead to others
_STATE: Json = {  # a document that is written again gets a new number of its write
    "size": 0,
    "track_total_hits": True,
    "aggs": {"length": {"stats": {"field": "length"}}, "writes": {"sum": {"field": "_seq_no"}}},
}
_OCCURRENCES: Json = {"size": 0, "aggs": {"occurrences": {"sum": {"script": {"source": "_score"}}}}}
Returned = TypeVar("Returned")


class Counts:
    """Numbers of documents of one index; ``hidden`` is the condition of the documents that readers may not see.

    A total, which readers see, is asked for in each request. Numbers that only weigh words are shared by all requests
    until the index changes (``KnownCounts``).
    """

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
        self._known = known_counts(cluster.address, index, hidden)
        self._terms: dict[str, list[tuple[str, int]]] = {}
        self._statistics: Statistics | None = None
        self._rehearsed: tuple[list[Json], list[Json]] | None = None

    def visible(self, condition: Json) -> Json:
        """Return a condition without the hidden documents."""
        return {"bool": {"must": [condition], "must_not": [self.hidden]}} if self.hidden else condition

    def load(self, conditions: Iterable[Json], totals: Iterable[Json] = ()) -> None:
        """Ask for several numbers at once, as far as they are not known yet; ``totals`` are those that readers see.

        The first request also asks for the state of the index, which says what is still known.
        """
        weights = {dump_key(condition): condition for condition in conditions}
        shown = {dump_key(condition): condition for condition in totals}
        wanted = shown | weights
        for _ in range(2):  # again when the state is a new one
            missing = [key for key in wanted if key not in self._counts and (key in shown or key not in self._known)]
            if not missing and self._statistics:
                return
            self._ask({key: wanted[key] for key in missing})
            self._known.keep({key: self._counts[key] for key in missing})

    def _ask(self, missing: dict[str, Json]) -> None:
        keys, is_first = list(missing), self._statistics is None
        for start in range(0, max(len(keys), 1), MAX_SEARCHES):
            part = keys[start : start + MAX_SEARCHES]
            bodies = [count_body(self.visible(missing[key])) for key in part]
            if is_first and not start:
                bodies.append(_STATE | {"query": self.visible(MATCH_EVERYTHING)})
            answers = self.cluster.search_each(self.index, bodies)
            if len(answers) > len(part):
                self._read_state(answers.pop())
            self._counts |= zip(part, map(read_total, answers), strict=True)

    def _read_state(self, answer: Json) -> None:
        documents, lengths = read_total(answer), answer["aggregations"]["length"]
        self._statistics = Statistics(documents, float(lengths["avg"] or 1.0))
        self._known = self._known.at(documents, lengths["sum"], answer["aggregations"]["writes"]["value"])

    def of(self, condition: Json) -> int:
        """Return the number of documents that meet a condition, as far as it weighs words."""
        return self._number(condition, is_total=False)

    def total(self, condition: Json) -> int:
        """Return the number of documents that meet a condition now, to be shown to a reader."""
        return self._number(condition, is_total=True)

    def _number(self, condition: Json, is_total: bool) -> int:
        key = dump_key(condition)
        number = self._counts.get(key)
        if number is None and self._statistics and not is_total:
            number = self._known.get(key)
        if number is not None:
            return number
        if self._rehearsed is not None:
            self._rehearsed[is_total].append(condition)
            return 1
        self.load(*([], [condition]) if is_total else ([condition],))
        return self._number(condition, is_total)

    def together(self, compute: Callable[[], Returned]) -> Returned:
        """Return what ``compute`` returns, with the numbers that it asks for one by one asked for at once.

        It is rehearsed with 1 for each number that is not known, so it must have no effects and no caches that stay.
        """
        for _ in range(MAX_REHEARSALS):
            self._rehearsed = [], []
            try:
                compute()
                asked = self._rehearsed
            finally:
                self._rehearsed = None
            if not any(asked):
                break
            self.load(*asked)
        return compute()

    def of_term(self, scope: str, term: str) -> int:
        """Return the number of documents with a token."""
        return self.of(match_term(term, scope))

    def of_string(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> int:
        """Return the number of documents that contain a folded string."""
        return self.of(self._string_condition(string, scope, is_prefix, is_verbatim))

    def load_occurrences(self, queries: Iterable[Json]) -> None:
        """Ask at once how often what queries score by its occurrences occurs in all documents, as far as not known."""
        wanted = {f"occurrences {dump_key(query)}": query for query in queries}
        missing = {key: query for key, query in wanted.items() if key not in self._known}
        bodies = [_OCCURRENCES | {"query": self.visible(query)} for query in missing.values()]
        answers = self.cluster.search_each(self.index, bodies)
        values = (round(answer["aggregations"]["occurrences"]["value"]) for answer in answers)
        self._known.keep(dict(zip(missing, values, strict=True)))

    def occurrences(self, query: Json) -> int:
        """Return the number of occurrences that ``load_occurrences`` asked for."""
        return self._known.get(f"occurrences {dump_key(query)}") or 0

    def read_totals(self, conditions: Sequence[Json], answers: Sequence[Json]) -> None:
        """Keep the totals that other searches brought."""
        self._counts |= zip(map(dump_key, conditions), map(read_total, answers), strict=True)

    def without_known(self, conditions: Iterable[Json]) -> list[Json]:
        """Return those of ``conditions`` of which this request knows no total."""
        return list({key: one for one in conditions if (key := dump_key(one)) not in self._counts}.values())

    def statistics(self) -> Statistics:
        """Return the number of all documents and their average length."""
        if self._statistics is None:
            self.load([])
        assert self._statistics
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


def count_body(query: Json) -> Json:
    """Return the search for the number of documents that a query finds."""
    return {"size": 0, "track_total_hits": True, "query": query}


def read_total(answer: Json) -> int:
    """Return the number of documents found."""
    return int(answer["hits"]["total"]["value"])


def counted_postings(count: int) -> Postings:
    """Return a posting list of which only the length means something."""
    return Postings(np.arange(count), np.zeros(count, np.float32))
