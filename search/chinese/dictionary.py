"""The dictionary: jieba's own words and the words of the field (``words.txt``)."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jieba

from search.chinese.folding import HAN_RANGES, fold_each

WORDS_FILE = Path(__file__).with_name("words.txt")
_HAN_WORD = re.compile(f"[{HAN_RANGES}]{{2,}}").fullmatch
_DOMAIN_WORD_FREQUENCY = 100_000  # high enough that jieba keeps a term of the field in one piece


class Dictionary:
    """Words of two and more Chinese characters and their prefixes: ``words[piece]`` is 0 when it only begins one.

    jieba's tokenizer is filled here and never asked to load by itself: it would keep a
    cache file under a predictable name in the temporary folder and unmarshal it.
    """

    def __init__(self, domain_words: Iterable[str] = (), general_words: Iterable[tuple[str, int]] = ()):
        self.words: dict[str, int] = {}
        total = 0
        for word, frequency in [*general_words, *((word, _DOMAIN_WORD_FREQUENCY) for word in domain_words)]:
            if not _HAN_WORD(word):
                continue
            total += frequency
            self.words[word] = max(frequency, 1)
            for end in range(1, len(word)):
                self.words.setdefault(word[:end], 0)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total, self._tokenizer.initialized = self.words, max(total, 1), True

    def cut(self, run: str) -> list[str]:
        """The likeliest row of words for a run of Chinese characters."""
        pieces: list[str] = []
        for word in self._tokenizer.cut(run, HMM=False):
            pieces.extend([word] if self.words.get(word) else list(word))
        return pieces


def read_dictionary_terms(path: Path = WORDS_FILE) -> dict[str, str]:
    """The terms of the field with their remarks: one a line, ``term<TAB>remark``; ``#`` begins a comment."""
    lines = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {term.strip(): (rest[0].strip() if rest else "") for term, *rest in lines}


@cache
def load_dictionary() -> Dictionary:
    """The one dictionary that index and queries share, read once a process."""
    with jieba.Tokenizer().get_dict_file() as source:
        rows = [line.split(" ") for line in source.read().decode("utf-8").splitlines()]
    folded = fold_each([row[0] for row in rows])
    general_words = [(word, int(row[1])) for word, row in zip(folded, rows, strict=True)]
    return Dictionary(fold_each(list(read_dictionary_terms())), general_words)


def compute_dictionary_digest() -> str:
    """Changes whenever the dictionary does."""
    return hashlib.sha256(jieba.__version__.encode() + WORDS_FILE.read_bytes()).hexdigest()
