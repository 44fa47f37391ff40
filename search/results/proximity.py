"""Texts near one another in a paragraph, for ``NEAR/5``, ``同段`` and ``同句``."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.index.positions import Positions
from search.query.parser import Relation

SENTENCE_ENDS = "。;!?"  # folded


@dataclass(frozen=True, slots=True)
class Strings:
    """Occurrences of strings: their positions, ascending, and the length of each in characters."""

    positions: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, found: Sequence[tuple[Positions, int]]) -> "Strings":
        """Combine the positions of strings; each list comes with the length of its string."""
        positions = np.concatenate([np.empty(0, np.int64), *(one.astype(np.int64) for one, _ in found)])
        lengths = np.repeat([length for _, length in found], [len(one) for one, _ in found]).astype(np.int64)
        order = positions.argsort(kind="stable")
        return cls(positions[order], lengths[order])

    def select(self, flags: np.ndarray) -> "Strings":
        """Return the strings for which ``flags`` is true."""
        return Strings(self.positions[flags], self.lengths[flags])


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of text within which strings are near: paragraphs, or sentences.

    ``starts`` are the positions at which they begin, ascending; the last one is the end of everything. ``is_text`` is
    False for what only repeats a part of a paragraph.
    """

    starts: np.ndarray
    is_text: np.ndarray

    def split_at(self, starts: np.ndarray) -> "Stretches":
        """Split the stretches at positions at which others begin."""
        is_text = self.is_text[self.number_of(starts)]
        joined, flags = np.concatenate([self.starts, starts]), np.concatenate([self.is_text, is_text])
        order = joined.argsort(kind="stable")
        return Stretches(joined[order], flags[order])

    def number_of(self, positions: np.ndarray) -> np.ndarray:
        """Return the number of the stretch that each position is in."""
        numbers: np.ndarray = self.starts.searchsorted(positions, "right") - 1
        return numbers

    def inside(self, strings: Strings) -> Strings:
        """Return the strings that begin in a paragraph, title or agenda item."""
        return strings.select(self.is_text[self.number_of(strings.positions)])

    def select_near(self, before: Strings, after: Strings, distance: int | None) -> Strings:
        """Return the strings of ``after`` in one stretch with one of ``before``.

        At most ``distance`` characters are between the two, whichever comes first; None for any distance.

        >>> texts = Strings.of([(np.array([0, 50]), 2)]), Strings.of([(np.array([5, 80]), 3)])
        >>> stretches = Stretches(np.array([0, 100]), np.array([True, False]))
        >>> [stretches.select_near(*texts, distance).positions.tolist() for distance in (2, 3, 28, None)]
        [[], [5], [5, 80], [5, 80]]
        """
        numbers = self.number_of(after.positions)
        first, end = self.starts[numbers], self.starts[numbers + 1]
        flags = np.zeros(len(after.positions), bool)
        for length in np.unique(before.lengths).tolist():
            positions = before.positions[before.lengths == length]
            low, high = first, end - 1
            if distance is not None:
                low = np.maximum(low, after.positions - distance - length)
                high = np.minimum(high, after.positions + after.lengths + distance)
            flags |= positions.searchsorted(high, "right") > positions.searchsorted(low)
        return after.select(flags)


def select_chain(
    parts: Sequence[Strings], relations: Sequence[Relation], paragraphs: Stretches, sentences: Stretches
) -> Strings:
    """Return the strings of the last part that end a chain of related strings, one of each part."""
    chain = paragraphs.inside(parts[0])
    for relation, part in zip(relations, parts[1:], strict=True):
        stretches = sentences if relation == "sentence" else paragraphs
        chain = stretches.select_near(chain, stretches.inside(part), relation if isinstance(relation, int) else None)
    return chain
