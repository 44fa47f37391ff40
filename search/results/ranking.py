"""Order of the documents found: BM25 of the words, then boosts (docs/ranking.md)."""

import re
from dataclasses import dataclass

import numpy as np

from search import weights
from search.chinese.needles import parse_needle
from search.index.positions import Positions
from search.index.snapshot import NO_IDS, Ids
from search.kernels.plain import ScoreParts
from search.query.parser import And, Node, Or, Query, TextCondition
from search.results.matching import Matcher
from search.results.verbatim import finds_verbatim

_HAS_ASCII = re.compile(r"[\0-\x7f]").search


@dataclass(slots=True)
class Ranker:
    """Scores the documents that ``matcher`` found; posting lists already read are reused."""

    matcher: Matcher

    def scores(self, ids: Ids, query: Query, wanted: int | None = None) -> np.ndarray:
        """Return the score of each of ``ids``, in their order; higher is better.

        With ``wanted``, only so many of the best scores are complete; the others are lower in any case.
        """
        snapshot, texts = self.matcher.snapshot, query.texts()
        parts: ScoreParts = []
        for text in texts:
            self._add_text(parts, text)
        if query.verbatim:
            matching = self.matcher.match_whole(query).ids
            if len(matching) < len(ids):  # otherwise every document gets the boost, and the order stays
                parts.append((matching, None, weights.VERBATIM_BOOST))
        if texts and query.node:
            parts.append((self.matcher.with_scope("title").match(query.node), None, weights.TITLE_BOOST))
        static = snapshot.static_scores(weights.KIND_BOOSTS, weights.CITATION_BOOST)
        scores = snapshot.kernels.sum_scores(ids, parts, static)
        self._add_nearness(scores, ids, query, wanted)
        return scores

    def _add_text(self, parts: ScoreParts, text: TextCondition) -> None:
        scope = text.scope or self.matcher.scope
        exact = self.matcher.text_postings(text)
        parts.append((exact.ids, exact.impacts, 1.0))
        words, characters = self.matcher.scored_words(text.text), parse_needle(text.text).characters
        if words and words != [characters]:
            factor = weights.SINGLE_WORD_FACTOR if self.matcher.is_exact else 1.0
            for word in words:
                postings = self.matcher.postings(scope, word)
                parts.append((postings.ids, postings.impacts, factor))
        elif text.text.isascii():
            parts.append((self.matcher.postings(scope, characters).ids, None, weights.WHOLE_NUMBER_BOOST))

    def _add_nearness(self, scores: np.ndarray, ids: Ids, query: Query, wanted: int | None) -> None:
        """Add to each document a boost by the shortest stretch of its text that meets every condition of the query."""
        if len(ids) < 2:
            return
        node = query.node
        conditions = node.parts if isinstance(node, And) else (node,) if node else ()
        terms = [strings for condition in conditions for strings in self._condition_terms(condition)]
        if len(terms) < 2 or not all(any(map(len, strings)) for strings in terms):
            return
        snapshot = self.matcher.snapshot
        if query.verbatim and not finds_verbatim(query, self.matcher):
            self._add_nearness_of_whole(scores, ids, list(map(self._merge, terms)))
            return
        snapshot.kernels.add_nearness(
            scores,
            ids,
            terms,
            snapshot.starts,
            -1 if wanted is None else wanted,
            self._ids_near(query),
            len(parse_needle(query.verbatim).characters),
            weights.NEARNESS_BOOST,
            weights.NEARNESS_SPAN,
        )

    def _add_nearness_of_whole(self, scores: np.ndarray, ids: Ids, lists: list[Positions]) -> None:
        """Add the boost to the documents that have every string; the others contain the query as typed alone.

        For 海盗 - these are documents with 海盗 and without the sign; the nearest one would be in another document.
        """
        snapshot, near = self.matcher.snapshot, ids
        for positions in lists:
            owners = np.unique(snapshot.starts.searchsorted(positions, "right") - 1)
            near = self.matcher.intersect([near, owners])
        of_near = np.zeros(len(near), np.float32)
        weight, span, terms = weights.NEARNESS_BOOST, weights.NEARNESS_SPAN, [[positions] for positions in lists]
        snapshot.kernels.add_nearness(of_near, near, terms, snapshot.starts, -1, NO_IDS, 0, weight, span)
        scores[ids.searchsorted(near)] += of_near

    def _ids_near(self, query: Query) -> Ids:
        """Return documents in which the words are as near as in the query: those that have it verbatim.

        Numbers and Latin words are not looked at, because the query can begin or end within one of a document.
        """
        if not query.is_plain or _HAS_ASCII(query.verbatim):
            return NO_IDS
        return self.matcher.match_whole(query).ids

    def condition_positions(self, condition: Node) -> list[Positions]:
        """Return the positions of the strings that a condition requires; one list for alternatives."""
        return list(map(self._merge, self._condition_terms(condition)))

    def _condition_terms(self, condition: Node) -> list[list[Positions]]:
        """Return the terms that a condition requires: the positions of each of the strings that stand for it."""
        if isinstance(condition, Or):
            terms = [strings for part in condition.parts for strings in self._condition_terms(part)]
            return [[positions for strings in terms for positions in strings]] if terms else []
        if not isinstance(condition, TextCondition):
            return []
        if not self.matcher.is_fuzzy(condition):
            return [[self.matcher.text_positions(condition)]]
        scope, words = condition.scope or self.matcher.scope, self.matcher.content_words(condition.text)
        return [[self.matcher.snapshot.positions(scope, word)] for word in words]

    def _merge(self, strings: list[Positions]) -> Positions:
        return strings[0] if len(strings) == 1 else self.matcher.snapshot.kernels.merge_positions(strings)


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
