"""Tokens of a query: those that cover a string without a gap, and its words.

A text that has the tokens of ``cover`` at their offsets contains exactly the covered string.
"""

import hashlib
import re
from dataclasses import dataclass

from search.chinese.dictionary import Dictionary, compute_dictionary_digest
from search.chinese.folding import HAN_RANGES
from search.chinese.tokens import EDGE_NGRAM_PREFIX, INDEX_FORMAT_VERSION, MAX_NGRAM_LENGTH, NGRAM_PREFIX

_RUN = re.compile(rf"[a-z0-9]+|[{HAN_RANGES}]+|[^a-z0-9{HAN_RANGES}]")


@dataclass(frozen=True, slots=True)
class PositionedToken:
    """Token and its character offset in the string that it helps to cover."""

    token: str
    offset: int


def cover(string: str, dictionary: Dictionary, is_word_start: bool = False) -> list[PositionedToken]:
    """Return tokens that together cover every character of the folded ``string``, in order of offset.

    A number or Latin word at either end may be part of a longer one, so it is covered by n-grams.
    With ``is_word_start`` one at the start must begin there, so its first token is an edge n-gram.

    >>> [placed.token for placed in cover("553(2020)号", Dictionary(["决议"]))]
    ['~553', '(', '2020', ')', '号']
    """
    tokens: list[PositionedToken] = []
    for run in _RUN.finditer(string):
        start, end = run.span()
        if not run[0][0].isascii():
            tokens += _cover_words(run[0], start, dictionary)
        elif not run[0].isalnum() or (start > 0 and end < len(string)):
            tokens.append(PositionedToken(run[0], start))
        else:
            tokens += _cover_number(run[0], start, EDGE_NGRAM_PREFIX if start == 0 and is_word_start else NGRAM_PREFIX)
    return tokens


def _cover_number(word: str, start: int, first_prefix: str) -> list[PositionedToken]:
    """Cover a number or Latin word by n-grams; the last one overlaps the one before, to be of full length."""
    size = len(word)
    offsets = [*range(0, max(size - MAX_NGRAM_LENGTH, 0), MAX_NGRAM_LENGTH), max(size - MAX_NGRAM_LENGTH, 0)]
    return [
        PositionedToken(
            (first_prefix if offset == 0 else NGRAM_PREFIX) + word[offset : offset + MAX_NGRAM_LENGTH], start + offset
        )
        for offset in dict.fromkeys(offsets)
    ]


def _cover_words(run: str, start: int, dictionary: Dictionary) -> list[PositionedToken]:
    """Cover a Chinese run by the longest dictionary words, and by single characters outside all words."""
    words = dictionary.words
    covering: list[PositionedToken] = []
    covered = 0
    for i in range(len(run)):
        longest, j = 1, i + 2
        while j <= len(run) and run[i:j] in words:
            if words[run[i:j]]:
                longest = j - i
            j += 1
        if i + longest > covered:
            covering.append(PositionedToken(run[i : i + longest], start + i))
            covered = i + longest
    return covering


def split_words(string: str, dictionary: Dictionary) -> list[str]:
    """Split a folded ``string`` for a fuzzy search into dictionary words, single characters and numbers.

    Punctuation is left out.

    >>> split_words("保护平民1325", Dictionary(["保护", "平民"]))
    ['保护', '平民', '1325']
    """
    words: list[str] = []
    for run in _RUN.finditer(string):
        if run[0][0].isascii():
            words.extend([run[0]] if run[0].isalnum() else [])
        else:
            words.extend(word for word in dictionary.cut(run[0]) if word.isalnum())
    return words


def compute_index_digest() -> str:
    """Return 16 hexadecimal digits that differ when a text would be indexed differently.

    They depend on the dictionary and ``INDEX_FORMAT_VERSION``. An index with another digest is outdated.
    """
    return hashlib.sha256(f"{INDEX_FORMAT_VERSION}\0{compute_dictionary_digest()}".encode()).hexdigest()[:16]
