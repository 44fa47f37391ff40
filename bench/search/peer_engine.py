"""Haystack engine over a peer, in place of the portal's engine; it has what the results page needs."""

from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery

from bench.search.page_rows import build_answer
from bench.search.peers import split_query
from search.index.snapshot import Snapshot
from search.protocol.answer import Answer
from search.protocol.errors import IndexMissingError
from search.protocol.request import SearchRequest


class PeerBackend(BaseSearchBackend):
    """Backend that asks the peer given as ``PEER``."""

    def __init__(self, connection_alias: str, **options: Any):
        super().__init__(connection_alias, **options)
        self.peer = options["PEER"]

    def answer(self, request: SearchRequest) -> Answer:
        """Answer as the portal does: by words when phrases match nothing."""
        parts = split_query(request.typed)
        rows = self.peer.rows(parts, as_words=request.mode == "fuzzy")
        return build_answer(rows if rows.total else self.peer.rows(parts, as_words=True), request)

    def snapshot(self) -> Snapshot:
        """Raise ``IndexMissingError``; the portal reads similar terms from its own index only."""
        raise IndexMissingError


class PeerEngine(BaseEngine):
    """Engine for ``HAYSTACK_CONNECTIONS``."""

    backend = PeerBackend
    query = BaseSearchQuery
