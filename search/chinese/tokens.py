"""Tokenizer of the index: finds the tokens of a text at all positions at once with numpy.

A position counts the characters of the squeezed text (``search.chinese.squeezing``); no token reaches over a barrier.
Tokens are:

- every dictionary word at every position, across punctuation too,
- every single character that is no ASCII letter or digit; punctuation at the position of the character after it,
- every number or Latin word, and two or three of them that only joining punctuation separates,
- every n-gram of one to four letters and digits, across joining punctuation too, with ``NGRAM_PREFIX``,
- every such n-gram at the beginning of a number or Latin word, with ``EDGE_NGRAM_PREFIX``.

Therefore the tokens of any substring of a squeezed text cover it. ``tests/search/reference.py`` finds the same tokens
character by character.
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from search.chinese.dictionary import Dictionary
from search.chinese.squeezing import SqueezedText

TokensAt: TypeAlias = tuple[np.ndarray, np.ndarray]  # positions, and the tokens that begin there

# To be raised when tokens, layout or card of the same text change: older indexes are then rebuilt.
INDEX_FORMAT_VERSION = "15"
NGRAM_PREFIX = "~"  # distinguishes an n-gram from a whole number or Latin word
EDGE_NGRAM_PREFIX = "^"  # of an n-gram at the beginning of a number or Latin word
MAX_NGRAM_LENGTH = 4
MAX_JOINED_WORDS = 3
UNIT_SEPARATOR_CODE = 10  # of ``folding.UNIT_SEPARATOR``, the only character that is no token

# A token is a number. A single character is its code point; the numbers of each other kind begin at one of these.
_WORD, _NGRAM, _EDGE_NGRAM, _SHORT, _LONG = 1_200_000, 2_000_000, 4_000_000, 6_000_000, 8_000_000
TOKEN_BITS = 24
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_ALPHABET) + 1
_DIGITS = np.zeros(128, np.int64)  # by ASCII code: the digit to base 37 of a letter or digit, 0 of all others
_DIGITS[[ord(character) for character in _ALPHABET]] = np.arange(1, _BASE)


class Trie:
    """Trie of the dictionary in one hash table, so that numpy can follow many paths at once.

    A node is the number of a word or prefix in ``strings``; 0 is no node. ``first`` gives the node of a first
    character by its code point.
    """

    def __init__(self, dictionary: Dictionary):
        self.strings = ["", *dictionary.words]
        numbers = {string: number for number, string in enumerate(self.strings)}
        self.is_word = np.array([False, *(frequency > 0 for frequency in dictionary.words.values())])
        self.first = np.zeros(0x110000, np.int32)
        parents: list[int] = []
        codes: list[int] = []
        nodes: list[int] = []
        for string, number in numbers.items():
            if len(string) == 1:
                self.first[ord(string)] = number
            elif string:
                parents.append(numbers[string[:-1]])
                codes.append(ord(string[-1]))
                nodes.append(number)
        self._fill(_edge_keys(np.array(parents, np.int64), np.array(codes, np.int64)), np.array(nodes, np.int32))

    def _fill(self, keys: np.ndarray, nodes: np.ndarray) -> None:
        """Fill the hash table by open addressing: a key takes the first free slot from its own on."""
        self._bits = max(int(len(keys) * 4).bit_length(), 4)
        self._keys = np.full(1 << self._bits, -1, np.int64)
        self._nodes = np.zeros(1 << self._bits, np.int32)
        slots = self._slots(keys)
        while len(keys):
            free = np.flatnonzero(self._keys[slots] < 0)
            chosen = free[np.unique(slots[free], return_index=True)[1]]
            self._keys[slots[chosen]], self._nodes[slots[chosen]] = keys[chosen], nodes[chosen]
            left = np.ones(len(keys), bool)
            left[chosen] = False
            keys, nodes, slots = keys[left], nodes[left], (slots[left] + 1) & (len(self._keys) - 1)

    def _slots(self, keys: np.ndarray) -> np.ndarray:
        return ((keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - self._bits)).astype(np.int64)

    def step(self, nodes: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Return the child of each node for the character code beside it, 0 where there is none."""
        keys = _edge_keys(nodes.astype(np.int64), codes.astype(np.int64))
        slots = self._slots(keys)
        children = np.zeros(len(keys), np.int32)
        pending = np.arange(len(keys))
        while len(pending):
            stored = self._keys[slots]
            is_hit = stored == keys
            children[pending[is_hit]] = self._nodes[slots[is_hit]]
            is_open = ~is_hit & (stored >= 0)
            pending, keys, slots = pending[is_open], keys[is_open], (slots[is_open] + 1) & (len(self._keys) - 1)
        return children


def _edge_keys(nodes: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return the keys of edges: the parent node above 21 bits of the character code."""
    keys: np.ndarray = nodes << 21 | codes
    return keys


class Tokenizer:
    """Tokenizer of the texts of one segment. Not thread-safe: it numbers long words as it meets them."""

    def __init__(self, trie: Trie):
        self._trie = trie
        self._long: dict[str, int] = {}

    def tokenize(self, squeezed: SqueezedText) -> tuple[np.ndarray, np.ndarray]:
        """Return positions and the tokens that begin there, punctuation left out.

        The order is that of the kinds of tokens; the positions of one token ascend.
        """
        codes = np.insert(squeezed.codes, squeezed.barriers, UNIT_SEPARATOR_CODE)
        marks = squeezed.barriers + np.arange(len(squeezed.barriers))  # the offsets of what was inserted
        follows_gap = np.zeros(len(codes), bool)
        follows_gap[squeezed.after_gap + squeezed.barriers.searchsorted(squeezed.after_gap, "right")] = True
        offsets, tokens = zip(*self._find(codes, follows_gap), strict=True)
        joined = np.concatenate(offsets)
        positions = joined - marks.searchsorted(joined)
        return positions.astype(np.uint32), np.concatenate(tokens).astype(np.uint32)

    def _find(self, codes: np.ndarray, follows_gap: np.ndarray) -> Iterator[TokensAt]:
        """Yield the offsets in ``codes`` and the tokens that begin there, kind by kind."""
        digits = _DIGITS[np.minimum(codes, 127)]
        digits[codes > 126] = 0
        singles = np.flatnonzero((digits == 0) & (codes != UNIT_SEPARATOR_CODE))
        yield singles, codes[singles].astype(np.int64)
        yield from self._words(codes)
        yield from self._numbers(codes, digits, follows_gap)

    def _words(self, codes: np.ndarray) -> Iterator[TokensAt]:
        """Yield the dictionary words at every offset, by length."""
        nodes = self._trie.first[codes]
        offsets = np.flatnonzero(nodes)
        nodes, length = nodes[offsets], 1
        while len(offsets):
            inside = offsets + length < len(codes)
            offsets, nodes = offsets[inside], nodes[inside]
            nodes = self._trie.step(nodes, codes[offsets + length])
            offsets, nodes, length = offsets[nodes > 0], nodes[nodes > 0], length + 1
            ends = self._trie.is_word[nodes]
            yield offsets[ends], nodes[ends].astype(np.int64) + _WORD

    def _numbers(self, codes: np.ndarray, digits: np.ndarray, follows_gap: np.ndarray) -> Iterator[TokensAt]:
        """Yield numbers and Latin words, and their n-grams.

        Letters and digits that follow one another in ``codes`` are a run; a gap within one begins another word.
        """
        offsets = np.flatnonzero(digits)
        if not len(offsets):
            return
        begins_run = np.diff(offsets, prepend=-2) > 1
        run = np.cumsum(begins_run) - 1
        run_ends = offsets[np.diff(offsets, append=len(codes) + 1) > 1] + 1
        left = run_ends[run] - offsets
        yield from self._ngrams(digits, offsets, left, _NGRAM)
        first = np.flatnonzero(begins_run | follows_gap[offsets])
        yield from self._ngrams(digits, offsets[first], left[first], _EDGE_NGRAM)
        starts, run = offsets[first], run[first]
        ends = np.minimum(np.append(starts[1:], len(codes)), run_ends[run])
        for count in range(1, MAX_JOINED_WORDS + 1):
            is_joined = run[: len(run) - count + 1] == run[count - 1 :]
            yield from self._whole(
                codes, digits, starts[: len(run) - count + 1][is_joined], ends[count - 1 :][is_joined]
            )

    def _whole(self, codes: np.ndarray, digits: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Iterator[TokensAt]:
        """Yield the numbers or words between ``starts`` and ``ends``."""
        for length in range(1, MAX_NGRAM_LENGTH + 1):
            whole = starts[ends - starts == length]
            yield whole, _encode_number(digits, whole, length) + _SHORT
        longer = ends - starts > MAX_NGRAM_LENGTH
        strings = [
            codes[a:b].astype(np.uint8).tobytes().decode("ascii")
            for a, b in zip(starts[longer].tolist(), ends[longer].tolist(), strict=True)
        ]
        yield starts[longer], np.array([self._long.setdefault(s, len(self._long)) + _LONG for s in strings], np.int64)

    @staticmethod
    def _ngrams(digits: np.ndarray, offsets: np.ndarray, left: np.ndarray, kind: int) -> Iterator[TokensAt]:
        for length in range(1, MAX_NGRAM_LENGTH + 1):
            offsets, left = offsets[left >= length], left[left >= length]
            yield offsets, _encode_number(digits, offsets, length) + kind

    def decode_tokens(self, tokens: np.ndarray) -> list[str]:
        """Return the strings of tokens that this object made."""
        long = list(self._long)
        return [self._string(token, long) for token in tokens.tolist()]

    def _string(self, token: int, long: list[str]) -> str:
        if token < _WORD:
            return chr(token)
        if token < _NGRAM:
            return self._trie.strings[token - _WORD]
        if token >= _LONG:
            return long[token - _LONG]
        prefix = NGRAM_PREFIX if token < _EDGE_NGRAM else EDGE_NGRAM_PREFIX if token < _SHORT else ""
        return prefix + _decode_number((token - _NGRAM) % (_EDGE_NGRAM - _NGRAM))


def find_punctuation(squeezed: SqueezedText) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the offsets of the punctuation in the folded text, the positions of what follows it, and the tokens.

    A character that a gap has twice is returned once. The positions ascend.
    """
    codes = np.frombuffer(squeezed.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    tokens = codes[squeezed.gap_offsets].astype(np.int64)
    firsts = np.unique(squeezed.gap_positions << 21 | tokens, return_index=True)[1]
    return squeezed.gap_offsets[firsts], squeezed.gap_positions[firsts].astype(np.uint32), tokens[firsts]


def _encode_number(digits: np.ndarray, offsets: np.ndarray, length: int) -> np.ndarray:
    number = np.zeros(len(offsets), np.int64)
    for shift in range(length):
        number = number * _BASE + digits[offsets + shift]
    return number


def _decode_number(number: int) -> str:
    string = ""
    while number:
        number, digit = divmod(number, _BASE)
        string = _ALPHABET[digit - 1] + string
    return string
