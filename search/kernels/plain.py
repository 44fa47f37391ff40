"""The kernels in numpy: what a query does with whole arrays of documents and positions.

``compiled.pyx`` has the same functions as loops of the machine. All arrays ascend unless they are scores.
"""

from math import log
from typing import TypeAlias

import numpy as np

NAME = "numpy"
MAX_LOOKUP_POSITIONS = 256  # so few are looked up faster by binary search than by a merge
LOOKUP_LENGTH_RATIO = 8  # in an array this many times longer, binary search is faster again
_ROUNDING = 0.01  # more than a score of 32 bits is rounded by

Pairs: TypeAlias = tuple[np.ndarray, np.ndarray]  # of equal length
Terms: TypeAlias = list[tuple[np.ndarray, int]]  # positions of a term, and its offset in a phrase
Packed: TypeAlias = np.ndarray | None  # documents as the compiled kernels compare them; nothing here
# The documents with a word, the same packed, and both for each part of it
Words: TypeAlias = list[tuple[np.ndarray, Packed, list[tuple[np.ndarray, Packed]]]]
ScoreParts: TypeAlias = list[tuple[np.ndarray, np.ndarray | None, float]]  # documents, their impacts, a factor
# The position at which a segment begins, that at which it ends, and what ``pack_marks`` made of the marks in it
StructureParts: TypeAlias = list[tuple[int, int, np.ndarray]]


def find_phrase(terms: Terms) -> np.ndarray:
    """Return the positions at which every term occurs at its offset from the position.

    The positions of the rarest term are intersected with those of the others, the rarer first.

    >>> find_phrase([(np.array([3, 8, 20], np.uint32), 0), (np.array([5, 12, 22], np.uint32), 2)]).tolist()
    [3, 20]
    """
    if not terms:
        return np.empty(0, np.uint32)
    (rarest, offset), *others = sorted(terms, key=lambda term: len(term[0]))
    first = rarest.searchsorted(rarest.dtype.type(offset))  # a number of another type would copy the whole array
    matches = rarest[first:] - offset if offset else rarest
    for positions, offset in others:
        if not len(matches):
            break
        matches = _intersect(matches + offset, positions) - offset if offset else _intersect(matches, positions)
    return matches


def _intersect(wanted: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Return the common values of two ascending arrays without duplicates."""
    if len(wanted) > MAX_LOOKUP_POSITIONS and len(positions) < LOOKUP_LENGTH_RATIO * len(wanted):
        both = np.concatenate([wanted, positions])
        both.sort(kind="stable")  # a merge, because both halves are sorted
        is_common: np.ndarray = both[1:] == both[:-1]
        common: np.ndarray = both[1:][is_common]
        return common
    if not len(positions):
        return positions
    found: np.ndarray = wanted[positions.take(positions.searchsorted(wanted), mode="clip") == wanted]
    return found


def pack_marks(marks: np.ndarray, size: int) -> np.ndarray:
    """Return the marks of a segment of ``size`` positions as ``select_clear`` takes them; here as they are."""
    return marks


def select_clear(positions: np.ndarray, parts: StructureParts, first: int, last: int) -> np.ndarray:
    """Return the positions without a mark between their characters ``first`` to ``last`` (exclusive).

    The characters of a position lie in one segment.

    >>> marks = pack_marks(np.array([5], np.uint32), 10)
    >>> select_clear(np.array([2, 3, 14], np.uint32), [(0, 10, marks), (10, 20, marks)], 0, 3).tolist()
    [2]
    """
    bounds = [0, *positions.searchsorted([end for _, end, _ in parts]).tolist()]
    kept = [
        positions[low:high][_are_clear(positions[low:high] - positions.dtype.type(base), marks, first, last)]
        for (base, _, marks), low, high in zip(parts, bounds, bounds[1:], strict=False)
    ]
    return kept[0] if len(kept) == 1 else np.concatenate([positions[:0], *kept])


def _are_clear(positions: np.ndarray, marks: np.ndarray, first: int, last: int) -> np.ndarray:
    if not len(marks):
        return np.ones(len(positions), bool)
    following = marks.searchsorted(positions + first, "right")
    is_clear: np.ndarray = marks.take(following, mode="clip") >= positions + last
    is_clear[following == len(marks)] = True
    return is_clear


def merge_positions(lists: list[np.ndarray]) -> np.ndarray:
    """Return the positions of all lists, of which there is at least one; those in several are repeated."""
    return np.sort(np.concatenate(lists), kind="stable")  # a merge, because each part is sorted


def count_documents(positions: np.ndarray, starts: np.ndarray, live: np.ndarray) -> Pairs:
    """Return the live documents that have any of the positions, and the number of positions in each.

    ``starts`` are the positions at which the documents begin, and the end of the last one.

    >>> starts, live = np.array([0, 10, 20], np.uint32), np.array([1, 1], np.uint8)
    >>> [part.tolist() for part in count_documents(np.array([11, 12], np.uint32), starts, live)]
    [[1], [2.0]]
    """
    if len(positions) < len(live):
        counts = np.bincount(starts.searchsorted(positions, "right") - 1, minlength=len(live))
    else:
        counts = np.diff(positions.searchsorted(starts))
    ids = (counts * live).nonzero()[0]
    return ids, counts[ids].astype(np.float32)


def score(ids: np.ndarray, frequencies: np.ndarray, norms: np.ndarray, documents: int, k1: float) -> np.ndarray:
    """Return the BM25 score of a term in each of the documents ``ids``; there are ``documents`` in all."""
    if not len(ids):
        return np.empty(0, np.float32)
    rarity = log(1 + (documents - len(ids) + 0.5) / (len(ids) + 0.5))
    impacts: np.ndarray = frequencies / (frequencies + norms[ids]) * np.float32(rarity * (k1 + 1))
    return impacts


def sum_scores(ids: np.ndarray, parts: ScoreParts, constants: np.ndarray) -> np.ndarray:
    """Return the sum of the parts and the constant of each of the documents ``ids``.

    A part adds its factor to its documents, or their impacts times the factor, in the order given. There is a constant
    for every document.

    >>> parts = [(np.array([0, 2]), np.array([1, 2], np.float32), 0.5), (np.array([2]), None, 8.0)]
    >>> sum_scores(np.array([1, 2]), parts, np.zeros(3, np.float32)).tolist()
    [0.0, 9.0]
    """
    totals = np.zeros(len(constants), np.float32)
    for found, impacts, factor in parts:
        totals[found] += np.float32(factor) if impacts is None else impacts * np.float32(factor)
    scores: np.ndarray = totals[ids] + constants[ids]
    return scores


def intersect(lists: list[np.ndarray]) -> np.ndarray:
    """Return the documents that are in all lists, of which there is at least one.

    >>> intersect([np.array([1, 2, 7]), np.array([2, 3, 7])]).tolist()
    [2, 7]
    """
    ids, *others = sorted(lists, key=len)
    for other in others:
        if not len(ids):
            break
        ids = ids[are_in(ids, other)]
    return ids


def unite(lists: list[np.ndarray]) -> np.ndarray:
    """Return the documents that are in any of the lists, of which there is at least one.

    >>> unite([np.array([1, 2, 7]), np.array([2, 3])]).tolist()
    [1, 2, 3, 7]
    """
    lists = [ids for ids in lists if len(ids)] or lists[:1]
    return lists[0] if len(lists) == 1 else _flag(max(int(ids[-1]) for ids in lists) + 1, lists).nonzero()[0]


def pack_ids(ids: np.ndarray, documents: int) -> Packed:
    """Return the documents ``ids``, of so many in all, as ``match_words`` takes them beside their numbers."""
    return None


def match_words(words: Words) -> np.ndarray:
    """Return the documents that have every word, or all parts of it; there is at least one word.

    >>> one, other = (np.array([1, 2]), None), (np.array([2, 3]), None)
    >>> match_words([(*one, [other, (np.array([3]), None)]), (*other, [])]).tolist()
    [2, 3]
    """
    columns = [(ids, [part for part, _ in parts]) for ids, _, parts in words]
    return intersect([unite([ids, intersect(parts)]) if parts else ids for ids, parts in columns])


def are_in(wanted: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Return for each of the documents ``wanted`` whether it is in ``ids``.

    >>> are_in(np.array([1, 2, 7]), np.array([2, 3, 7])).tolist()
    [False, True, True]
    """
    if not len(wanted) or not len(ids):
        return np.zeros(len(wanted), bool)
    flags: np.ndarray = _flag(int(max(wanted[-1], ids[-1])) + 1, [ids])[wanted]
    return flags


def _flag(size: int, lists: list[np.ndarray]) -> np.ndarray:
    flags = np.zeros(size, bool)
    for ids in lists:
        flags[ids] = True
    return flags


def add_nearness(
    scores: np.ndarray,
    ids: np.ndarray,
    terms: list[list[np.ndarray]],
    starts: np.ndarray,
    wanted: int,
    near_ids: np.ndarray,
    near_distance: int,
    boost: float,
    span_of_half: float,
) -> None:
    """Add to the scores of the documents ``ids`` a boost by how near the ``terms`` come to one another.

    A term has a list of positions, or one for each of several strings that stand for one another.

    From each position of the rarest term in a document the distance to the farthest of the other terms counts, and of
    each term the occurrence in the document that is nearest to the position; the least such distance counts for the
    document. A document that lacks one of the terms gains next to nothing.
    At distance 0 all of ``boost`` is added, at ``span_of_half`` half of it. Each term has a position.
    Only the ``wanted`` best scores are complete, all of them when it is negative. ``near_ids`` are documents in which
    the distance is known to be ``near_distance`` at most: they help to tell which others need not be looked at.

    >>> starts, scores = np.array([0, 90, 200], np.uint32), np.zeros(2, np.float32)
    >>> first, others = np.array([5, 100], np.uint32), [np.array([7, 60], np.uint32), np.array([30, 101], np.uint32)]
    >>> add_nearness(scores, np.array([0, 1]), [[first], others], starts, -1, np.empty(0, np.int64), 0, 8.0, 2.0)
    >>> [f"{score:.2f}" for score in scores.tolist()]
    ['4.00', '5.33']
    """
    lists = [term[0] if len(term) == 1 else merge_positions(term) for term in terms]
    rarest, *others = sorted(lists, key=len)
    competing = np.arange(len(ids))
    if 0 < wanted < len(ids):
        best = np.sort(find_best(scores, wanted))
        least = scores[best] + are_in(ids[best], near_ids) * _boost(np.array([near_distance]), boost, span_of_half)
        competing = (scores >= least.min() - boost - _ROUNDING).nonzero()[0]
    scores[competing] += measure_nearness(ids[competing], rarest, others, starts, boost, span_of_half)


def measure_nearness(
    ids: np.ndarray,
    first: np.ndarray,
    others: list[np.ndarray],
    starts: np.ndarray,
    boost: float,
    span_of_half: float,
) -> np.ndarray:
    """Return the boost of each of the documents ``ids`` by how near the terms of ``others`` come to that of ``first``.

    >>> starts = np.array([0, 90, 200], np.uint32)
    >>> found = measure_nearness(np.array([0]), np.array([5], np.uint32), [np.array([7], np.uint32)], starts, 8.0, 2.0)
    >>> found.tolist()
    [4.0]
    """
    boosts = np.zeros(len(ids))
    positions, owners = _select_in_documents(first, starts[ids], starts[ids + 1])
    if len(positions):
        firsts = np.concatenate([[0], (owners[1:] != owners[:-1]).nonzero()[0] + 1])
        spans = _measure_spans(positions, others, starts[ids][owners], starts[ids + 1][owners])
        nearest = np.minimum.reduceat(spans, firsts)
        boosts[owners[firsts]] = _boost(nearest, boost, span_of_half)
    return boosts


def _boost(distances: np.ndarray, boost: float, span_of_half: float) -> np.ndarray:
    boosts: np.ndarray = boost / (1 + distances / np.float64(span_of_half))
    return boosts


def _select_in_documents(positions: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Pairs:
    """Return the positions inside the ranges, and for each the index of its range."""
    lows = positions.searchsorted(starts)
    counts = positions.searchsorted(ends) - lows
    owners = np.arange(len(counts)).repeat(counts)
    before = counts.cumsum() - counts
    return positions[np.arange(len(owners)) + (lows - before)[owners]], owners


def _measure_spans(positions: np.ndarray, lists: list[np.ndarray], begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return for each of ``positions`` the distance to the farthest of other terms in its document.

    The document is from ``begins`` to ``ends``. The greatest number of the type stands for a term that it lacks.
    """
    unsigned = np.dtype(f"u{max(each.itemsize for each in (positions, *lists))}")
    positions = positions.astype(unsigned, copy=False)
    spans, far = np.zeros(len(positions), unsigned), np.iinfo(unsigned).max
    for others in lists:
        others = others.astype(unsigned, copy=False)
        right = others.searchsorted(positions)
        following, preceding = others.take(right, mode="clip"), others.take(right - 1, mode="clip")
        after = np.where((following >= positions) & (following < ends), following - positions, far)
        before = np.where((preceding <= positions) & (preceding >= begins), positions - preceding, far)
        np.maximum(spans, np.minimum(after, before), out=spans)
    return spans


def find_best(scores: np.ndarray, wanted: int) -> np.ndarray:
    """Return the indices of the ``wanted`` best scores, the best first; equal scores keep their order.

    >>> find_best(np.array([1.0, 3.0, 2.0, 3.0]), 3).tolist()
    [1, 3, 2]
    """
    size = len(scores)
    wanted = min(wanted, size)
    if wanted <= 0:
        return np.empty(0, np.int64)
    least = np.partition(scores, size - wanted)[size - wanted]
    best = (scores >= least).nonzero()[0]
    ranked: np.ndarray = best[(-scores[best]).argsort(kind="stable")]
    return ranked[:wanted]
