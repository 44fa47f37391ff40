"""Association of a term with word groups of the other language, counted in pairs of paragraphs.

Dice (1945) is the share of common occurrences, the log-likelihood ratio (Dunning 1993) tells how improbable they are by
chance. Both are shown with the counts that they come from.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from resolutions.terms.grams import is_cut_off, is_part

MIN_BOTH = 2  # pairs of paragraphs; one pair holds too many words that could be the rendering
MIN_DICE = 0.35
MIN_LIKELIHOOD = 10.83  # of chi square with one degree of freedom: less than one in a thousand by chance
MAX_CANDIDATES = 5
_ALWAYS = 0.9  # share of its paragraphs in which a group is part of a longer one, and so no term by itself
_MIN_SHARE = 0.25  # of the paragraphs of the term that have the group
_MOST_COUNTED = 300  # groups that are counted everywhere
# Chinese characters for one English word that is not common, and the spread of the logarithm, chosen on the part
# ``tune`` of ``bench.terms``: of groups that occur alike, the one as long as the term is its rendering.
_CHARACTERS_PER_WORD, _SPREAD = 2.1, 0.8


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of pairs of paragraphs: with both, with the term, with its rendering, and of all."""

    both: int
    source: int
    target: int
    total: int

    @property
    def dice(self) -> float:
        """The share of common occurrences, from 0 to 1.

        >>> Counts(both=4, source=4, target=6, total=100).dice
        0.8
        """
        return 2 * self.both / (self.source + self.target) if self.source + self.target else 0.0

    @property
    def likelihood(self) -> float:
        """The log-likelihood ratio; 0 where the two occur together less often than by chance.

        >>> round(Counts(both=4, source=4, target=6, total=100).likelihood, 1)
        26.0
        """
        cells = (
            (self.both, self.source, self.target),
            (self.source - self.both, self.source, self.total - self.target),
            (self.target - self.both, self.total - self.source, self.target),
            (self.total - self.source - self.target + self.both, self.total - self.source, self.total - self.target),
        )
        ratio = 2 * sum(n * math.log(n * self.total / (row * column)) for n, row, column in cells if n > 0)
        return ratio if self.both * self.total > self.source * self.target else 0.0

    @property
    def is_significant(self) -> bool:
        """True if the rendering may be shown as a candidate."""
        return self.both >= MIN_BOTH and self.dice >= MIN_DICE and self.likelihood >= MIN_LIKELIHOOD


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word group as it is compared (``key``), with its counts."""

    key: str
    counts: Counts


def propose_renderings(
    paragraphs: Iterable[Iterable[str]],
    count: Callable[[Sequence[str]], Sequence[Counts]],
    weigh: Callable[[str], float],
) -> list[Candidate]:
    """Return the word groups that go with a term, the best first.

    ``paragraphs`` are the groups of each paragraph beside one with the term; ``count`` counts groups in all pairs,
    ``weigh`` says how well the length of a group fits that of the term. Of two groups one of which is part of the
    other, the better is kept.
    """
    tally: Counter[str] = Counter()
    rows = 0
    for groups in paragraphs:
        tally.update(set(groups))
        rows += 1
    least = max(MIN_BOTH, math.ceil(_MIN_SHARE * rows))
    frequent = [group for group, number in tally.items() if number >= least]
    frequent.sort(key=lambda group: (-tally[group] * weigh(group), group))
    frequent = frequent[:_MOST_COUNTED]
    found = [Candidate(key, counts) for key, counts in zip(frequent, count(frequent), strict=True)]
    found = [one for one in found if one.counts.is_significant]
    found.sort(key=lambda one: (-one.counts.dice * weigh(one.key), one.key))
    return _drop_parts(found)[:MAX_CANDIDATES]


def fit_lengths(characters: int, words: int) -> float:
    """Return the fit of the lengths of a Chinese and an English term, 1 for the ratio of most terms.

    >>> fit_lengths(4, 2) > fit_lengths(4, 1) > fit_lengths(4, 6)
    True
    """
    distance = math.log(max(1, characters) / max(1, words) / _CHARACTERS_PER_WORD) / _SPREAD
    return math.exp(-0.5 * distance * distance)


def _drop_parts(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drop groups that hardly occur outside of a longer one; then those that are part of a better one, or hold it."""
    whole = [
        one
        for one in candidates
        if not any(
            other.counts.target >= _ALWAYS * one.counts.target and is_cut_off(one.key, other.key)
            for other in candidates
        )
    ]
    kept: list[Candidate] = []
    for one in whole:
        if not any(is_part(one.key, other.key) or is_part(other.key, one.key) for other in kept):
            kept.append(one)
    return kept
