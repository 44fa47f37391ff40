"""Dictionary of the search: jieba's general words and the terms of the field in ``words.txt``."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from math import inf, log
from pathlib import Path

import jieba

from resolutions.text.han import HAN_RANGES
from search.chinese.folding import fold, fold_each

WORDS_FILE = Path(__file__).with_name("words.txt")
_BLOCKS = re.compile("[一-鿕]+|.", re.S)  # jieba makes no word of other characters
_HAN_WORD = re.compile(f"[{HAN_RANGES}]+").fullmatch
_DOMAIN_WORD_FREQUENCY = 100_000  # high enough that jieba does not split a term of the field


class Dictionary:
    """Folded Chinese words with their frequencies, in ``words``.

    ``words`` also has every prefix of a word; the frequency of a prefix that is no word is 0. Single characters have
    frequencies too: without them 日安全理事会 would never be cut after 日, because 日安 is a word.
    ``total`` is the sum of all frequencies.
    """

    def __init__(self, domain_words: Iterable[str] = (), general_words: Iterable[tuple[str, int]] = ()):
        self.words: dict[str, int] = {}
        self.total = 1
        self._add_words(general_words)
        terms = list(domain_words)
        self._general_parts = {term: self.cut(term) for term in terms if not self.words.get(term)}
        self._add_words((term, _DOMAIN_WORD_FREQUENCY) for term in terms)

    def _add_words(self, words: Iterable[tuple[str, int]]) -> None:
        for word, frequency in words:
            if not _HAN_WORD(word):
                continue
            self.total += frequency
            self.words[word] = max(frequency, 1)
            for end in range(1, len(word)):
                self.words.setdefault(word[:end], 0)
        self._log_total = log(self.total)

    def cut(self, run: str) -> list[str]:
        """Split a folded run of Chinese characters into its most probable sequence of words.

        A character that belongs to no word is a word of its own. Of equally probable sequences the one with the longer
        first word is taken. These are the words of ``jieba.Tokenizer.cut`` without its model of unknown words.
        """
        if _BLOCKS.fullmatch(run):
            return self._cut_block(run)
        return [word for block in _BLOCKS.findall(run) for word in self._cut_block(block)]

    def _cut_block(self, run: str) -> list[str]:
        words, log_total, end = self.words, self._log_total, len(run)
        # Of the best words from a character on: where the first one ends, and the logarithm of their odds
        stops, scores = [0] * end, [0.0] * (end + 1)
        for start in range(end - 1, -1, -1):
            best, best_stop, stop = -inf, start + 1, start + 1
            while stop <= end and (frequency := words.get(run[start:stop])) is not None:
                if frequency and (score := log(frequency) - log_total + scores[stop]) >= best:
                    best, best_stop = score, stop
                stop += 1
            stops[start] = best_stop
            scores[start] = best if best > -inf else scores[start + 1] - log_total
        pieces, start = [], 0
        while start < end:
            pieces.append(run[start : stops[start]])
            start = stops[start]
        return pieces

    def split_compound(self, word: str) -> list[str]:
        """Split a word into the fewest shorter words, the most frequent of equally many; [] when there are none.

        At most one part is a single character, so that a name such as 科特迪瓦 is not split.
        """
        splits = [self.cut(word[:at]) + self.cut(word[at:]) for at in range(1, len(word))]
        splits = [
            parts for parts in splits if sum(len(part) == 1 for part in parts) <= len(parts) // 2 <= len(word) // 3
        ]
        return min(splits, key=lambda parts: (len(parts), -min(self.words.get(p, 0) for p in parts)), default=[])

    def cut_printed(self, run: str) -> list[str]:
        """Split a run of printed Chinese characters, traditional ones included, into general words.

        A term of the field counts as several words, so that a comparison of texts marks only what differs.
        ``run`` must consist of CJK unified ideographs (U+4E00 to U+9FFF): each of them folds to one character.
        Joined, the words give ``run`` back.
        """
        words, start = [], 0
        for term in self.cut(fold(run)):
            for word in self._general_parts.get(term, [term]):
                words.append(run[start : start + len(word)])
                start += len(word)
        return words


def read_dictionary_terms(path: Path = WORDS_FILE) -> dict[str, str]:
    """Read the terms of the field with their remarks.

    The file has one ``term<TAB>remark`` a line; a line that begins with ``#`` is a comment.
    """
    lines = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {term.strip(): (rest[0].strip() if rest else "") for term, *rest in lines}


@cache
def load_dictionary() -> Dictionary:
    """Load the dictionary that index, queries and comparisons share; once a process, in half a second.

    Of jieba only the file of words is read. Its tokenizer would write a cache file with a predictable name to the
    temporary folder and unmarshal whatever it finds there.
    """
    with jieba.Tokenizer().get_dict_file() as source:
        rows = [line.split(" ") for line in source.read().decode("utf-8").splitlines()]
    folded = fold_each([row[0] for row in rows])
    general_words = [(word, int(row[1])) for word, row in zip(folded, rows, strict=True)]
    return Dictionary(fold_each(list(read_dictionary_terms())), general_words)


def compute_dictionary_digest() -> str:
    """Return the SHA-256 of the dictionary's sources; it differs when the dictionary does."""
    return hashlib.sha256(jieba.__version__.encode() + WORDS_FILE.read_bytes()).hexdigest()
