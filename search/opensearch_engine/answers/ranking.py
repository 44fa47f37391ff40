"""Order of the documents found.

The cluster ranks all of them by everything but nearness. Where nearness counts, the texts of the first documents, at
most ``MAX_RERANKED``, are read and ranked by the whole formula (docs/decisions/opensearch.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from search.index.snapshot import Snapshot
from search.opensearch_engine.answers.matching import Matched, count_near_strings
from search.opensearch_engine.answers.nearness import find_rarest, measure
from search.opensearch_engine.answers.scoring import BASE_SCORE, build_scores
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.reading.documents import BY_SCORE, Documents, Hit, Order, hits_body, scored_query
from search.opensearch_engine.reading.fetched_snapshot import FetchedMatcher, FetchedSnapshot
from search.protocol.request import SearchRequest
from search.results.ranking import Ranker
from search.results.run import MatchedDocuments
from search.weights import NEARNESS_BOOST

MAX_RERANKED = 400  # documents ranked by nearness too
RERANKED_AT_ONCE = 50  # whose texts are read in one request
_ROUNDING = 0.01  # more than scores of 32 bits are rounded by
_ORDERS: dict[str, Order] = {
    "newest": [{"day": {"order": "desc", "missing": "_last"}}],
    "oldest": [{"day": {"order": "asc", "missing": "_last"}}],
    "cited": [{"cited": "desc"}],
    "added": [{"added": "desc"}],
}
_FIELDS = {"date": "day"}  # of the index, where its name is another than that of ``ORDER_FIELDS``


@dataclass(frozen=True, slots=True)
class Page:
    """Documents of one page, opened; ``ids`` are their numbers in order, with the score of each."""

    matched: MatchedDocuments
    ids: np.ndarray
    scores: np.ndarray


def is_by_relevance(request: SearchRequest) -> bool:
    """Return whether scores decide the order."""
    return request.sort == "relevance" and not request.order_by


def reranks(matched: Matched, request: SearchRequest) -> bool:
    """Return whether the page has documents that nearness can move."""
    is_near = count_near_strings(matched.resolved, matched.matcher) > 1
    return is_by_relevance(request) and is_near and request.offset < MAX_RERANKED


def page_body(matched: Matched, request: SearchRequest, documents: Documents) -> Json:
    """Return the search for the hits of a page, or for those that are ranked to find them."""
    first, last = request.offset, request.offset + request.size
    if reranks(matched, request):
        first, last = 0, max(last, MAX_RERANKED)
    scores = build_scores(matched.resolved, matched.conditions, documents.counts, matched.total, documents.within_limit)
    order = BY_SCORE if is_by_relevance(request) else _order(request)
    return hits_body(scored_query(matched.whole_condition, scores), first, last - first, order)


def _order(request: SearchRequest) -> Order:
    if not request.order_by:
        return [*_ORDERS[request.sort], {"key": "asc"}]
    order: Order = []
    for name in request.order_by:
        field = name.removeprefix("-")
        direction = "desc" if name.startswith("-") else "asc"
        order.append({_FIELDS.get(field, field): {"order": direction, "missing": "_last"}})
    return [*order, {"key": "asc"}]


def rank_page(matched: Matched, request: SearchRequest, documents: Documents, hits: list[Hit]) -> Page:
    """Fetch the documents of a page. ``hits`` are those that ``page_body`` finds."""
    if reranks(matched, request):
        hits = _rerank(matched, documents, hits, request.offset + request.size)[request.offset :]
    local = open_hits(matched, documents, hits)
    ids = numbers_of(local.matcher.snapshot, hits)
    score_of = {hit.key: hit.score - BASE_SCORE for hit in hits}
    return Page(local, ids, np.array([score_of[key] for key in local.matcher.snapshot.keys[ids].tolist()]))


def _rerank(matched: Matched, documents: Documents, hits: list[Hit], wanted: int) -> list[Hit]:
    """Return the first ``wanted`` hits, those before ``MAX_RERANKED`` in the order of the whole formula.

    Texts are read only as far as they can matter: a hit that lies more than ``NEARNESS_BOOST`` behind stays behind.
    """
    if len(hits) < 2:
        return hits  # as with an index on the disk: one document has none to be compared with
    block, ranked = hits[:MAX_RERANKED], list[Hit]()
    rarest = find_rarest(matched, documents.counts)
    while len(ranked) < len(block):
        part = block[len(ranked) : len(ranked) + RERANKED_AT_ONCE]
        ranked += _add_nearness(matched, documents, part, rarest)
        if len(ranked) < len(block) and _is_settled(ranked, block[len(ranked)], wanted):
            break
    ranked.sort(key=lambda hit: (-hit.score, hit.key))
    return [*ranked, *hits[MAX_RERANKED:]][:wanted]


def _add_nearness(matched: Matched, documents: Documents, hits: list[Hit], rarest: int) -> Iterator[Hit]:
    snapshot = documents.open_unscored(documents.fetch(hits, with_printed=False))
    ranker = Ranker(_matched_in(matched, documents, snapshot).matcher)
    boosts = dict(zip(snapshot.keys.tolist(), measure(ranker, matched, rarest).tolist(), strict=True))
    return (replace(hit, score=hit.score + boosts[hit.key]) for hit in hits if hit.key in boosts)


def _is_settled(ranked: list[Hit], following: Hit, wanted: int) -> bool:
    """Return whether no document from ``following`` on can be among the first ``wanted``."""
    if len(ranked) < wanted:
        return False
    last = sorted((hit.score for hit in ranked), reverse=True)[wanted - 1]
    return following.score + NEARNESS_BOOST + _ROUNDING < last


def open_hits(matched: Matched, documents: Documents, hits: list[Hit]) -> MatchedDocuments:
    """Return fetched documents as ``search.results`` takes them."""
    return _matched_in(matched, documents, documents.open_unscored(documents.fetch(hits)))


def _matched_in(matched: Matched, documents: Documents, snapshot: FetchedSnapshot) -> MatchedDocuments:
    base = matched.matcher
    matcher = FetchedMatcher(
        snapshot, documents.dictionary, base.is_exact, base.scope, base.time_limit, base.key_facets
    )
    return MatchedDocuments(matched.resolved, matcher, snapshot.live_ids, matched.added_synonyms)


def numbers_of(snapshot: Snapshot, hits: list[Hit]) -> np.ndarray:
    """Return the numbers of hits in a snapshot of them, in their order; one that was removed meanwhile is left out."""
    number_of = {key: number for number, key in enumerate(snapshot.keys.tolist())}
    return np.array([number_of[hit.key] for hit in hits if hit.key in number_of], np.int64)
