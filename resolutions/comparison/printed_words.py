"""Words of several paragraphs as one sequence, without the layout: blanks, line breaks, widths and forms."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resolutions.comparison.word_diff import split_words


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word in its folded form, and ``text``, the piece of the paragraph that it is printed in, with blanks behind it.

    ``paragraph`` is the index of the paragraph with its first character, ``last`` of the one with its last character.
    """

    folded: str
    text: str
    paragraph: int
    last: int


def fold_words(text: str) -> str:
    """Return the text without blanks, in one width and without compatibility forms, one character for each.

    >>> fold_words("第２５５３ (2020)\\n号⼤会")
    '第2553(2020)号大会'
    """
    return "".join(map(_fold, "".join(text.split())))


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def list_printed_words(paragraphs: Sequence[str]) -> list[PrintedWord]:
    """Split paragraphs into words; a word may begin in one and end in the next.

    >>> [(word.folded, word.text, word.last) for word in list_printed_words(["安全 理事", "会，"])]
    [('安全', '安全 ', 0), ('理事会', '理事会', 1), (',', '，', 1)]
    """
    places = [
        (number, at) for number, text in enumerate(paragraphs) for at, char in enumerate(text) if not char.isspace()
    ]
    words, start = [], 0
    for folded in split_words("".join(map(fold_words, paragraphs))):
        end = start + len(folded)
        numbers = places[start][0], places[end - 1][0]
        words.append(PrintedWord(folded, _slice(paragraphs, places, start, end), *numbers))
        start = end
    return words


def _slice(paragraphs: Sequence[str], places: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """Return the text of the characters from ``start`` to ``end`` with the blanks between and behind them."""
    number, at = places[start]
    if end == len(places) or places[end][0] != number:
        pieces = [paragraphs[number][at:]]
        pieces += [paragraphs[other][first] for other, first in places[start:end] if other != number]
        return "".join(pieces)
    return paragraphs[number][at : places[end][1]]
