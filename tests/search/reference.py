"""Reference tokenizer: finds one by one the tokens that ``search.chinese.tokens`` finds at all offsets at once."""

import re
from collections import Counter

from search.chinese.dictionary import Dictionary
from search.chinese.tokens import EDGE_NGRAM_PREFIX, MAX_NGRAM_LENGTH, NGRAM_PREFIX

NUMBER = re.compile("[a-z0-9]+")


def tokens(text: str, dictionary: Dictionary) -> Counter[tuple[int, str]]:
    """Count the tokens of the folded ``text`` with their offsets."""
    found = Counter((i, c) for i, c in enumerate(text) if c != "\n" and not NUMBER.match(c))
    for i in range(len(text)):
        for j in range(i + 2, len(text) + 1):
            if text[i:j] not in dictionary.words:
                break
            found.update([(i, text[i:j])] if dictionary.words[text[i:j]] else [])
    for run in NUMBER.finditer(text):
        found[run.start(), run[0]] += 1
        found.update(
            (run.start(), EDGE_NGRAM_PREFIX + run[0][:n]) for n in range(1, min(MAX_NGRAM_LENGTH, len(run[0])) + 1)
        )
        for i in range(len(run[0])):
            for j in range(i + 1, min(i + MAX_NGRAM_LENGTH, len(run[0])) + 1):
                found[run.start() + i, NGRAM_PREFIX + run[0][i:j]] += 1
    return found
