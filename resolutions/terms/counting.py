"""Pairs of paragraphs in memory, to count word groups in them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from resolutions.terms.association import Candidate, Counts, fit_lengths, propose_renderings
from resolutions.terms.grams import chinese_grams, english_grams, english_key, iter_passages
from resolutions.text.english_words import COMMON_WORDS
from search.chinese.dictionary import load_dictionary


@dataclass(frozen=True, slots=True)
class PairOfTexts:
    """Folded Chinese, English as printed, and the words of the English without endings between blanks."""

    chinese: str
    english: str
    keys: str

    @classmethod
    def read(cls, chinese: str, english: str, words: str) -> "PairOfTexts":
        """Read the two columns of a ``ParagraphPair``, and the text of its English paragraphs."""
        passages = (" ".join(["", *map(english_key, passage), ""]) for passage in iter_passages(words))
        return cls(chinese, english, "|".join(passages))


@dataclass(frozen=True, slots=True)
class Rendering:
    """A candidate as readers see it: ``text`` is the form that is printed most often."""

    text: str
    counts: Counts


def find_chinese(pairs: Iterable[PairOfTexts], term: str) -> list[PairOfTexts]:
    """Return the pairs with a folded Chinese term."""
    return [pair for pair in pairs if term in pair.chinese]


def find_english(pairs: Iterable[PairOfTexts], key: str) -> list[PairOfTexts]:
    """Return the pairs with an English term, given as ``english_key`` writes it."""
    return [pair for pair in pairs if f" {key} " in pair.keys]


def propose_english(pairs: Sequence[PairOfTexts], term: str) -> list[Rendering]:
    """Return the English word groups that go with a folded Chinese term, the best first."""
    rows = find_chinese(pairs, term)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def read(row: PairOfTexts) -> Iterator[str]:
        for gram in english_grams(row.english):
            forms[key := english_key(gram)][gram] += 1
            yield key

    found = propose_renderings(
        map(read, rows),
        partial(_count, pairs, rows, lambda key, pair: f" {key} " in pair.keys),
        lambda key: fit_lengths(len(term), _count_words(key)),
    )
    return [Rendering(forms[one.key].most_common(1)[0][0], one.counts) for one in found]


def propose_chinese(pairs: Sequence[PairOfTexts], key: str) -> list[Rendering]:
    """Return the Chinese word groups that go with an English term, given as ``english_key`` writes it."""
    rows = find_english(pairs, key)
    dictionary = load_dictionary()
    found: list[Candidate] = propose_renderings(
        (chinese_grams(row.chinese, dictionary) for row in rows),
        partial(_count, pairs, rows, lambda gram, pair: gram in pair.chinese),
        lambda gram: fit_lengths(len(gram), _count_words(key)),
    )
    return [Rendering(one.key, one.counts) for one in found]


def _count(
    pairs: Sequence[PairOfTexts],
    rows: Sequence[PairOfTexts],
    has: Callable[[str, PairOfTexts], bool],
    grams: Sequence[str],
) -> list[Counts]:
    return [
        Counts(
            both=sum(has(gram, row) for row in rows),
            source=len(rows),
            target=sum(has(gram, pair) for pair in pairs),
            total=len(pairs),
        )
        for gram in grams
    ]


def _count_words(key: str) -> int:
    return sum(word not in COMMON_WORDS for word in key.split())
