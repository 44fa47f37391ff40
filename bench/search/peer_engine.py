"""Haystack engine around a peer, used instead of the portal's engine to render the results page."""

from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery

from bench.search.page_rows import build_answer
from bench.search.peers import split_query
from search.index.folder import IndexMissingError
from search.index.snapshot import Snapshot
from search.results.answer import Answer
from search.results.run import SearchRequest


class PeerBackend(BaseSearchBackend):
    """Backend with the two methods that the search page calls; the connection option PEER is the peer."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.peer = options["PEER"]

    def answer(self, request: SearchRequest) -> Answer:
        """Answer by phrases, or by words when no phrase is found, as the portal does."""
        parts = split_query(request.typed)
        rows = self.peer.rows(parts, as_words=request.mode == "fuzzy")
        return build_answer(rows if rows.total else self.peer.rows(parts, as_words=True), request)

    def snapshot(self) -> Snapshot:
        """Raise ``IndexMissingError``: the page then offers no similar terms."""
        raise IndexMissingError


class PeerEngine(BaseEngine):
    """Value of ENGINE in HAYSTACK_CONNECTIONS."""

    backend = PeerBackend
    query = BaseSearchQuery
