"""A real cluster for the tests of this folder; they are skipped with the reason where none can be started."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest

from search.chinese.dictionary import load_dictionary
from search.opensearch_engine import writing
from search.opensearch_engine.cluster import Cluster, ClusterAddress
from search.opensearch_engine.documents import Documents
from search.opensearch_engine.index_names import IndexNames
from search.opensearch_engine.searching import ClusterSearcher
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest
from tests.opensearch.cluster import ClusterUnavailableError, TestCluster, is_required

Ask = Callable[[SearchRequest], Answer]
SHARDS = 2  # so that every number is added up over several
_numbers = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[TestCluster]:
    try:
        with TestCluster(3) as running:
            yield running
    except ClusterUnavailableError as error:
        if is_required():
            raise
        pytest.skip(f"no OpenSearch can be started: {error}")


@pytest.fixture(scope="session")
def address(request) -> ClusterAddress:
    """The cluster; TEST_OPENSEARCH names one that runs already, for a test that is written just now."""
    if given := os.environ.get("TEST_OPENSEARCH"):
        return ClusterAddress((given,), timeout=60)
    cluster = request.getfixturevalue("cluster")
    return ClusterAddress(tuple(node.url for node in cluster.nodes), timeout=60)


def new_name() -> str:
    """Return a name that no other test has used."""
    return f"test{next(_numbers)}"


def open_cluster(address: ClusterAddress, documents: Sequence[IndexableDocument]) -> Callable[[], Documents]:
    """Write an index of ``documents`` and return what opens it for one request."""
    cluster = Cluster(address)
    names = IndexNames(cluster, new_name())
    build = names.create(SHARDS)
    writing.write(cluster, build, writing.build_operations(documents, ()), is_visible=False)
    writing.refresh(cluster, build)
    names.switch(build, 0)
    return lambda: Documents(cluster, names.current(), load_dictionary())


def ask_cluster(opened: Callable[[], Documents]) -> Ask:
    return lambda request: ClusterSearcher(opened(), request).answer()
