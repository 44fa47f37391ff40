"""Words of a text condition that are searched one by one, and the parts of compound words."""

from functools import lru_cache

from search.chinese.cover import split_words
from search.chinese.dictionary import Dictionary
from search.query.questions import remove_question_words

_FUNCTION_CHARACTERS = frozenset("的之和与及或中")  # within compound words


def content_words(string: str, dictionary: Dictionary) -> list[str]:
    """Return the words of a folded string that are required one by one; those that only ask are left out.

    A string without words, such as a punctuation mark, is a word of its own.
    """
    return without_question_words(split_words(string, dictionary), string)


def without_question_words(words: list[str], string: str) -> list[str]:
    """Return the words of a string without those that only ask; the string itself when it has no words."""
    return remove_question_words(words) or [string]


def longest_parts(word: str, dictionary: Dictionary) -> list[str]:
    """Return the parts of a compound word that have more than one character."""
    return [part for part in split_parts(word, dictionary) if len(part) > 1]


@lru_cache(maxsize=1_000)  # matching, ranking and highlighting ask for the same words
def split_parts(word: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Return all parts of a compound word; none for another word."""
    return tuple(dictionary.split_compound(word)) if len(word) > 2 else ()


@lru_cache(maxsize=1_000)
def split_compound(word: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the shorter words that together say the same as a compound word; none for another word.

    A part of one character, such as 南 of 南苏丹, says too little by itself, so such a word is not split.
    """
    parts = tuple(part for part in split_parts(word, dictionary) if part not in _FUNCTION_CHARACTERS)
    return parts if all(len(part) > 1 for part in parts) else ()
