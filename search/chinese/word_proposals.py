"""New terms for the dictionary, proposed from texts: rows of words that stand together far oftener than by chance."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.chinese.cover import split_words
from search.chinese.dictionary import Dictionary
from search.chinese.folding import fold

MAX_TERM_WORDS = 5  # words
MIN_COUNT = 5
MIN_COHESION = 3.0  # natural logarithm: e³, some twenty times as often as by chance
_LOOSE = frozenset("的和与及或在对将是为以其这该并于从向就按等也而由有各个一不了")


@dataclass(frozen=True, slots=True)
class WordProposal:
    """``cohesion`` is the weakest bond in the term: the smallest mutual information over its cuts in two."""

    term: str
    count: int
    cohesion: float


def propose_words(texts: Iterable[str], dictionary: Dictionary) -> list[WordProposal]:
    """Terms that the dictionary lacks, the most frequent first; none that begins or ends with a particle."""
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for sentence in _sentences(text):
            words = split_words(sentence, dictionary)
            for size in range(1, MAX_TERM_WORDS + 1):
                counts.update(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    total = sum(count for row, count in counts.items() if len(row) == 1)
    found = (_weigh(row, count, counts, total) for row, count in counts.items() if _may_be_term(row, count, dictionary))
    proposals = [one for one in found if one.cohesion >= MIN_COHESION]
    return sorted(proposals, key=lambda one: (-one.count, one.term))


def _sentences(text: str) -> list[str]:
    """Runs of Chinese characters: a term does not cross a mark or a number."""
    return "".join(character if character >= "㐀" and character.isalpha() else " " for character in fold(text)).split()


def _may_be_term(row: tuple[str, ...], count: int, dictionary: Dictionary) -> bool:
    term = "".join(row)
    return (
        len(row) > 1
        and count >= MIN_COUNT
        and len(term) > 2
        and row[0][0] not in _LOOSE
        and row[-1][-1] not in _LOOSE
        and not dictionary.words.get(term)
    )


def _weigh(row: tuple[str, ...], count: int, counts: Counter, total: int) -> WordProposal:
    bonds = (math.log(count * total / (counts[row[:middle]] * counts[row[middle:]])) for middle in range(1, len(row)))
    return WordProposal("".join(row), count, min(bonds))
