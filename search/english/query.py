"""English part of a query: words to find in English paragraphs, and the conditions that the Chinese index judges."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resolutions.text.citations.spellings import read_spelling
from resolutions.text.english_words import COMMON_WORDS, split_words
from resolutions.text.han import ANY_HAN
from search.query.parser import And, Node, Not, Or, Query, TextCondition

_has_letters = re.compile("[a-z]{2}").search


@dataclass(frozen=True, slots=True)
class EnglishTerm:
    """Words that stand in a row. ``joined`` are those of the same text without hyphens, if they differ.

    ``is_phrase``: exactly these words; otherwise their stems. ``is_prefix``: the last word may go on.
    """

    words: tuple[str, ...]
    joined: tuple[str, ...] = ()
    is_phrase: bool = False
    is_prefix: bool = False

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """The words, and those without hyphens."""
        return (self.words, self.joined) if self.joined else (self.words,)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Paragraphs that meet all parts."""

    parts: tuple["EnglishNode", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Paragraphs that meet any part."""

    parts: tuple["EnglishNode", ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Paragraphs that do not meet the part."""

    part: "EnglishNode"


EnglishNode = EnglishTerm | AllOf | AnyOf | NoneOf


@dataclass(frozen=True, slots=True)
class EnglishQuery:
    """``node`` is judged paragraph by paragraph in English, ``rest`` document by document in Chinese."""

    node: EnglishNode
    rest: tuple[Node, ...] = ()

    def terms(self) -> list[EnglishTerm]:
        """Return the terms to highlight, in the order typed; excluded ones are left out."""
        return list(_iter_terms(self.node))


def read_english_query(query: Query) -> EnglishQuery | None:
    """Split a parsed query without synonyms; None if it has no English word of substance.

    >>> from search.query.parser import parse_query
    >>> [term.words for term in read_english_query(parse_query('索马里 "off the coast" piracy')).terms()]
    [('off', 'the', 'coast'), ('piracy',)]
    >>> [read_english_query(parse_query(typed)) for typed in ("索马里", "S/RES/2553(2020)", "of the", "1325")]
    [None, None, None, None]

    A query that is limited to a section, or that is a symbol, is none. Common words outside of quotation marks and the
    end of a word do not matter. Numbers beside English words are English. Alternatives in both languages, and words
    near one another, are left to the Chinese index.
    """
    if query.scope or not _has_letters(query.typed.lower()) or read_spelling(query.typed):
        return None
    parts = query.node.parts if isinstance(query.node, And) else (query.node,) if query.node else ()
    english = [part for part in parts if _is_english(part)]
    node = _join(AllOf, _read_all(english))
    if node is None or not any(_is_substantial(term) for term in _iter_terms(node)):
        return None
    return EnglishQuery(node, tuple(part for part in parts if part not in english))


def _is_english(node: Node) -> bool:
    if isinstance(node, And | Or):
        return all(map(_is_english, node.parts))
    if isinstance(node, Not):
        return _is_english(node.part)
    return isinstance(node, TextCondition) and not node.scope and not _has_other_letters(node.typed)


def _has_other_letters(typed: str) -> bool:
    """Return whether a text has a letter that is not Latin."""
    if typed.isascii():
        return False
    plain = unicodedata.normalize("NFKC", typed)  # full-width letters are Latin ones
    return bool(ANY_HAN.search(plain)) or any(map(_is_other_letter, plain))


def _is_other_letter(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "").startswith("LATIN")


def _read_all(nodes: Iterable[Node]) -> list[EnglishNode]:
    return [read for node in nodes if (read := _read(node))]


def _read(node: Node) -> EnglishNode | None:
    """Return a tree of English conditions; None for one of nothing but common words and signs."""
    if isinstance(node, And | Or):
        return _join(AllOf if isinstance(node, And) else AnyOf, _read_all(node.parts))
    if isinstance(node, Not):
        part = _read(node.part)
        return NoneOf(part) if part else None
    assert isinstance(node, TextCondition)
    words = tuple(word.text for word in split_words(node.typed))
    joined = tuple(word.text for word in split_words(node.typed, join_hyphens=True))
    if not words or (not node.is_phrase and COMMON_WORDS.issuperset(words)):
        return None
    return EnglishTerm(words, joined if joined != words else (), node.is_phrase, node.is_prefix)


def _join(kind: type[AllOf | AnyOf], parts: list[EnglishNode]) -> EnglishNode | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))


def _iter_terms(node: EnglishNode) -> Iterator[EnglishTerm]:
    if isinstance(node, EnglishTerm):
        yield node
    elif not isinstance(node, NoneOf):
        for part in node.parts:
            yield from _iter_terms(part)


def _is_substantial(term: EnglishTerm) -> bool:
    return any(_has_letters(word) and word not in COMMON_WORDS for word in term.words)
