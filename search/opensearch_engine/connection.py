"""Haystack connection of the OpenSearch engine; ``portal/search_url.py`` names it."""

from typing import Any

from haystack.backends import BaseEngine

from search.haystack_engine.backend import Backend
from search.haystack_engine.query import HaystackQuery
from search.opensearch_engine.cluster.client import ClusterAddress
from search.opensearch_engine.engine import OpenSearchEngine


class OpenSearchBackend(Backend):
    """Backend over one index of a cluster; the options are those of ``portal/search_url.py``."""

    def __init__(self, connection_alias: str, **options: Any):
        super().__init__(connection_alias, **options)
        address = ClusterAddress(
            tuple(options["HOSTS"]),
            options["USER"],
            options["PASSWORD"],
            options["CA_FILE"],
            options["VERIFY"],
            options["TIMEOUT"],
        )
        self.engine = OpenSearchEngine(address, options["INDEX"], options["SHARDS"], options["REPLICAS"])


class Engine(BaseEngine):
    """The value of ``ENGINE`` in ``HAYSTACK_CONNECTIONS``."""

    backend = OpenSearchBackend
    query = HaystackQuery
