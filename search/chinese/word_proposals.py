"""Proposals of new dictionary terms: sequences of words that occur together far more often than by chance."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search.chinese.cover import split_words
from search.chinese.dictionary import Dictionary
from search.chinese.folding import fold

MAX_TERM_WORDS = 5
MIN_COUNT = 5
MIN_COHESION = 3.0  # natural logarithm; e³ is twenty times as often as by chance
_PARTICLES = frozenset("的和与及或在对将是为以其这该并于从向就按等也而由有各个一不了")


@dataclass(frozen=True, slots=True)
class WordProposal:
    """Proposed term with its number of occurrences.

    ``cohesion`` is the smallest pointwise mutual information (natural logarithm) over the ways to cut the term in two.
    """

    term: str
    count: int
    cohesion: float


def propose_words(texts: Iterable[str], dictionary: Dictionary) -> list[WordProposal]:
    """Return terms that the dictionary lacks, the most frequent first.

    A term that begins or ends with a particle is left out.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for sentence in _sentences(text):
            sequence = split_words(sentence, dictionary)
            for size in range(1, MAX_TERM_WORDS + 1):
                counts.update(tuple(sequence[i : i + size]) for i in range(len(sequence) - size + 1))
    total = sum(count for words, count in counts.items() if len(words) == 1)
    candidates = (item for item in counts.items() if _may_be_term(*item, dictionary))
    proposals = [_build_proposal(words, count, counts, total) for words, count in candidates]
    cohesive = [proposal for proposal in proposals if proposal.cohesion >= MIN_COHESION]
    return sorted(cohesive, key=lambda proposal: (-proposal.count, proposal.term))


def _sentences(text: str) -> list[str]:
    """Split a text into runs of Chinese characters; a term contains no punctuation mark or number."""
    return "".join(character if character >= "㐀" and character.isalpha() else " " for character in fold(text)).split()


def _may_be_term(words: tuple[str, ...], count: int, dictionary: Dictionary) -> bool:
    term = "".join(words)
    return (
        len(words) > 1
        and count >= MIN_COUNT
        and len(term) > 2
        and words[0][0] not in _PARTICLES
        and words[-1][-1] not in _PARTICLES
        and not dictionary.words.get(term)
    )


def _build_proposal(words: tuple[str, ...], count: int, counts: Counter[tuple[str, ...]], total: int) -> WordProposal:
    bonds = (math.log(count * total / (counts[words[:cut]] * counts[words[cut:]])) for cut in range(1, len(words)))
    return WordProposal("".join(words), count, min(bonds))
