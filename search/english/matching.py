"""Conditions on English paragraphs as PostgreSQL judges them: stems by its full-text search, phrases word for word."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q

from resolutions.models import ENGLISH_CONFIGURATION
from resolutions.text.english_words import COMMON_WORDS
from search.english.query import AllOf, AnyOf, EnglishNode, EnglishTerm, NoneOf

Combine = Callable[[Q, Q], Q]


def build_condition(node: EnglishNode) -> Q:
    """Return the condition on a ``ParagraphPair``."""
    if isinstance(node, NoneOf):
        return ~build_condition(node.part)
    if isinstance(node, AllOf | AnyOf):
        combine: Combine = and_ if isinstance(node, AllOf) else or_
        return reduce(combine, map(build_condition, node.parts))
    return reduce(or_, (_build_form_condition(node, words) for words in node.forms))


def _build_form_condition(term: EnglishTerm, words: tuple[str, ...]) -> Q:
    """Stems find the rows by the index; the words themselves then decide a phrase and the beginning of a word."""
    condition = Q()
    stemmed = words[:-1] if term.is_prefix else words
    if not COMMON_WORDS.issuperset(stemmed):
        condition &= Q(vector=_phrase(stemmed))
    if term.is_prefix or term.is_phrase or not condition:
        condition &= Q(words__contains=f" {' '.join(words)}{'' if term.is_prefix else ' '}")
    return condition


def _phrase(words: Iterable[str]) -> SearchQuery:
    return SearchQuery(" ".join(words), config=ENGLISH_CONFIGURATION, search_type="phrase")


def build_rank_query(terms: Iterable[EnglishTerm]) -> SearchQuery | None:
    """Return the query by which PostgreSQL ranks paragraphs; None when no term has stems."""
    phrases = [_phrase(form) for term in terms for form in term.forms if not COMMON_WORDS.issuperset(form)]
    return reduce(or_, phrases) if phrases else None


def find_stems(words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each word, the word itself where PostgreSQL has none; one query."""
    wanted = sorted(set(words))
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, (ts_lexize('english_stem', word))[1] FROM unnest(%s::text[]) AS word", [wanted])
        return {word: stem or word for word, stem in cursor.fetchall()}
