"""Words of a question that say nothing about what is asked for (``question_words.txt``)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

QUESTION_WORDS_FILE = Path(__file__).with_name("question_words.txt")
_INTERROGATIVE = "?"


@cache
def _question_words() -> dict[str, bool]:
    """Return all words of the list; True for an interrogative word."""
    lines = (line for line in QUESTION_WORDS_FILE.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {word: remark == _INTERROGATIVE for word, _, remark in (line.partition("\t") for line in lines)}


def remove_question_words(words: Sequence[str]) -> list[str]:
    """Return the words of a query without those that only ask; unchanged when it is no question.

    >>> remove_question_words(["哪些", "决议", "谈到", "了", "儿童兵"])
    ['决议', '儿童兵']
    >>> remove_question_words(["有关", "妇女"])
    ['有关', '妇女']

    A question of nothing but such words stays as it is.
    """
    known = _question_words()
    if not any(known.get(word) for word in words):
        return list(words)
    return [word for word in words if word not in known] or list(words)
