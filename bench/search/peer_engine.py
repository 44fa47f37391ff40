"""Search engine over a peer, in place of the portal's engine; it has what the results page needs."""

from dataclasses import replace
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery

from bench.search.page_rows import build_answer
from bench.search.peers import PeerWithRows, QueryParts, split_query
from search.protocol.answer import Answer, PartialResults
from search.protocol.request import PAGE_SIZE, SearchRequest
from search.whoosh_engine.published import find_hidden


class PeerSearch:
    """The part of ``SearchEngine`` that the results page uses."""

    def __init__(self, peer: PeerWithRows):
        self.peer = peer

    def search(self, request: SearchRequest) -> Answer:
        """Answer as the portal does: by words when phrases match nothing, with a tail when a page is not full.

        An index outside of the database can be behind it, so its results are compared with it before they are shown.
        """
        answer = self._answer(request)
        if not self.peer.is_in_database:
            find_hidden(row.card.key for row in (*answer.results, *answer.partial.results))
        return answer

    def _answer(self, request: SearchRequest) -> Answer:
        parts = split_query(request.typed)
        rows = self.peer.rows(parts, "words" if request.mode == "fuzzy" else "phrases")
        answer = build_answer(rows if rows.total else self.peer.rows(parts, "words"), request)
        if answer.total >= PAGE_SIZE or not request.with_partial or request.mode == "exact":
            return answer
        return replace(answer, partial=self._find_tail(parts, request, answer))

    def _find_tail(self, parts: QueryParts, request: SearchRequest, answer: Answer) -> PartialResults:
        """Return the best documents with any of the words that are not among those found."""
        found = {row.card.key for row in answer.results}
        tail = [row for row in build_answer(self.peer.rows(parts, "any"), request).results if row.card.key not in found]
        return PartialResults(len(tail), tuple(tail[: PAGE_SIZE - answer.total]))

    def find_similar_terms(self, typed: str) -> list[str]:
        """Return none; the portal looks them up in its own index only."""
        return []


class PeerBackend(BaseSearchBackend):
    """Backend of the peer given as ``PEER``."""

    def __init__(self, connection_alias: str, **options: Any):
        super().__init__(connection_alias, **options)
        self.engine = PeerSearch(options["PEER"])


class PeerEngine(BaseEngine):
    """Engine for ``HAYSTACK_CONNECTIONS``."""

    backend = PeerBackend
    query = BaseSearchQuery
