"""A peer behind Haystack's seam, in the place of the portal's engine: enough for the results page."""

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery

from bench.search.page_rows import build_answer
from bench.search.peers import split_query
from search.index.folder import IndexMissingError
from search.index.snapshot import Snapshot
from search.results.answer import Answer
from search.results.run import SearchRequest


class PeerBackend(BaseSearchBackend):
    def __init__(self, connection_alias: str, **options):
        super().__init__(connection_alias, **options)
        self.peer = options["PEER"]

    def answer(self, request: SearchRequest) -> Answer:
        """As a reader's request is answered by the portal: by words where nothing is found as typed."""
        parts = split_query(request.typed)
        rows = self.peer.rows(parts, as_words=request.mode == "fuzzy")
        return build_answer(rows if rows.total else self.peer.rows(parts, as_words=True), request)

    def snapshot(self) -> Snapshot:
        """Asked for the words near to one that is nowhere."""
        raise IndexMissingError


class PeerEngine(BaseEngine):
    backend = PeerBackend
    query = BaseSearchQuery
