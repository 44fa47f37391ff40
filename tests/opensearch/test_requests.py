"""Requests to the cluster: their limits of time and clauses. No cluster is asked."""

import pytest

from search.opensearch_engine.cluster.client import TOO_MANY_CLAUSES, Cluster, ClusterAddress, _name_status
from search.opensearch_engine.conditions.clauses import any_of, count_clauses, exclude, match_term, require
from search.opensearch_engine.reading.documents import Documents
from search.protocol.errors import QueryTooComplexError, SearchBusyError


class ClientDouble:
    """Notes the parameters of searches, and finds nothing."""

    def __init__(self):
        self.sent = []

    def search(self, index, body, params):
        self.sent.append(params)
        return {"_shards": {"failed": 0}, "hits": {}}

    def msearch(self, index, body):
        self.sent += body[::2]
        return {"responses": [{"_shards": {"failed": 0}} for _ in body[::2]]}


def test_the_cluster_stops_a_search_when_its_reader_has_given_up(monkeypatch):
    client = ClientDouble()
    monkeypatch.setattr(Cluster, "client", client)
    cluster = Cluster(ClusterAddress(("http://host:9200",), timeout=7))
    cluster.search("index", {})
    cluster.search_each("index", [{}, {}])
    assert [sent["cancel_after_time_interval"] for sent in client.sent] == ["7s"] * 3


@pytest.mark.parametrize(
    "status, details, kind, sentence",
    [
        (500, "{'type': 'task_cancelled_exception', 'reason': 'Cancellation timeout'}", SearchBusyError, "服务器正忙"),
        (400, "{'type': 'too_many_nested_clauses', 'reason': 'maxClauseCount is set to 1024'}", QueryTooComplexError,
         TOO_MANY_CLAUSES),
    ],
)  # fmt: skip
def test_readers_are_told_why_there_is_no_answer(status, details, kind, sentence):
    error = _name_status(status, "search_phase_execution_exception", details)
    assert type(error) is kind and sentence in str(error)


TERMS = [match_term(word, "title") for word in ("和平", "安全", "海盗")]


@pytest.mark.parametrize(
    "condition, clauses",
    [
        (match_term("和平", "all"), 1),
        (any_of(TERMS), 2),  # one list of words for each of the two sections of a title
        (any_of([any_of(TERMS[:2]), TERMS[2]]), 2),
        (require(*TERMS), 6),
        (exclude(require(*TERMS)), 6),
        ({"span_within": {"big": {"span_near": {"clauses": [{"span_term": {"a": "x"}}] * 2}},
                          "little": {"span_or": {"clauses": [{"span_term": {"a": "y"}}] * 3}}}}, 5),
        ({"function_score": {"query": {"match_all": {}}, "functions": [{"filter": {"term": {"a": 1}}}]}}, 2),
    ],
)  # fmt: skip
def test_clauses_are_counted_as_opensearch_does(condition, clauses):
    assert count_clauses(condition) == clauses


def test_large_parts_of_a_condition_become_keys(monkeypatch):
    phrases = [{"match_phrase": {"chars": f"{number} a"}} for number in range(800)]
    asked: list[int] = []

    def list_keys(self, condition):
        asked.append(count_clauses(condition))
        return [len(asked)]

    monkeypatch.setattr(Documents, "list_keys", list_keys)
    documents = Documents.__new__(Documents)
    small = require({"term": {"kind": "letter"}}, any_of(phrases[:3]))
    assert documents.within_limit(small) is small and not asked
    large = require({"term": {"kind": "letter"}}, any_of(phrases), exclude(any_of(phrases[:400])))
    within = documents.within_limit(large)
    assert within["bool"]["filter"][0] == {"term": {"kind": "letter"}} and count_clauses(within) <= 5
    assert asked and max(asked) <= 350
