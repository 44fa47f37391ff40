"""Tokens of a query: those that cover a string, and its words.

A text that has the tokens of ``cover`` at their positions contains exactly the characters of the needle, perhaps with
other punctuation between two tokens (``search.results.phrase_matches``).
"""

import hashlib
import re
from typing import NamedTuple

from resolutions.text.han import HAN_RANGES
from search.chinese.dictionary import Dictionary, compute_dictionary_digest
from search.chinese.gap_characters import LETTERS
from search.chinese.needles import Needle
from search.chinese.tokens import EDGE_NGRAM_PREFIX, INDEX_FORMAT_VERSION, MAX_NGRAM_LENGTH, NGRAM_PREFIX

_RUN = re.compile(rf"[a-z0-9]+|[{HAN_RANGES}]+|[^a-z0-9{HAN_RANGES}]")
_JOIN = re.compile(r"(?<=[a-z])-(?=[0-9])|(?<=[0-9])-(?=[a-z])")


class PositionedToken(NamedTuple):
    """Token and its character offset in the string that it helps to cover."""

    token: str
    offset: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        is_ngram = self.token[0] in (NGRAM_PREFIX, EDGE_NGRAM_PREFIX)
        return self.offset + len(self.token) - is_ngram


def cover(needle: Needle, dictionary: Dictionary, is_word_start: bool = False) -> list[PositionedToken]:
    """Return tokens that together cover every character of ``needle``. None reaches over a gap.

    A number at either end may be part of a longer one, so it is covered by n-grams, as are all Latin words.
    With ``is_word_start`` one at the start must begin there, so its first token is an edge n-gram. The punctuation of a
    verbatim needle is returned as well.

    >>> from search.chinese.needles import parse_needle
    >>> [placed.token for placed in cover(parse_needle("553(2020)号"), Dictionary(["决议"]))]
    ['~553', '2020', '号']
    """
    if needle.characters == needle.string and dictionary.words.get(needle.string):
        return [PositionedToken(needle.string, 0)]
    tokens: list[PositionedToken] = []
    for first, last in needle.pieces:
        for run in _RUN.finditer(needle.characters, first, last):
            start, end = run.span()
            if not run[0][0].isascii():
                tokens += _cover_words(run[0], start, dictionary)
            elif not run[0].isalnum() or _is_whole_number(needle.characters, start, end):
                tokens.append(PositionedToken(run[0], start))
            else:
                prefix = EDGE_NGRAM_PREFIX if start == 0 and is_word_start else NGRAM_PREFIX
                tokens += _cover_number(run[0], start, prefix)
    return [*tokens, *_punctuation(needle)] if needle.is_verbatim else tokens


def _punctuation(needle: Needle) -> list[PositionedToken]:
    """Return the punctuation of a needle; each character has the offset of what follows it."""
    if not needle.characters:
        return [PositionedToken(character, 0) for character in dict.fromkeys(needle.string)]
    gaps = (0, needle.lead), *needle.gaps, (len(needle.characters), needle.trail)
    return [PositionedToken(character, at) for at, gap in gaps for character in dict.fromkeys(gap)]


def _is_whole_number(characters: str, start: int, end: int) -> bool:
    """Return whether digits can be no part of a longer number or word in a text that has the ``characters``."""
    around = characters[start - 1 : start], characters[end : end + 1]
    return characters[start:end].isdigit() and all(one and one not in LETTERS for one in around)


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
    frequency_of, size = dictionary.words.get, len(run)
    covering: list[PositionedToken] = []
    covered = 0
    for i in range(size):
        longest, j = 1, i + 2
        while j <= size and (frequency := frequency_of(run[i:j])) is not None:
            if frequency:
                longest = j - i
            j += 1
        if i + longest > covered:
            covering.append(PositionedToken(run[i : i + longest], start + i))
            covered = i + longest
    return covering


def split_words(string: str, dictionary: Dictionary) -> list[str]:
    """Split a folded ``string`` for a fuzzy search into dictionary words, single characters and numbers.

    Punctuation is left out. A number that a hyphen joins to a word is part of it: COVID-19 is one word, as COVID19.

    >>> split_words("保护平民1325", Dictionary(["保护", "平民"]))
    ['保护', '平民', '1325']
    """
    words: list[str] = []
    for run in _RUN.findall(_JOIN.sub("", string) if "-" in string else string):
        if run.isascii():
            words.extend([run] if run.isalnum() else [])
        else:
            words.extend(filter(str.isalnum, dictionary.cut(run)))
    return words


def compute_index_digest() -> str:
    """Return 16 hexadecimal digits that differ when a text would be indexed differently.

    They depend on the dictionary and ``INDEX_FORMAT_VERSION``. An index with another digest is outdated.
    """
    return hashlib.sha256(f"{INDEX_FORMAT_VERSION}\0{compute_dictionary_digest()}".encode()).hexdigest()[:16]
