"""Haystack connection of the Whoosh engine; ``portal/search_url.py`` names it."""

from typing import Any

from haystack.backends import BaseEngine

from search.haystack_engine.backend import Backend
from search.haystack_engine.query import HaystackQuery
from search.whoosh_engine.engine import WhooshEngine


class WhooshBackend(Backend):
    """Backend over one index folder, the option ``PATH`` of the connection."""

    def __init__(self, connection_alias: str, **options: Any):
        super().__init__(connection_alias, **options)
        self.engine = WhooshEngine(options["PATH"])


class Engine(BaseEngine):
    """The value of ``ENGINE`` in ``HAYSTACK_CONNECTIONS``."""

    backend = WhooshBackend
    query = HaystackQuery
