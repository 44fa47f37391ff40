"""Queries that use no sign of the query language: words with blanks between them, as most readers type them."""

import re

from resolutions.text.han import HAN_RANGES
from search.chinese.folding import fold
from search.query.parser.lexer import AND_WORDS, NOT_WORDS, OR_WORDS, PARAGRAPH_WORDS, SENTENCE_WORDS
from search.query.parser.nodes import TextCondition

MAX_WORDS = 12  # a query of more is scanned by the lexer
_ARE_WORDS = re.compile(f"[ \u3000A-Za-z0-9{HAN_RANGES}]+").fullmatch
_OPERATORS = frozenset(map(str.lower, (*AND_WORDS, *OR_WORDS, *NOT_WORDS, *PARAGRAPH_WORDS, *SENTENCE_WORDS, "near")))


def read_plain_words(typed: str) -> tuple[TextCondition, ...]:
    """Return the conditions of a query of nothing but words; none for another query.

    The lexer and the grammar would give the same conditions without a notice, ten times slower.

    >>> [[text.text for text in read_plain_words(typed)] for typed in ("婦女 和平", "妇女 OR 和平", "妇女*")]
    [['妇女', '和平'], [], []]
    """
    if not _ARE_WORDS(typed):
        return ()
    words = typed.split()
    if len(words) > MAX_WORDS or not _OPERATORS.isdisjoint(map(str.lower, words)):
        return ()
    return tuple(TextCondition(fold(word), word) for word in words)
