"""Which paragraphs a reader wants to see: worked out for all documents of a page at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np

from search.index.passage_layout import HEAD_UNIT_COUNT, PARAGRAPH_KINDS, PassageLayout
from search.index.positions import Positions

MAX_SCORED_LENGTH = 6  # characters; longer strings are worth no more
WHOLE_QUERY_BOOST = 20  # how much more all of the query is worth than its words
HIT_BOOST, MAX_SCORED_HITS = 0.3, 5
_WEIGHTS = {"operative": 1.2, "sub": 1.2, "preamble": 1.1, "footnote": 0.8, "heading": 0.7}
_WEIGHT_OF_KIND = np.array([_WEIGHTS.get(kind, 1.0) for kind in PARAGRAPH_KINDS])
_NONE = np.zeros(HEAD_UNIT_COUNT)  # symbol and title are no paragraphs


@dataclass(frozen=True, slots=True)
class MatchedString:
    """A folded string to mark: its length, and where it stands in a document's folded text, ascending.

    ``is_whole`` when it is all of the query, which counts more than its words.
    """

    length: int
    places: Positions
    is_whole: bool


def score_paragraphs(layouts: Sequence[PassageLayout], needles: Sequence[Sequence[MatchedString]]) -> list[np.ndarray]:
    """What each passage of each document is worth: different needles, long ones, the whole query above all.

    ``needles`` has a row for each document, all of the same strings. A hit across two passages counts for both.
    """
    rows = _Rows.of(layouts)
    worth = np.zeros(rows.bounds[-1])
    for same in zip(*needles, strict=True):
        places = np.concatenate([needle.places + start for needle, start in zip(same, rows.starts, strict=False)])
        if len(places):
            counts = np.bincount(rows.owners_of(places, same[0].length), minlength=len(worth))
            worth += _worth_of_hits(same[0].length, same[0].is_whole).take(counts, mode="clip")
    worth *= np.concatenate([part for layout in layouts for part in (_NONE, _WEIGHT_OF_KIND[layout.kinds])])
    return [worth[first + HEAD_UNIT_COUNT : last] for first, last in zip(rows.bounds, rows.bounds[1:], strict=False)]


@cache
def _worth_of_hits(length: int, is_whole: bool) -> np.ndarray:
    """What no hit, one hit, two hits and so on of one string are worth."""
    one = min(length, MAX_SCORED_LENGTH) + (WHOLE_QUERY_BOOST if is_whole else 0)
    return np.array([0, *(one + HIT_BOOST * count for count in range(1, MAX_SCORED_HITS + 1))])


@dataclass(frozen=True, slots=True)
class _Rows:
    """The layouts of several documents as one: where their texts begin, their units, and whose those are.

    Passages count through all documents; those of document ``i``, symbol and title first,
    are ``bounds[i]`` to ``bounds[i + 1]``.
    """

    starts: list[int]
    bounds: list[int]
    units: np.ndarray
    owners: np.ndarray

    @classmethod
    def of(cls, layouts: Sequence[PassageLayout]) -> "_Rows":
        starts = [0, *accumulate(int(layout.unit_starts[-1]) for layout in layouts)]
        bounds = [0, *accumulate(len(layout.kinds) + HEAD_UNIT_COUNT for layout in layouts)]
        units = [layout.unit_starts[:-1] + start for layout, start in zip(layouts, starts, strict=False)]
        owners = [
            layout.unit_owners + (HEAD_UNIT_COUNT + bound) for layout, bound in zip(layouts, bounds, strict=False)
        ]
        return cls(starts, bounds, np.concatenate([*units, starts[-1:]]), np.concatenate(owners))

    def owners_of(self, places: Positions, length: int) -> np.ndarray:
        """The passages in which strings of ``length`` lie that begin at ``places``; both, where one lies across two."""
        units = self.units.searchsorted(places, "right")
        owners = self.owners[units - 1]
        across = places + length > self.units[units]
        if not across.any():
            return owners
        last = self.units.searchsorted(places[across] + (length - 1), "right") - 1
        return np.concatenate([owners, self.owners[last]])
