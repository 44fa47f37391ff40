"""Squeezed text: folded text without punctuation and blanks, as it is compared with what a reader types.

Punctuation does not matter outside quotation marks: 宪章第七章 reads like 《宪章》第七章, COVID19 like COVID-19.
A *gap* is the punctuation between two other characters. A *barrier* is a gap that a match crosses only where the query
has a gap too:

- the end of a sentence, and punctuation at the end of a paragraph,
- any gap between two digits: 5、6 is not 56,
- a gap between two Latin letters that joins no word: “this is” is not ISIS, but Al-Qaida is AlQaida,
- a gap between two Chinese digits, except a middle dot: 第五、六段 is not 第五六段, but 九·一一 is 九一一.

A *position* counts the characters of the squeezed text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search.chinese.gap_characters import (
    CHINESE_DIGIT_JOINERS,
    CHINESE_DIGITS,
    DIGITS,
    LAST_GAP_CODE,
    LETTER_JOINERS,
    LETTERS,
    SENTENCE_ENDS,
    is_gap_character,
)
from search.chinese.needles import Needle

_DIGIT, _LETTER, _CHINESE_DIGIT = 1, 2, 3
_ENCODING = "utf-32-le"


def _table(pairs: Sequence[tuple[str, int]]) -> np.ndarray:
    """Return a number for each character code up to ``LAST_GAP_CODE``: those in ``pairs``, 0 for all others."""
    table = np.zeros(LAST_GAP_CODE + 1, np.int8)
    for characters, number in pairs:
        table[[ord(character) for character in characters]] = number
    return table


_IS_GAP = np.array([is_gap_character(chr(code)) for code in range(LAST_GAP_CODE)] + [False])
_CLASS = _table([(DIGITS, _DIGIT), (LETTERS, _LETTER), (CHINESE_DIGITS, _CHINESE_DIGIT)])
_ENDS_SENTENCE = _table([(SENTENCE_ENDS, 1)])
_JOINS_LETTERS, _JOINS_CHINESE_DIGITS = _table([(LETTER_JOINERS, 1)]), _table([(CHINESE_DIGIT_JOINERS, 1)])


@dataclass(frozen=True)
class SqueezedText:
    """A folded text without its gaps.

    ``offsets`` are those of its characters in the folded ``text``. ``after_gap`` are the positions that follow a gap,
    ``barriers`` those that follow a barrier. ``gap_offsets`` are the offsets of punctuation in ``text``, and
    ``gap_positions`` the positions of the characters that follow it. All ascend.
    """

    text: str
    codes: np.ndarray
    offsets: np.ndarray
    after_gap: np.ndarray
    barriers: np.ndarray
    gap_offsets: np.ndarray
    gap_positions: np.ndarray

    @cached_property
    def characters(self) -> str:
        """The characters as a string."""
        return self.codes.tobytes().decode(_ENCODING, "surrogatepass")

    def find(self, needle: Needle) -> Iterator[tuple[int, int]]:
        """Yield where ``needle`` occurs, as ranges of the folded text in order; ends are exclusive.

        >>> from search.chinese.needles import parse_needle
        >>> list(squeeze("依照《宪章》第七章。").find(parse_needle("宪章第七章")))
        [(3, 9)]
        """
        looked_in, string = (self.text, needle.string) if needle.is_verbatim else (self.characters, needle.characters)
        start = looked_in.find(string)
        while string and start >= 0:
            end = start + len(string)
            if needle.is_verbatim:
                yield start, end
            elif self._allows(needle, start):
                yield needle.widen(self.text, int(self.offsets[start]), int(self.offsets[end - 1]) + 1)
            else:
                end = start + 1
            start = looked_in.find(string, end)

    def _allows(self, needle: Needle, position: int) -> bool:
        """Return whether no barrier separates characters that follow one another in ``needle``."""
        firsts, ends = np.array(needle.pieces).T + position
        following = self.barriers.searchsorted(firsts, "right")
        is_clear = self.barriers.searchsorted(ends, "left") == following
        return bool(is_clear.all()) and bool(np.isin(np.array(needle.number_gaps) + position, self.barriers).all())


def squeeze(text: str, unit_starts: Sequence[int] | np.ndarray = ()) -> SqueezedText:
    """Squeeze a folded text; ``unit_starts`` are the offsets of its paragraphs.

    >>> squeezed = squeeze("第5、6段,covid-19")
    >>> squeezed.characters, squeezed.barriers.tolist()
    ('第56段covid19', [2])
    """
    codes = np.frombuffer(text.encode(_ENCODING, "surrogatepass"), np.uint32)
    table_codes = np.minimum(codes, LAST_GAP_CODE)
    is_gap = _IS_GAP[table_codes]
    offsets, gap_offsets = np.flatnonzero(~is_gap), np.flatnonzero(is_gap)
    after_gap = np.flatnonzero(np.diff(offsets) > 1) + 1
    before, after = offsets[after_gap - 1], offsets[after_gap]
    starts = np.asarray(unit_starts, np.int64)
    is_barrier = starts.searchsorted(before, "right") != starts.searchsorted(after, "right")
    is_barrier |= _count(_ENDS_SENTENCE[table_codes], before, after) > 0
    kinds = np.where(_CLASS[table_codes[before]] == _CLASS[table_codes[after]], _CLASS[table_codes[after]], 0)
    is_barrier |= kinds == _DIGIT
    for kind, joins in ((_LETTER, _JOINS_LETTERS), (_CHINESE_DIGIT, _JOINS_CHINESE_DIGITS)):
        is_joined = _count(joins[table_codes], before, after) == after - before - 1
        is_barrier |= (kinds == kind) & ~is_joined
    return SqueezedText(
        text=text,
        codes=codes[offsets],
        offsets=offsets,
        after_gap=after_gap,
        barriers=after_gap[is_barrier],
        gap_offsets=gap_offsets,
        gap_positions=offsets.searchsorted(gap_offsets),
    )


def _count(flags: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return how many of ``flags`` are set in each gap, given the offsets of the characters around it."""
    counts = np.cumsum(flags, dtype=np.int32)
    between: np.ndarray = counts[after] - counts[before]
    return between
