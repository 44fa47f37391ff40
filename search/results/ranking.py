"""Which documents come first: words weighed by BM25, then what a reader of resolutions expects."""

from dataclasses import dataclass

import numpy as np

from search.index.snapshot import Ids, Snapshot
from search.query.parser import Query, TextCondition
from search.results.matching import Matcher

VERBATIM_BOOST = 100.0  # the whole query as typed stands above anything else
WHOLE_NUMBER_BOOST = 40.0  # a number by itself stands above the same digits inside a longer number
TITLE_BOOST = 8.0  # all that was asked for stands in title and agenda item
SINGLE_WORD_BOOST = 0.3  # beside a string found as typed, its single words count little
KIND_BOOSTS = {"resolution": 1.5, "statement": 1.0, "charter": 1.0, "repertoire": -0.5}
CITATION_BOOST = 0.35  # times log(1 + citations): a mild help, a tenth of a rare word at most


@dataclass(slots=True)
class Ranker:
    matcher: Matcher

    @property
    def snapshot(self) -> Snapshot:
        return self.matcher.snapshot

    def scores(self, ids: Ids, query: Query) -> np.ndarray:
        """A score for each of ``ids``."""
        total = np.zeros(self.snapshot.size, np.float32)
        texts = query.texts()
        for text in texts:
            self._add_text(total, text)
        self._add_verbatim(total, ids, query.verbatim)
        if texts and query.node:
            total[self.matcher.within("title").match(query.node)] += TITLE_BOOST
        return total[ids] + self._standing(ids)

    def _add_text(self, total: np.ndarray, text: TextCondition) -> None:
        scope = text.scope or self.matcher.scope
        whole = self.matcher.string(text.text, scope, text.is_prefix)
        total[whole.ids] += whole.impacts
        words = self.matcher.parts(text.text)
        if words and words != [text.text]:
            for word in words:
                found = self.snapshot.postings(scope, word)
                total[found.ids] += found.impacts * np.float32(SINGLE_WORD_BOOST if self.matcher.is_exact else 1.0)
        elif text.text.isascii():
            total[self.snapshot.postings(scope, text.text).ids] += WHOLE_NUMBER_BOOST

    def _add_verbatim(self, total: np.ndarray, ids: Ids, verbatim: str) -> None:
        if not verbatim:
            return
        whole = self.matcher.string(verbatim, self.matcher.scope).ids
        if len(whole) < len(ids):
            total[whole] += VERBATIM_BOOST

    def _standing(self, ids: Ids) -> np.ndarray:
        return self.snapshot.static_scores(KIND_BOOSTS, CITATION_BOOST)[ids]


def rank_indices(keys: np.ndarray, first: int, last: int) -> np.ndarray:
    """The positions of ranks ``first`` to ``last`` (exclusive), highest key first, ties by position.

    The same for every page of one generation, so that pages neither skip nor repeat.
    """
    size = len(keys)
    last = min(last, size)
    if first >= last:
        return np.empty(0, np.int64)
    least = np.partition(keys, size - last)[size - last]
    best = (keys >= least).nonzero()[0]
    return best[(-keys[best]).argsort(kind="stable")][first:last]
