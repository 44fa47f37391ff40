"""Set operations on positions: ascending arrays of character offsets in all folded texts of an index."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Positions: TypeAlias = np.ndarray
NO_POSITIONS: Positions = np.empty(0, np.uint32)
MAX_LOOKUP_POSITIONS = 256  # so few are looked up faster by binary search than by a merge
LOOKUP_LENGTH_RATIO = 8  # in an array this many times longer, binary search is faster again


def intersect_phrase_positions(terms: Sequence[tuple[Positions, int]]) -> Positions:
    """Return the positions at which every term occurs at its offset from the position.

    The positions of the rarest term are intersected with those of the others, the rarer first.

    >>> intersect_phrase_positions([(np.array([3, 8, 20]), 0), (np.array([5, 12, 22]), 2)]).tolist()
    [3, 20]
    """
    if not terms:
        return NO_POSITIONS
    (rarest, offset), *others = sorted(terms, key=lambda term: len(term[0]))
    first = rarest.searchsorted(rarest.dtype.type(offset))  # a number of another type would copy the whole array
    matches = rarest[first:] - offset if offset else rarest
    for positions, offset in others:
        if not len(matches):
            break
        matches = _intersect(matches + offset, positions) - offset if offset else _intersect(matches, positions)
    return matches


def _intersect(wanted: Positions, positions: Positions) -> Positions:
    """Return the common values of two ascending arrays without duplicates."""
    if len(wanted) > MAX_LOOKUP_POSITIONS and len(positions) < LOOKUP_LENGTH_RATIO * len(wanted):
        both = np.concatenate([wanted, positions])
        both.sort(kind="stable")  # a merge, because both halves are sorted
        is_common: np.ndarray = both[1:] == both[:-1]
        common: Positions = both[1:][is_common]
        return common
    if not len(positions):
        return positions
    found: Positions = wanted[positions.take(positions.searchsorted(wanted), mode="clip") == wanted]
    return found


def select_positions(positions: Positions, starts: np.ndarray, ends: np.ndarray) -> tuple[Positions, np.ndarray]:
    """Return the positions inside the ranges, ascending, and for each the index of its range; ends are exclusive.

    >>> [part.tolist() for part in select_positions(np.array([1, 5, 6, 9]), np.array([0, 6]), np.array([3, 10]))]
    [[1, 6, 9], [0, 1, 1]]
    """
    lows = positions.searchsorted(starts)
    counts = positions.searchsorted(ends) - lows
    owners = np.arange(len(counts)).repeat(counts)
    before = counts.cumsum() - counts
    selected: Positions = positions[np.arange(len(owners)) + (lows - before)[owners]]
    return selected, owners


def measure_spans(positions: Positions, lists: Sequence[Positions]) -> np.ndarray:
    """Return for each of ``positions`` the distance to the farthest of other terms.

    Of each term in ``lists`` the occurrence nearest to the position counts. All ``lists`` have a position.

    >>> measure_spans(np.array([5, 100]), [np.array([7, 30, 60, 101])]).tolist()
    [2, 1]
    """
    unsigned = np.dtype(f"u{max(each.itemsize for each in (positions, *lists))}")
    positions = positions.astype(unsigned, copy=False)
    spans = np.zeros(len(positions), unsigned)
    for others in lists:
        others = others.astype(unsigned, copy=False)
        right = others.searchsorted(positions)
        # Before the first and after the last position the difference is negative: it wraps and is not the smaller one.
        after = others.take(right, mode="clip") - positions
        before = positions - others.take(right - 1, mode="clip")
        np.maximum(spans, np.minimum(after, before, out=after), out=spans)
    return spans
