"""Queries taken apart in the same tokens as the texts.

``cover`` names tokens that lie side by side over a whole string, so that a text in which
they stand in these places holds exactly this string. ``cut`` gives the words of a string.
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
    """A token and where it begins in the string it helps to cover."""

    token: str
    offset: int


def cover(string: str, dictionary: Dictionary, is_word_start: bool = False) -> list[PositionedToken]:
    """Tokens that together cover every character of the folded ``string``, in order.

    At the ends a number may have been cut, so pieces are asked for there; with
    ``is_word_start`` a number or Latin word at the start must begin there.

    >>> [placed.token for placed in cover("553(2020)号", Dictionary(["决议"]))]
    ['~553', '(', '2020', ')', '号']
    """
    placed: list[PositionedToken] = []
    for run in _RUN.finditer(string):
        start, end = run.span()
        if not run[0][0].isascii():
            placed += _cover_words(run[0], start, dictionary)
        elif not run[0].isalnum() or (start > 0 and end < len(string)):
            placed.append(PositionedToken(run[0], start))
        else:
            placed += _cover_number(run[0], start, EDGE_NGRAM_PREFIX if start == 0 and is_word_start else NGRAM_PREFIX)
    return placed


def _cover_number(word: str, start: int, first_kind: str) -> list[PositionedToken]:
    """Pieces side by side; the last one reaches back so that it is as long as can be."""
    size = len(word)
    offsets = [*range(0, max(size - MAX_NGRAM_LENGTH, 0), MAX_NGRAM_LENGTH), max(size - MAX_NGRAM_LENGTH, 0)]
    return [
        PositionedToken(
            (first_kind if offset == 0 else NGRAM_PREFIX) + word[offset : offset + MAX_NGRAM_LENGTH], start + offset
        )
        for offset in dict.fromkeys(offsets)
    ]


def _cover_words(run: str, start: int, dictionary: Dictionary) -> list[PositionedToken]:
    """The dictionary words in ``run`` that no longer one covers, and the characters that none covers."""
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
    """The words of a folded ``string`` for a search by words: dictionary words, single characters, numbers.

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
    """What the tokens of a text depend on, in one short string: the index keeps it and refuses another."""
    return hashlib.sha256(f"{INDEX_FORMAT_VERSION}\0{compute_dictionary_digest()}".encode()).hexdigest()[:16]
