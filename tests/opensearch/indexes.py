"""Indexes of written documents in a cluster."""

import os
import time
from collections.abc import Callable, Sequence
from itertools import count

from portal.search_url import search_connection
from search.chinese.dictionary import load_dictionary
from search.opensearch_engine.answers.searcher import ClusterSearcher
from search.opensearch_engine.cluster import bulk_writes
from search.opensearch_engine.cluster.client import Cluster, ClusterAddress
from search.opensearch_engine.cluster.index_names import IndexNames
from search.opensearch_engine.reading.documents import Documents
from search.protocol.answer import Answer
from search.protocol.documents import IndexableDocument
from search.protocol.request import SearchRequest

Ask = Callable[[SearchRequest], Answer]
SHARDS = 2  # so that every number is added up over several
_numbers = count(1)


def new_name() -> str:
    """Return a name that no other test has used."""
    return f"test-{os.getpid()}x{time.time_ns()}x{next(_numbers)}"


def open_cluster(address: ClusterAddress, documents: Sequence[IndexableDocument]) -> Callable[[], Documents]:
    """Write an index of ``documents`` and return what opens it for one request."""
    cluster = Cluster(address)
    names = IndexNames(cluster, new_name())
    build = names.create(SHARDS)
    bulk_writes.write(cluster, build, bulk_writes.build_operations(documents, (), 1), is_visible=False)
    bulk_writes.refresh(cluster, build)
    names.switch(build, 0)
    return lambda: Documents(cluster, names.current(), load_dictionary())


def ask_cluster(opened: Callable[[], Documents]) -> Ask:
    """Return what answers requests from an index."""
    return lambda request: ClusterSearcher(opened(), request).answer()


def cluster_connection(address: ClusterAddress, options: str = "") -> dict:
    """Return the Haystack connection of a new index."""
    hosts = ",".join(host.removeprefix("http://") for host in address.hosts)
    return search_connection(f"opensearch+http://{hosts}/{new_name()}?replicas=0&timeout=60{options}")
