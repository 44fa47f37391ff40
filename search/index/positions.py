"""Places of terms, in characters of all folded texts of an index, ascending: where terms stand side by side."""

from collections.abc import Sequence

import numpy as np

Positions = np.ndarray
NO_POSITIONS: Positions = np.empty(0, np.uint32)
MAX_LOOKUP_POSITIONS = 256  # places; so few are quicker looked up than sorted in
LOOKUP_LENGTH_RATIO = 8  # times; among so many more, looking up is quicker again


def intersect_phrase_positions(terms: Sequence[tuple[Positions, int]]) -> Positions:
    """Where all terms stand at their offsets from one place: the rarest one's places, thinned out by the others.

    >>> intersect_phrase_positions([(np.array([3, 8, 20]), 0), (np.array([5, 12, 22]), 2)]).tolist()
    [3, 20]
    """
    if not terms:
        return NO_POSITIONS
    (rarest, offset), *others = sorted(terms, key=lambda term: len(term[0]))
    first = rarest.searchsorted(rarest.dtype.type(offset))  # a number of another type would copy the whole row
    found = rarest[first:] - offset if offset else rarest
    for places, offset in others:
        if not len(found):
            break
        found = _shared(found + offset, places) - offset if offset else _shared(found, places)
    return found


def _shared(wanted: Positions, places: Positions) -> Positions:
    """Those of ``wanted`` that are in ``places``; both ascending, without repetition."""
    if len(wanted) > MAX_LOOKUP_POSITIONS and len(places) < LOOKUP_LENGTH_RATIO * len(wanted):
        both = np.concatenate([wanted, places])
        both.sort(kind="stable")  # two sorted rows: a merge
        return both[1:][both[1:] == both[:-1]]
    if not len(places):
        return places
    where = places.searchsorted(wanted)
    return wanted[places.take(where, mode="clip") == wanted]
