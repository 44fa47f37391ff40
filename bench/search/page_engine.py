"""A peer behind Haystack's seam, in the place of the portal's engine: enough for the results page."""

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery

from bench.search.peers import parts_of
from bench.search.rows import answer
from search.index.folder import IndexMissing
from search.index.snapshot import Snapshot
from search.results.answer import Answer
from search.results.run import Request


class Backend(BaseSearchBackend):
    def __init__(self, connection_alias: str, **options):
        super().__init__(connection_alias, **options)
        self.peer = options["PEER"]

    def find(self, request: Request) -> Answer:
        """As a reader's request is answered by the portal: by words where nothing is found as typed."""
        parts = parts_of(request.typed)
        rows = self.peer.rows(parts, as_words=request.mode == "fuzzy")
        return answer(rows if rows.total else self.peer.rows(parts, as_words=True), request)

    def snapshot(self) -> Snapshot:
        """Asked for the words near to one that is nowhere."""
        raise IndexMissing


class Engine(BaseEngine):
    backend = Backend
    query = BaseSearchQuery
