"""Numbers asked of the cluster: which are shared by requests, which are asked anew, and how many requests that takes.

The cluster is a double that counts requests; ``test_contract.py`` asks a real one.
"""

from dataclasses import dataclass, field

import pytest

from search.chinese.dictionary import load_dictionary
from search.opensearch_engine.answers.ranking import MAX_RERANKED, _is_settled
from search.opensearch_engine.cluster.client import ClusterAddress
from search.opensearch_engine.conditions.clauses import match_keys
from search.opensearch_engine.reading.counts import Counts
from search.opensearch_engine.reading.documents import Hit, read_listed_keys
from search.opensearch_engine.reading.known_counts import MAX_KNOWN, known_counts
from search.weights import NEARNESS_BOOST


@dataclass
class ClusterDouble:
    """Finds one document for each key of a condition; ``writes`` is the state of the index."""

    address: ClusterAddress
    writes: int = 0
    requests: list[int] = field(default_factory=list)

    def search_each(self, index, bodies):
        self.requests.append(len(bodies))
        return [self._answer(body) for body in bodies]

    def _answer(self, body):
        query = body["query"]
        keys = [query["term"]["key"]] if "term" in query else query.get("terms", {"key": range(100)})["key"]
        total = len(keys) + self.writes
        lengths = {"avg": 5.0, "sum": 500.0}
        state = {"aggregations": {"length": lengths, "writes": {"value": self.writes}}} if "aggs" in body else {}
        return {"hits": {"total": {"value": total}}} | state


@pytest.fixture
def cluster(request):
    return ClusterDouble(ClusterAddress((f"http://{request.node.name}",)))


def new_request(cluster) -> Counts:
    return Counts(cluster, "index", load_dictionary(), lambda *_: {})


ONE, TWO, THREE = match_keys([1]), match_keys([1, 2]), match_keys([1, 2, 3])


def test_a_word_is_counted_once_for_all_requests_and_a_total_in_each(cluster):
    first = new_request(cluster)
    first.load([TWO], [THREE])
    assert (first.of(TWO), first.total(THREE), first.statistics().documents) == (2, 3, 100)
    second = new_request(cluster)
    second.load([TWO], [THREE])
    assert (second.of(TWO), second.total(THREE)) == (2, 3)
    assert cluster.requests == [3, 2], "the word, the total and the state; then the total and the state"


def test_a_total_is_never_the_number_that_another_request_got(cluster):
    new_request(cluster).load([TWO])
    later = new_request(cluster)
    assert later.of(TWO) == 2
    cluster.writes = 5  # a change after the state was read
    assert later.total(TWO) == 7


def test_a_change_of_the_index_makes_all_numbers_unknown(cluster):
    new_request(cluster).load([TWO, ONE])
    cluster.writes = 1
    after = new_request(cluster)
    after.load([TWO, ONE])
    assert after.of(TWO) == 3 and after.of(ONE) == 2
    assert cluster.requests == [3, 1, 2], "the state alone, then what was thought to be known"
    cluster.writes = 2
    assert new_request(cluster).of(TWO) == 4, "not loaded before"


def test_numbers_that_follow_from_one_another_take_a_request_for_each_step(cluster):
    counts = new_request(cluster)
    counts.load([])

    def compute() -> list[int]:
        first = [counts.of(ONE), counts.of(TWO)]
        return [*first, counts.total(THREE)] if first[1] == 2 else first

    assert counts.together(compute) == [1, 2, 3]
    assert cluster.requests == [1, 2, 1]


def test_a_rehearsal_that_fails_leaves_nothing_behind(cluster):
    counts = new_request(cluster)
    with pytest.raises(ZeroDivisionError):
        counts.together(lambda: 1 / (counts.of(ONE) - 1))
    assert counts.of(ONE) == 1


def test_numbers_beyond_the_limit_push_out_the_older_ones(cluster):
    known = known_counts(cluster.address, "index", None)
    known.keep({"a": 1})
    known.keep({str(number): number for number in range(MAX_KNOWN)})
    assert known.get("a") is None and known.get("7") == 7


def test_hidden_documents_have_numbers_of_their_own(cluster):
    plain = known_counts(cluster.address, "index", None)
    assert known_counts(cluster.address, "index", match_keys([3])) is not plain


# The order by nearness


def hits(*scores: float) -> list[Hit]:
    return [Hit(key, "", score) for key, score in enumerate(scores)]


@pytest.mark.parametrize(
    "ranked, following, wanted, expected",
    [
        ((30.0, 20.0), 11.9, 2, True),  # cannot reach 20
        ((30.0, 20.0), 12.0, 2, False),  # can
        ((30.0, 20.0), 21.9, 1, True),  # only the first place is asked for
        ((30.0,), 1.0, 2, False),  # a place is still empty
        ((20.0, 30.0), 11.9, 2, True),  # in any order
    ],
)
def test_reading_ends_when_no_later_document_can_move_up(ranked, following, wanted, expected):
    assert NEARNESS_BOOST == 8.0
    assert _is_settled(hits(*ranked), Hit(99, "", following), wanted) is expected
    assert MAX_RERANKED >= 100


def test_listed_keys_are_read_from_the_bits_of_all_shards():
    assert read_listed_keys({"value": ["", "BQ==", "AAE="]}).tolist() == [0, 2, 8]  # bits 0 and 2; bit 8
    assert read_listed_keys({"value": []}).tolist() == []
