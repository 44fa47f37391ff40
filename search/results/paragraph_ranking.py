"""Scores of the paragraphs of the documents on one results page (docs/ranking.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from search import weights
from search.index.needle_positions import Spans
from search.index.passage_layout import HEAD_UNIT_COUNT, PARAGRAPH_KINDS, PassageLayout

_HEAD_FACTORS = np.zeros(HEAD_UNIT_COUNT)  # symbol, title and agenda item are no paragraphs


@dataclass(frozen=True, slots=True)
class MatchedString:
    """A folded string to highlight: its length without punctuation, and where it is in the text of one document.

    ``is_whole`` when it is the whole query.
    """

    length: int
    spans: Spans
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
        rows = list(zip(column, joined.starts, strict=False))
        starts = np.concatenate([string.spans.starts + start for string, start in rows])
        if len(starts):
            ends = np.concatenate([string.spans.ends + start for string, start in rows])
            hits = np.bincount(joined.owners_of(starts, ends), minlength=len(scores))
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

    def owners_of(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Return the passages of the strings from ``starts`` to ``ends``; both when a string spans two."""
        units = self.unit_starts.searchsorted(starts, "right")
        owners = self.unit_owners[units - 1]
        spans_two = ends > self.unit_starts[units]
        if not spans_two.any():
            return owners
        last_units = self.unit_starts.searchsorted(ends[spans_two] - 1, "right") - 1
        return np.concatenate([owners, self.unit_owners[last_units]])
