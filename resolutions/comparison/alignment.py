"""Alignment of the paragraphs of two texts by similarity."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.comparison.bare_text import keep_words

# From 0.30 on one paragraph reuses the other, below only phrases are shared by chance. All pairs of the three
# resolutions in fixtures/texts were reviewed (0.30: 2382(2017) §16(f) and 2553(2020) §21; 0.26: no reuse).
MIN_ALIGNMENT_SIMILARITY = 0.3


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """Indexes into the left and right list; None where a paragraph has no counterpart.

    ``similarity`` is 0 to 1. ``is_moved`` is True when the left paragraph comes earlier in its text than one already
    aligned.
    """

    left: int | None
    right: int | None
    similarity: float = 0.0
    is_moved: bool = False


def align_paragraphs(left: Sequence[str], right: Sequence[str]) -> list[AlignedPair]:
    """Return pairs of similar paragraphs in the order of ``right``.

    A left paragraph without counterpart follows the pair of the paragraph before it.

    >>> [(pair.left, pair.right) for pair in align_paragraphs(["甲乙丙丁", "春夏秋冬"], ["东南西北", "甲乙丙丁"])]
    [(None, 0), (0, 1), (1, None)]

    """
    matches = _matches(left, right)
    by_right = {j: (i, score) for i, j, score in matches}
    pairs: list[AlignedPair] = []
    furthest = -1
    for j in range(len(right)):
        i, score = by_right.get(j, (None, 0.0))
        pairs.append(AlignedPair(i, j, score, i is not None and i < furthest))
        furthest = max(furthest, -1 if i is None else i)
    return _with_dropped(pairs, len(left))


def dice_similarity(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of character bigrams that two texts have in common, 0 to 1 (Sørensen–Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def character_bigrams(text: str) -> Counter[str]:
    """Count the bigrams of a text; white space, punctuation and script are ignored."""
    bare = keep_words(text)
    return Counter(map("".join, pairwise(bare)))


def _matches(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return (left, right, similarity) from the most similar pair on; each paragraph is in one pair at most."""
    lefts = [character_bigrams(text) for text in left]
    totals = [counts.total() for counts in lefts]
    where = _holders(lefts)
    scored = []
    for j, text in enumerate(right):
        counts = character_bigrams(text)
        total = counts.total()
        for i, common in _in_common(counts, where).items():
            if (score := 2 * common / (totals[i] + total)) >= MIN_ALIGNMENT_SIMILARITY:
                scored.append((score, i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    matches = []
    for score, i, j in sorted(scored, key=lambda item: (-item[0], abs(item[1] - item[2]), item[1])):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            matches.append((i, j, score))
    return matches


def _holders(texts: Sequence[Counter[str]]) -> dict[str, list[tuple[int, int]]]:
    """Return for each bigram the texts that contain it with the count, so that unrelated texts are never compared."""
    where: dict[str, list[tuple[int, int]]] = {}
    for number, counts in enumerate(texts):
        for pair, count in counts.items():
            where.setdefault(pair, []).append((number, count))
    return where


def _in_common(counts: Counter[str], where: dict[str, list[tuple[int, int]]]) -> dict[int, int]:
    """Return the number of bigrams in common with each text in ``where``."""
    common: dict[int, int] = {}
    for pair, count in counts.items():
        for number, other in where.get(pair, ()):
            common[number] = common.get(number, 0) + min(count, other)
    return common


def _with_dropped(pairs: list[AlignedPair], count: int) -> list[AlignedPair]:
    """Insert each left paragraph without counterpart behind the pair of the paragraph before it."""
    matched = {pair.left for pair in pairs}
    for i in (i for i in range(count) if i not in matched):
        before = next((n for n, pair in enumerate(pairs) if pair.left == i - 1), -1) if i else -1
        pairs.insert(before + 1, AlignedPair(i, None))
    return pairs
