"""Scores of the paragraphs of the documents on one results page (docs/ranking.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from search import weights
from search.index.passage_layout import HEAD_UNIT_COUNT, PARAGRAPH_KINDS, PassageLayout
from search.index.positions import Positions

_HEAD_FACTORS = np.zeros(HEAD_UNIT_COUNT)  # symbol, title and agenda item are no paragraphs


@dataclass(frozen=True, slots=True)
class MatchedString:
    """A folded string to highlight: its length, and its positions in the folded text of one document, ascending.

    ``is_whole`` when it is the whole query.
    """

    length: int
    positions: Positions
    is_whole: bool


def score_paragraphs(
    layouts: Sequence[PassageLayout], matched_strings: Sequence[Sequence[MatchedString]]
) -> list[np.ndarray]:
    """Return for each document the scores of its passages; 0 for a passage without a match.

    ``matched_strings`` has a row for each document; all rows list the same strings in one order. An occurrence across
    two passages counts for both.
    """
    joined = _JoinedLayouts.from_layouts(layouts)
    scores = np.zeros(joined.bounds[-1])
    for column in zip(*matched_strings, strict=True):
        length, is_whole = column[0].length, column[0].is_whole
        positions = [string.positions + start for string, start in zip(column, joined.starts, strict=False)]
        if len(joined_positions := np.concatenate(positions)):
            hits = np.bincount(joined.owners_of(joined_positions, length), minlength=len(scores))
            scores += _scores_by_hits(length, is_whole).take(hits, mode="clip")
    kind_factors = np.array([weights.PARAGRAPH_KIND_FACTORS.get(kind, 1.0) for kind in PARAGRAPH_KINDS])
    scores *= np.concatenate([part for layout in layouts for part in (_HEAD_FACTORS, kind_factors[layout.kinds])])
    bounds = zip(joined.bounds, joined.bounds[1:], strict=False)
    return [scores[first + HEAD_UNIT_COUNT : last] for first, last in bounds]


def _scores_by_hits(length: int, is_whole: bool) -> np.ndarray:
    """Return the scores of a string with 0, 1, 2 … ``MAX_SCORED_HITS`` hits in one passage."""
    base = min(length, weights.MAX_SCORED_LENGTH) + (weights.WHOLE_QUERY_BOOST if is_whole else 0)
    return np.array([0, *(base + weights.HIT_BOOST * hits for hits in range(1, weights.MAX_SCORED_HITS + 1))])


@dataclass(frozen=True, slots=True)
class _JoinedLayouts:
    """The layouts of several documents as one, so that numpy works on all of them at once.

    ``starts`` are the starts of the documents' folded texts, put one after another. Passages are numbered through all
    documents; those of document ``i``, symbol and title first, are ``bounds[i]`` to ``bounds[i + 1]`` (exclusive).
    ``unit_starts`` and ``unit_owners`` are as in ``PassageLayout``.
    """

    starts: list[int]
    bounds: list[int]
    unit_starts: np.ndarray
    unit_owners: np.ndarray

    @classmethod
    def from_layouts(cls, layouts: Sequence[PassageLayout]) -> "_JoinedLayouts":
        starts = [0, *accumulate(int(layout.unit_starts[-1]) for layout in layouts)]
        bounds = [0, *accumulate(len(layout.kinds) + HEAD_UNIT_COUNT for layout in layouts)]
        unit_starts = [layout.unit_starts[:-1] + start for layout, start in zip(layouts, starts, strict=False)]
        owners = [
            layout.unit_owners + (HEAD_UNIT_COUNT + bound) for layout, bound in zip(layouts, bounds, strict=False)
        ]
        return cls(starts, bounds, np.concatenate([*unit_starts, starts[-1:]]), np.concatenate(owners))

    def owners_of(self, positions: Positions, length: int) -> np.ndarray:
        """Return the passages of the strings of ``length`` at ``positions``; both when a string spans two."""
        units = self.unit_starts.searchsorted(positions, "right")
        owners = self.unit_owners[units - 1]
        spans_two = positions + length > self.unit_starts[units]
        if not spans_two.any():
            return owners
        last_units = self.unit_starts.searchsorted(positions[spans_two] + (length - 1), "right") - 1
        return np.concatenate([owners, self.unit_owners[last_units]])
