"""Order of the documents found.

The cluster ranks all of them by everything but nearness. Where nearness counts, the texts of the first
``RERANKED`` documents are read and ranked by the whole formula (docs/decisions/opensearch.md).
"""

from dataclasses import dataclass

import numpy as np

from search.index.snapshot import Snapshot
from search.opensearch_engine.cluster import Json
from search.opensearch_engine.documents import BY_SCORE, Documents, Hit, Order, hits_body, scored_query
from search.opensearch_engine.fetched import FetchedMatcher
from search.opensearch_engine.matching import Matched, count_near_strings
from search.opensearch_engine.scoring import BASE_SCORE, build_scores
from search.protocol.request import SearchRequest
from search.results.ranking import Ranker
from search.results.run import MatchedDocuments

RERANKED = 100  # documents ranked by nearness too
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
    return is_by_relevance(request) and is_near and request.offset < RERANKED


def page_body(matched: Matched, request: SearchRequest, documents: Documents) -> Json:
    """Return the search for the hits of a page, or for those that are ranked to find them."""
    first, last = request.offset, request.offset + request.size
    if reranks(matched, request):
        first, last = 0, max(last, RERANKED)
    if not is_by_relevance(request):
        return hits_body(matched.whole_condition, first, last - first, _order(request))
    scores = build_scores(matched.resolved, matched.conditions, documents.counts, matched.total)
    return hits_body(scored_query(matched.whole_condition, scores), first, last - first, BY_SCORE)


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
    """Fetch the documents of a page and score them. ``hits`` are those that ``page_body`` finds."""
    if reranks(matched, request):
        return _rerank(matched, request, documents, hits)
    local = open_hits(matched, documents, hits)
    ids = numbers_of(local.matcher.snapshot, hits)
    if not is_by_relevance(request):
        return Page(local, ids, Ranker(local.matcher).scores(ids, local.query))
    score_of = {hit.key: hit.score - BASE_SCORE for hit in hits}
    return Page(local, ids, np.array([score_of[key] for key in local.matcher.snapshot.keys[ids].tolist()]))


def _rerank(matched: Matched, request: SearchRequest, documents: Documents, hits: list[Hit]) -> Page:
    first, last = request.offset, request.offset + request.size
    competing = hits[:RERANKED]
    later = hits[RERANKED:last]
    local = open_hits(matched, documents, [*competing, *later])
    snapshot = local.matcher.snapshot
    ids = np.sort(numbers_of(snapshot, competing))
    scores = Ranker(local.matcher).scores(ids, local.query)
    order = (-scores).argsort(kind="stable")
    later_ids = numbers_of(snapshot, later)
    later_scores = np.array([hit.score - BASE_SCORE for hit in later][: len(later_ids)])
    all_ids = np.concatenate([ids[order], later_ids])
    all_scores = np.concatenate([scores[order], later_scores])
    return Page(local, all_ids[first:last], all_scores[first:last])


def open_hits(matched: Matched, documents: Documents, hits: list[Hit]) -> MatchedDocuments:
    """Return fetched documents as ``search.results`` takes them."""
    snapshot = documents.open(documents.fetch(hits))
    base = matched.matcher
    matcher = FetchedMatcher(
        snapshot, documents.dictionary, base.is_exact, base.scope, base.time_limit, base.key_facets
    )
    return MatchedDocuments(matched.resolved, matcher, snapshot.live_ids, matched.added_synonyms)


def numbers_of(snapshot: Snapshot, hits: list[Hit]) -> np.ndarray:
    """Return the numbers of hits in a snapshot of them, in their order; one that was removed meanwhile is left out."""
    number_of = {key: number for number, key in enumerate(snapshot.keys.tolist())}
    return np.array([number_of[hit.key] for hit in hits if hit.key in number_of], np.int64)
