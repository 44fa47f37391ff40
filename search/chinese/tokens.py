"""Every token of a text with its place, found for all offsets at once with numpy.

Tokens are: every dictionary word at every offset, every single character, every number or
Latin word whole, every piece of up to four of its characters, and every such piece that
begins it. Whatever string is copied from a text, the tokens in it cover it without a gap.
``tests/search/reference.py`` says the same one character at a time.
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from search.chinese.dictionary import Dictionary

TokensAt: TypeAlias = tuple[np.ndarray, np.ndarray]  # places, and the tokens there

INDEX_FORMAT_VERSION = (
    "10"  # raise it when the tokens, layout or card of the same text change: old indexes are then rebuilt
)
NGRAM_PREFIX = "~"  # before a piece of a number or Latin word, so that it is never taken for a whole one
EDGE_NGRAM_PREFIX = "^"  # before a piece that begins a number or Latin word
MAX_NGRAM_LENGTH = 4
UNIT_SEPARATOR_CODE = 10  # the only character that is no token: it stands between units that are not one running text

# Tokens as numbers: a single character is its code; the other kinds lie above, far enough apart.
_WORD, _GRAM, _START, _PIECE, _LONG = 1_200_000, 2_000_000, 4_000_000, 6_000_000, 8_000_000
TOKEN_BITS = 24
_DIGITS = np.zeros(128, np.int64)
for _place, _character in enumerate("0123456789abcdefghijklmnopqrstuvwxyz", start=1):
    _DIGITS[ord(_character)] = _place
_BASE = 37


class Trie:
    """The dictionary's prefixes as numbered nodes in one hash table, so that numpy can follow many at once."""

    def __init__(self, dictionary: Dictionary):
        self.strings = ["", *dictionary.words]
        numbers = {string: number for number, string in enumerate(self.strings)}
        self.is_word = np.array([False, *(frequency > 0 for frequency in dictionary.words.values())])
        self.first = np.zeros(0x110000, np.int32)
        parents, codes, nodes = [], [], []
        for string, number in numbers.items():
            if len(string) == 1:
                self.first[ord(string)] = number
            elif string:
                parents.append(numbers[string[:-1]])
                codes.append(ord(string[-1]))
                nodes.append(number)
        self._fill(_step(np.array(parents, np.int64), np.array(codes, np.int64)), np.array(nodes, np.int32))

    def _fill(self, keys: np.ndarray, nodes: np.ndarray) -> None:
        """Open addressing: a key lies in the first free slot from its own on."""
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
        """The node that each of ``nodes`` leads to by a character; 0 where none."""
        keys = _step(nodes.astype(np.int64), codes.astype(np.int64))
        slots = self._slots(keys)
        found = np.zeros(len(keys), np.int32)
        open_ = np.arange(len(keys))
        while len(open_):
            there = self._keys[slots]
            hit = there == keys
            found[open_[hit]] = self._nodes[slots[hit]]
            go_on = ~hit & (there >= 0)
            open_, keys, slots = open_[go_on], keys[go_on], (slots[go_on] + 1) & (len(self._keys) - 1)
        return found


def _step(nodes: np.ndarray, codes: np.ndarray) -> np.ndarray:
    return nodes << 21 | codes


class Tokenizer:
    """Takes texts apart and gives the tokens their strings back. Not safe between threads: one for each segment."""

    def __init__(self, trie: Trie):
        self._trie = trie
        self._long: dict[str, int] = {}

    def tokenize(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """The places in the folded ``text``, counted in characters, and the tokens that begin there, unordered.

        For each token its places come in ascending order.
        """
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        digits = _DIGITS[np.minimum(codes, 127)]
        digits[codes > 126] = 0
        singles = np.flatnonzero((digits == 0) & (codes != UNIT_SEPARATOR_CODE))
        found = [(singles, codes[singles].astype(np.int64)), *self._words(codes), *self._numbers(text, digits)]
        places, tokens = zip(*found, strict=True)
        return np.concatenate(places).astype(np.uint32), np.concatenate(tokens).astype(np.uint32)

    def _words(self, codes: np.ndarray) -> Iterator[TokensAt]:
        """Dictionary words at every offset, by length."""
        nodes = self._trie.first[codes]
        places = np.flatnonzero(nodes)
        nodes, length = nodes[places], 1
        while len(places):
            inside = places + length < len(codes)
            places, nodes = places[inside], nodes[inside]
            nodes = self._trie.step(nodes, codes[places + length])
            places, nodes, length = places[nodes > 0], nodes[nodes > 0], length + 1
            ends = self._trie.is_word[nodes]
            yield places[ends], nodes[ends].astype(np.int64) + _WORD

    def _numbers(self, text: str, digits: np.ndarray) -> Iterator[TokensAt]:
        """Numbers and Latin words whole, and their pieces."""
        places = np.flatnonzero(digits)
        if not len(places):
            return
        first = np.diff(places, prepend=-2) > 1
        run = np.cumsum(first) - 1
        starts = places[first]
        ends = places[np.diff(places, append=len(text) + 1) > 1] + 1
        left = ends[run] - places
        yield from self._pieces(digits, places, left, _GRAM)
        yield from self._pieces(digits, starts, ends - starts, _START)
        for length in range(1, MAX_NGRAM_LENGTH + 1):
            whole = starts[ends - starts == length]
            yield whole, _number(digits, whole, length) + _PIECE
        longer = ends - starts > MAX_NGRAM_LENGTH
        strings = [text[a:b] for a, b in zip(starts[longer].tolist(), ends[longer].tolist(), strict=True)]
        yield starts[longer], np.array([self._long.setdefault(s, len(self._long)) + _LONG for s in strings], np.int64)

    @staticmethod
    def _pieces(digits: np.ndarray, places: np.ndarray, left: np.ndarray, kind: int) -> Iterator[TokensAt]:
        for length in range(1, MAX_NGRAM_LENGTH + 1):
            places, left = places[left >= length], left[left >= length]
            yield places, _number(digits, places, length) + kind

    def decode_tokens(self, tokens: np.ndarray) -> list[str]:
        """What the tokens say."""
        long = list(self._long)
        return [self._string(token, long) for token in tokens.tolist()]

    def _string(self, token: int, long: list[str]) -> str:
        if token < _WORD:
            return chr(token)
        if token < _GRAM:
            return self._trie.strings[token - _WORD]
        if token >= _LONG:
            return long[token - _LONG]
        kind = NGRAM_PREFIX if token < _START else EDGE_NGRAM_PREFIX if token < _PIECE else ""
        return kind + _read((token - _GRAM) % (_START - _GRAM))


def _number(digits: np.ndarray, places: np.ndarray, length: int) -> np.ndarray:
    number = np.zeros(len(places), np.int64)
    for offset in range(length):
        number = number * _BASE + digits[places + offset]
    return number


def _read(number: int) -> str:
    string = ""
    while number:
        number, digit = divmod(number, _BASE)
        string = "0123456789abcdefghijklmnopqrstuvwxyz"[digit - 1] + string
    return string
