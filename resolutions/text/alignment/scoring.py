"""Score of a Chinese and an English passage as a pair: log odds, larger for passages that say the same."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from resolutions.text.alignment.features import Features, read_features
from resolutions.text.alignment.term_statistics import TermStatistics
from resolutions.text.fold import fold_variants

# Of English characters for one Chinese character, without blanks, in 60 texts of the United Nations: mean and spread
# of the logarithm, and what the chances of a short text add to its variance.
_LENGTH_RATIO, _SPREAD, _CHANCE = 1.22, 0.28, 4.0
_CITATION, _LONG_NUMBER, _NUMBER, _DIGIT, _MONTH, _NAME = 6.0, 4.5, 3.0, 1.2, 2.0, 3.5
_MISSING = 0.45  # share of its weight that a sign of one passage costs when the other lacks it
_TERM, _ABSENT_TERM = 3.0, 0.4
_STATISTICS = 6.0
_SHORTEST_TERM = 2  # Chinese characters


@dataclass(frozen=True)
class PairScorer:
    """``terms`` are English names in lower case with their Chinese, ``statistics`` learnt from other texts."""

    terms: Mapping[str, str] = field(default_factory=dict)
    statistics: TermStatistics | None = None

    def score(self, chinese: str, english: str) -> float:
        """Return the log odds that the passages are a pair, by length and all signs."""
        one, other = _features(chinese, "zh"), _features(english, "en")
        total = score_length(one.length, other.length) + _score_signs(one, other)
        if self.terms:
            total += self._score_terms(chinese, english)
        if self.statistics:
            total += _STATISTICS * self.statistics.score(chinese, english)
        return total

    def score_all(self, chinese: Sequence[str], english: Sequence[str]) -> list[list[float]]:
        """Return the scores of each Chinese passage (row) with each English one (column)."""
        return [[self.score(one, other) for other in english] for one in chinese]

    def _score_terms(self, chinese: str, english: str) -> float:
        folded, lowered = fold_variants(chinese), f" {' '.join(english.lower().split())} "
        total = 0.0
        for name, translation in self.terms.items():
            if name in lowered and len(translation) >= _SHORTEST_TERM:
                total += _TERM if translation in folded else -_ABSENT_TERM
        return total


def score_length(chinese: int, english: int) -> float:
    """Return the log odds of two lengths in characters without blanks, at most 0.

    >>> score_length(100, 340) > score_length(100, 100)
    True
    """
    if not chinese or not english:
        return -8.0
    variance = _SPREAD * _SPREAD + _CHANCE / chinese
    distance = math.log(english / chinese) - _LENGTH_RATIO
    return max(-8.0, -0.5 * distance * distance / variance)


@lru_cache(maxsize=4096)
def _features(text: str, language: str) -> Features:
    return read_features(text, language)


def _score_signs(one: Features, other: Features) -> float:
    return (
        _compare(one.citations, other.citations, {"": _CITATION})
        + _compare(one.numbers, other.numbers, {})
        + _NAME * sum(min(count, other.latin[word]) for word, count in one.latin.items())
        - _MISSING * _NAME * sum(word not in other.latin for word in one.latin)
    )


def _compare(one: Counter[str], other: Counter[str], weights: Mapping[str, float]) -> float:
    """Return the weight of the signs that both have, less that of those which one lacks."""
    fixed = weights.get("")
    shared, apart = one & other, (one - other) + (other - one)
    gain = sum(count * (fixed or _weigh_number(sign)) for sign, count in shared.items())
    return gain - _MISSING * sum(count * (fixed or _weigh_number(sign)) for sign, count in apart.items())


def _weigh_number(sign: str) -> float:
    if sign.startswith("m"):
        return _MONTH
    return _DIGIT if len(sign) == 1 else _NUMBER if len(sign) == 2 else _LONG_NUMBER
