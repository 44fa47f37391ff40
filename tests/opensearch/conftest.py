"""A real cluster for the tests of this folder; they are skipped with the reason where none can be started."""

import os
from collections.abc import Iterator

import pytest

from search.opensearch_engine.cluster.client import ClusterAddress
from tests.opensearch.cluster import ClusterUnavailableError, TestCluster, is_required


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


@pytest.fixture
def use_connection(settings):
    """Return what lets all of the portal use another engine until the test ends."""
    from haystack import connections

    present = settings.HAYSTACK_CONNECTIONS

    def use(connection: dict) -> None:
        settings.HAYSTACK_CONNECTIONS = connections.connections_info = {"default": connection}
        connections.reload("default")

    yield use
    use(present["default"])


@pytest.fixture(params=["whoosh", "opensearch"])
def engine(request, seeds, use_connection):
    """The engine of the portal, with the five seeds indexed."""
    from search.engine import search_engine
    from search.indexing import rebuild_from_database
    from tests.opensearch.indexes import cluster_connection

    if request.param == "opensearch":
        use_connection(cluster_connection(request.getfixturevalue("address")))
        rebuild_from_database()
    return search_engine()
