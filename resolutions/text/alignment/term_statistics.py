"""Statistics of terms in two languages, learnt from pairs of passages (IBM Model 1: Brown and others, 1993)."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from resolutions.text.fold import fold_variants
from resolutions.text.han import HAN

_HAN_RUN = re.compile(f"{HAN.pattern}+")
_WORD = re.compile(r"[a-z]+")
_ENDINGS = re.compile(r"(?:'s|ies|ing|ed|es|s|e)$")
_ROUNDS = 6
_NOTHING = ""  # the Chinese word of an English one that nothing translates
_FLOOR = 1e-4
_MOST = 6.0  # log odds that one word can weigh


@dataclass(frozen=True, slots=True)
class TermStatistics:
    """Probabilities of English words by Chinese pairs of characters; ``common`` are those of English words alone."""

    given: Mapping[str, Mapping[str, float]]
    common: Mapping[str, float]

    def score(self, chinese: str, english: str) -> float:
        """Return the mean log odds of the English words given the Chinese ones; 0 for words nobody knows."""
        pairs, words = split_chinese(chinese), split_english(english)
        known = [word for word in words if word in self.common]
        if not pairs or not known:
            return 0.0
        tables = [table for pair in (*pairs, _NOTHING) if (table := self.given.get(pair))]
        odds = 0.0
        for word in known:
            expected = max((table.get(word, 0.0) for table in tables), default=0.0)
            odds += max(-_MOST, min(_MOST, math.log((expected + _FLOOR) / (self.common[word] + _FLOOR))))
        return odds / len(known)


def learn_terms(pairs: Iterable[tuple[str, str]]) -> TermStatistics:
    """Learn from pairs of a Chinese and an English passage.

    >>> learnt = learn_terms([("决议", "resolution"), ("决议 报告", "resolution report"), ("报告", "report")])
    >>> learnt.score("报告", "report") > learnt.score("报告", "resolution")
    True
    """
    corpus = [(sorted({*split_chinese(chinese), _NOTHING}), split_english(english)) for chinese, english in pairs]
    totals: Counter[str] = Counter(word for _, words in corpus for word in words)
    size = totals.total() or 1
    common = {word: count / size for word, count in totals.items()}
    given: dict[str, dict[str, float]] = {}
    for _ in range(_ROUNDS):
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for sources, words in corpus:
            for word in words:
                shares = [given[source].get(word, 0.0) if given else 1.0 for source in sources]
                whole = sum(shares) or 1.0
                for source, share in zip(sources, shares, strict=True):
                    if share > _FLOOR * whole:
                        counts[source][word] += share / whole
        given = {source: _normalize(found) for source, found in counts.items()}
    return TermStatistics(given, common)


def _normalize(counts: Mapping[str, float]) -> dict[str, float]:
    whole = sum(counts.values())
    return {word: count / whole for word, count in counts.items()}


def split_chinese(text: str) -> list[str]:
    """Return the pairs of neighbouring Chinese characters.

    >>> split_chinese("各项決議")
    ['各项', '项决', '决议']
    """
    runs = _HAN_RUN.findall(fold_variants(text))
    return [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]


def split_english(text: str) -> list[str]:
    """Return the words of an English passage in lower case, without common endings.

    >>> split_english("Recalling its resolutions")
    ['recall', 'its', 'resolution']
    """
    return [_ENDINGS.sub("", word) if len(word) > 4 else word for word in _WORD.findall(text.lower())]
