"""Order of the documents found: BM25 of the words, then boosts (docs/ranking.md)."""

from dataclasses import dataclass

import numpy as np

from search import weights
from search.chinese.needles import parse_needle
from search.index.positions import Positions, measure_spans, select_positions
from search.index.snapshot import Ids, Snapshot
from search.query.parser import And, Node, Or, Query, TextCondition
from search.results.matching import Matcher


@dataclass(slots=True)
class Ranker:
    """Scores the documents that ``matcher`` found; posting lists already read are reused."""

    matcher: Matcher

    @property
    def snapshot(self) -> Snapshot:
        """The generation of the index that the documents belong to."""
        return self.matcher.snapshot

    def scores(self, ids: Ids, query: Query, wanted: int | None = None) -> np.ndarray:
        """Return the score of each of ``ids``, in their order; higher is better.

        With ``wanted``, only so many of the best scores are complete; the others are lower in any case.
        """
        total = np.zeros(self.snapshot.size, np.float32)
        texts = query.texts()
        for text in texts:
            self._add_text(total, text)
        self._add_verbatim(total, ids, query)
        if texts and query.node:
            total[self.matcher.with_scope("title").match(query.node)] += weights.TITLE_BOOST
        static: np.ndarray = self.snapshot.static_scores(weights.KIND_BOOSTS, weights.CITATION_BOOST)
        scores: np.ndarray = total[ids] + static[ids]
        self._add_nearness(scores, ids, query, wanted)
        return scores

    def _add_text(self, total: np.ndarray, text: TextCondition) -> None:
        scope = text.scope or self.matcher.scope
        exact = self.matcher.text_postings(text)
        total[exact.ids] += exact.impacts
        words, characters = self.matcher.scored_words(text.text), parse_needle(text.text).characters
        if words and words != [characters]:
            factor = np.float32(weights.SINGLE_WORD_FACTOR if self.matcher.is_exact else 1.0)
            for word in words:
                postings = self.snapshot.postings(scope, word)
                total[postings.ids] += postings.impacts * factor
        elif text.text.isascii():
            total[self.snapshot.postings(scope, characters).ids] += weights.WHOLE_NUMBER_BOOST

    def _add_verbatim(self, total: np.ndarray, ids: Ids, query: Query) -> None:
        if not query.verbatim:
            return
        matching = self.matcher.match_whole(query).ids
        if len(matching) < len(ids):  # otherwise every document gets the boost, and the order stays
            total[matching] += weights.VERBATIM_BOOST

    def _add_nearness(self, scores: np.ndarray, ids: Ids, query: Query, wanted: int | None) -> None:
        """Add to each document a boost by the shortest stretch of its text that meets every condition of the query."""
        node = query.node
        conditions = node.parts if isinstance(node, And) else (node,) if node else ()
        lists = [positions for condition in conditions for positions in self._condition_positions(condition)]
        if len(lists) < 2 or len(ids) < 2 or not all(map(len, lists)):
            return
        rarest, *others = sorted(lists, key=len)
        competing = select_competing(scores, scores + self._least_boosts(ids, query), wanted, weights.NEARNESS_BOOST)
        documents = ids[competing]
        positions, owners = select_positions(
            rarest, self.snapshot.starts[documents], self.snapshot.starts[documents + 1]
        )
        if not len(positions):
            return
        firsts = np.concatenate([[0], (owners[1:] != owners[:-1]).nonzero()[0] + 1])
        nearest = np.minimum.reduceat(measure_spans(positions, others), firsts)
        scores[competing[owners[firsts]]] += _boost_nearness(nearest)

    def _least_boosts(self, ids: Ids, query: Query) -> np.ndarray:
        """Return the least that nearness adds to each document: its words are near where it has the query verbatim.

        Numbers and Latin words are not looked at, because the query can begin or end within one of a document.
        """
        length = len(parse_needle(query.verbatim).characters)
        if not query.is_plain or any(map(str.isascii, query.verbatim)):
            return np.zeros(1, np.float32)
        least = _boost_nearness(np.array([length], np.float32))
        matching = self.matcher.match_whole(query).ids
        return least if len(matching) == len(ids) else self.matcher.contains(matching, ids) * least

    def _condition_positions(self, condition: Node) -> list[Positions]:
        """Return the positions of the strings that a condition requires; one list for alternatives."""
        if isinstance(condition, Or):
            lists = [positions for part in condition.parts for positions in self._condition_positions(part)]
            return [np.sort(np.concatenate(lists), kind="stable")] if lists else []
        if not isinstance(condition, TextCondition):
            return []
        scope = condition.scope or self.matcher.scope
        if not self.matcher.is_fuzzy(condition):
            return [self.matcher.text_positions(condition)]
        return [self.snapshot.positions(scope, word) for word in self.matcher.content_words(condition.text)]


def _boost_nearness(distances: np.ndarray) -> np.ndarray:
    boosts: np.ndarray = np.float32(weights.NEARNESS_BOOST) / (1 + distances / np.float32(weights.NEARNESS_SPAN))
    return boosts


def select_competing(scores: np.ndarray, least: np.ndarray, wanted: int | None, boost: float) -> np.ndarray:
    """Return the indices of the scores that can be among the ``wanted`` best after a boost of at most ``boost``.

    ``least`` are the lowest values that the scores can have after it.

    >>> scores = np.array([9.0, 1.0, 5.0, 4.9])
    >>> select_competing(scores, scores, 1, 4.0).tolist(), select_competing(scores, scores + 1, 1, 4.0).tolist()
    ([0, 2], [0])
    """
    if wanted is None or wanted >= len(scores):
        return np.arange(len(scores))
    at = len(scores) - wanted
    competing: np.ndarray = (scores >= np.partition(least, at)[at] - boost).nonzero()[0]
    return competing


def rank_indices(keys: np.ndarray, first: int, last: int) -> np.ndarray:
    """Return the indices of ``keys`` that have ranks ``first`` to ``last`` (exclusive), the highest key first.

    Equal keys keep their order. The order is the same for every page of one generation of the index, so that no
    document is skipped or repeated from one page to the next.

    >>> rank_indices(np.array([1.0, 3.0, 2.0, 3.0]), 0, 3).tolist()
    [1, 3, 2]
    """
    size = len(keys)
    last = min(last, size)
    if first >= last:
        return np.empty(0, np.int64)
    least = np.partition(keys, size - last)[size - last]
    best = (keys >= least).nonzero()[0]
    ranked: np.ndarray = best[(-keys[best]).argsort(kind="stable")]
    return ranked[first:last]
