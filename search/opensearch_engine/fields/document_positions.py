"""Positions of one document: its squeezed text with sections, barriers, and starts and ends of words.

The writer of the index makes the tokens of a document from them. Ranking and snippets read the same positions of the
documents of a page, so that they need no request for each word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from search.chinese.folding import UNIT_SEPARATOR
from search.chinese.gap_characters import DIGITS, LETTERS, is_gap_character
from search.chinese.squeezing import SqueezedText, squeeze
from search.chinese.tokens import EDGE_NGRAM_PREFIX, MAX_JOINED_WORDS, NGRAM_PREFIX
from search.index.entries import TEXT_FIELDS
from search.index.passage_layout import HEAD_UNIT_COUNT, PassageLayout
from search.index.schema import BARRIER_MARK, CONTEXT_MARK, GAP_MARK, PARAGRAPH_MARK

_IS_ALPHANUMERIC = np.zeros(128, bool)
_IS_ALPHANUMERIC[[ord(character) for character in LETTERS + DIGITS]] = True
_NONE = np.empty(0, np.uint32)


@dataclass
class DocumentPositions:
    """Squeezed text of one document, ended by a separator; positions are counted from its start."""

    squeezed: SqueezedText
    layout: PassageLayout
    _found: dict[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, folded: str, layout: PassageLayout) -> "DocumentPositions":
        """Squeeze the folded text of a document."""
        return cls(squeeze(folded + UNIT_SEPARATOR, layout.unit_starts[:-1]), layout)

    @property
    def length(self) -> int:
        """Characters of the squeezed text, the separator at the end included."""
        return len(self.squeezed.codes)

    @cached_property
    def characters(self) -> str:
        """The squeezed text."""
        return self.squeezed.characters

    @cached_property
    def unit_fields(self) -> list[tuple[int, str]]:
        """The offset of each unit of the folded text, and its section."""
        return self.layout.unit_fields()

    @cached_property
    def field_numbers(self) -> np.ndarray:
        """The section of each position, as an index of ``TEXT_FIELDS``."""
        units = self.unit_fields
        starts = np.array([start for start, _ in units], np.int64)
        numbers = np.array([TEXT_FIELDS.index(name) for _, name in units], np.int8)
        owners = starts.searchsorted(self.squeezed.offsets, "right") - 1
        sections: np.ndarray = numbers[owners]
        return sections

    @cached_property
    def is_barrier(self) -> np.ndarray:
        """Flags of the positions that follow a barrier."""
        return _flags(self.length, self.squeezed.barriers)

    @cached_property
    def is_word(self) -> np.ndarray:
        """Flags of letters and digits."""
        codes = self.squeezed.codes
        flags: np.ndarray = _IS_ALPHANUMERIC[np.minimum(codes, 127)] & (codes < 127)
        return flags

    @cached_property
    def is_start(self) -> np.ndarray:
        """Flags of the first characters of numbers and Latin words."""
        follows_word = np.append(False, self.is_word[:-1])
        after_gap = _flags(self.length, self.squeezed.after_gap)
        starts: np.ndarray = self.is_word & (~follows_word | after_gap | self.is_barrier)
        return starts

    @cached_property
    def is_end(self) -> np.ndarray:
        """Flags of the last characters of numbers and Latin words."""
        ends: np.ndarray = self.is_word & ~np.append(self.is_word[1:] & ~self.is_start[1:], False)
        return ends

    def find(self, term: str) -> np.ndarray:
        """Return the positions of a token of the portal's tokenizer, ascending; n-grams have their prefix."""
        if term not in self._found:
            self._found[term] = self._find(term)
        return self._found[term]

    def _find(self, term: str) -> np.ndarray:
        if not term:  # the folded form of a query of signs alone
            return _NONE
        kind = term[0]
        if kind in (NGRAM_PREFIX, EDGE_NGRAM_PREFIX) and len(term) > 1:
            starts = self._find_string(term[1:])
            return starts[self.is_start[starts]] if kind == EDGE_NGRAM_PREFIX else starts
        if len(term) == 1 and is_gap_character(term):
            return self._find_punctuation(term)
        starts = self._find_string(term)
        if term.isascii() and term.isalnum() and len(starts):
            last = starts + (len(term) - 1)
            words = np.cumsum(self.is_start)
            is_whole = self.is_start[starts] & self.is_end[last] & (words[last] - words[starts] < MAX_JOINED_WORDS)
            starts = starts[is_whole]
        return starts

    def _find_string(self, string: str) -> np.ndarray:
        """Return the positions of a string that no barrier separates."""
        found, at = [], self.characters.find(string)
        while at >= 0:
            found.append(at)
            at = self.characters.find(string, at + 1)
        if not found:
            return _NONE
        starts = np.array(found, np.uint32)
        if len(string) > 1 and len(self.squeezed.barriers):
            barriers = self.squeezed.barriers
            is_clear = barriers.searchsorted(starts + 1) == barriers.searchsorted(starts + len(string))
            starts = starts[is_clear]
        return starts

    def _find_punctuation(self, character: str) -> np.ndarray:
        codes = np.frombuffer(self.squeezed.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        is_this = codes[self.squeezed.gap_offsets] == ord(character)
        return np.unique(self.squeezed.gap_positions[is_this]).astype(np.uint32)

    def structure(self, mark: str) -> np.ndarray:
        """Return the positions of a mark of the structure, as ``search.index.schema`` names them."""
        if mark == GAP_MARK:
            return self.squeezed.gap_positions.astype(np.uint32)
        if mark == BARRIER_MARK:
            return self.squeezed.barriers.astype(np.uint32)
        units = self.squeezed.offsets.searchsorted(self.layout.unit_starts[:-1])
        is_context = np.arange(len(units)) >= HEAD_UNIT_COUNT + len(self.layout.kinds)
        if mark == PARAGRAPH_MARK:
            return np.unique(units[~is_context]).astype(np.uint32)
        return units[is_context].astype(np.uint32) if mark == CONTEXT_MARK else _NONE

    def stretches(self, sections: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Yield the longest ranges of positions that lie in ``sections``; both ends are inclusive."""
        wanted = np.isin(self.field_numbers, [TEXT_FIELDS.index(name) for name in sections])
        changes = np.diff(wanted.astype(np.int8), prepend=0, append=0)
        yield from zip((changes == 1).nonzero()[0].tolist(), ((changes == -1).nonzero()[0] - 1).tolist(), strict=True)


def _flags(length: int, positions: np.ndarray) -> np.ndarray:
    flags = np.zeros(length, bool)
    flags[positions] = True
    return flags
