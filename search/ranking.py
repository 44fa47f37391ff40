"""Which documents come first: words weighed by BM25, then what a reader of resolutions expects."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.analysis import cut
from search.language import Text
from search.matching import Matcher
from search.snapshot import Ids, Snapshot

VERBATIM = 100.0  # the whole query as typed stands above anything else
WHOLE_NUMBER = 40.0  # a number by itself stands above the same digits inside a longer number
IN_TITLE = 8.0
KIND_BONUS = {"resolution": 1.5, "statement": 1.0, "charter": 1.0, "repertoire": -0.5}
CITED_BONUS = 0.35  # times log(1 + citations): a mild help, a tenth of a rare word at most


@dataclass(slots=True)
class Ranker:
    matcher: Matcher

    @property
    def snapshot(self) -> Snapshot:
        return self.matcher.snapshot

    def scores(self, ids: Ids, texts: Iterable[Text], verbatim: str) -> np.ndarray:
        """A score for each of ``ids``."""
        total = np.zeros(self.snapshot.size, np.float32)
        for text in texts:
            self._add_words(total, text)
        self._add_verbatim(total, ids, verbatim)
        return total[ids] + self._standing(ids)

    def _add_words(self, total: np.ndarray, text: Text) -> None:
        scope = text.scope or self.matcher.scope
        for word in cut(text.text, self.matcher.dictionary):
            found = self.snapshot.postings(scope, word)
            total[found.ids] += found.impacts
        if text.text.isascii() and text.text.isalnum():
            total[self.snapshot.postings(scope, text.text).ids] += WHOLE_NUMBER

    def _add_verbatim(self, total: np.ndarray, ids: Ids, verbatim: str) -> None:
        if not verbatim:
            return
        whole = self.matcher.string(verbatim, self.matcher.scope)
        if len(whole) < len(ids):
            total[whole] += VERBATIM
        total[self.matcher.string(verbatim, "title")] += IN_TITLE

    def _standing(self, ids: Ids) -> np.ndarray:
        bonus = CITED_BONUS * np.log1p(self.snapshot.cited[ids])
        for kind, value in KIND_BONUS.items():
            flags = np.zeros(self.snapshot.size, np.float32)
            flags[self.snapshot.raw(("kind",), kind)[0]] = value
            bonus = bonus + flags[ids]
        return bonus


def order(keys: np.ndarray, first: int, last: int) -> np.ndarray:
    """The positions of ranks ``first`` to ``last`` (exclusive), highest key first, ties by position.

    The same for every page of one generation, so that pages neither skip nor repeat.
    """
    size = len(keys)
    last = min(last, size)
    if first >= last:
        return np.empty(0, np.int64)
    least = np.partition(keys, size - last)[size - last]
    best = np.flatnonzero(keys >= least)
    return best[np.argsort(-keys[best], kind="stable")][first:last]
