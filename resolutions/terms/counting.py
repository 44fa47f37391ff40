"""Pairs of paragraphs in memory, to count word groups in them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from resolutions.terms.association import Candidate, Counts, fit_lengths, propose_renderings
from resolutions.terms.grams import chinese_grams, english_grams_with_keys, english_key, iter_passages
from resolutions.text.english_words import COMMON_WORDS
from search.chinese.dictionary import load_dictionary

MAX_READ = 500  # paragraphs with the term in which word groups are looked for; they are counted in all


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
class CountedRendering:
    """A candidate as readers see it: ``text`` is the form that is printed most often."""

    text: str
    counts: Counts


def find_chinese(pairs: Iterable[PairOfTexts], term: str) -> list[PairOfTexts]:
    """Return the pairs with a folded Chinese term."""
    return [pair for pair in pairs if term in pair.chinese]


def find_english(pairs: Iterable[PairOfTexts], key: str) -> list[PairOfTexts]:
    """Return the pairs with an English term, given as ``english_key`` writes it."""
    return [pair for pair in pairs if f" {key} " in pair.keys]


def propose_english(pairs: Sequence[PairOfTexts], term: str) -> list[CountedRendering]:
    """Return the English word groups that go with a folded Chinese term, the best first."""
    with_term, others = find_chinese(pairs, term), [pair for pair in pairs if term not in pair.chinese]
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def read(row: PairOfTexts) -> Iterator[str]:
        for gram, key in english_grams_with_keys(row.english):
            forms[key][gram] += 1
            yield key

    found = propose_renderings(
        map(read, _take_evenly(with_term)),
        partial(_count_english, with_term, others),
        lambda key: fit_lengths(len(term), _count_words(key)),
    )
    return [CountedRendering(forms[one.key].most_common(1)[0][0], one.counts) for one in found]


def propose_chinese(pairs: Sequence[PairOfTexts], key: str) -> list[CountedRendering]:
    """Return the Chinese word groups that go with an English term, given as ``english_key`` writes it."""
    with_term, others = find_english(pairs, key), [pair for pair in pairs if f" {key} " not in pair.keys]
    dictionary = load_dictionary()
    found: list[Candidate] = propose_renderings(
        (chinese_grams(row.chinese, dictionary) for row in _take_evenly(with_term)),
        partial(_count_chinese, with_term, others),
        lambda gram: fit_lengths(len(gram), _count_words(key)),
    )
    return [CountedRendering(one.key, one.counts) for one in found]


def _take_evenly(rows: Sequence[PairOfTexts]) -> list[PairOfTexts]:
    """Return at most ``MAX_READ`` rows, from the first to the last part of them alike."""
    return [rows[at * len(rows) // MAX_READ] for at in range(MAX_READ)] if len(rows) > MAX_READ else list(rows)


def _count_english(
    with_term: Sequence[PairOfTexts], others: Sequence[PairOfTexts], keys: Sequence[str]
) -> list[Counts]:
    return _count([one.keys for one in with_term], [one.keys for one in others], [f" {key} " for key in keys])


def _count_chinese(
    with_term: Sequence[PairOfTexts], others: Sequence[PairOfTexts], grams: Sequence[str]
) -> list[Counts]:
    return _count([one.chinese for one in with_term], [one.chinese for one in others], grams)


def _count(beside: Sequence[str], others: Sequence[str], needles: Iterable[str]) -> list[Counts]:
    """Count the texts with each needle: those ``beside`` the term, and all."""
    total = len(beside) + len(others)
    counts = []
    for needle in needles:
        both = sum(needle in text for text in beside)
        counts.append(Counts(both, len(beside), both + sum(needle in text for text in others), total))
    return counts


def _count_words(key: str) -> int:
    return sum(word not in COMMON_WORDS for word in key.split())
