"""Interface of the peers, the other engines of the search benchmark, and the words that they all index.

Each peer returns the best 20 documents and the exact count, ranked by BM25 or its nearest function. ``words`` requires
every word somewhere in the document. ``phrases`` requires the words of each part side by side; parts are separated by
blanks. Each peer is tuned: FTS5 with full detail and optimized, PostgreSQL vacuumed, analyzed and without GIN's pending
list, Tantivy with as few segments as it makes.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol, runtime_checkable

from bench.search.page_rows import PageRows
from resolutions.text.han import HAN_RANGES
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import fold
from search.protocol.documents import IndexableDocument

RESULT_LIMIT = 20
QueryParts = list[list[str]]  # the words of each part of a query

_RUN = re.compile(rf"[a-z0-9]+|[{HAN_RANGES}]+|\S")


class Peer(Protocol):
    """An engine to compare with."""

    name: str

    def is_built(self) -> bool:
        """Return True when an earlier run left the index."""

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Index the documents."""

    def open(self) -> None:
        """Open the index for queries."""

    def words(self, parts: QueryParts) -> int:
        """Rank and fetch the best documents with all words; return the number of all of them."""

    def phrases(self, parts: QueryParts) -> int:
        """Rank and fetch the best documents with the words of each part side by side; return the number of all."""


@runtime_checkable
class PeerWithTail(Peer, Protocol):
    """An engine that also finds the documents that lack some words."""

    def any_words(self, parts: QueryParts) -> int:
        """Rank and fetch the best documents with any of the words; return the number of all of them."""


@runtime_checkable
class PeerWithRows(Peer, Protocol):
    """A database that returns all values of a results page; ``is_in_database`` when it is the portal's own."""

    is_in_database: bool

    def has_rows(self) -> bool:
        """Return True when an earlier run left the tables of the page."""

    def build_rows(self, sources: Iterable[IndexableDocument]) -> None:
        """Fill the tables of the page."""

    def rows(self, parts: QueryParts, kind: str) -> PageRows:
        """Return the values of one results page; ``kind`` is ``phrases``, ``words`` or ``any``."""


def count_with_tail(peer: PeerWithTail, parts: QueryParts) -> int:
    """Ask for all words; when they fill no page, ask for any word too. Return the number with all words."""
    total = peer.words(parts)
    if total < RESULT_LIMIT:
        peer.any_words(parts)
    return total


@cache  # texts beyond the archive repeat its paragraphs
def space_words(text: str) -> str:
    """Return the folded text with a blank between its words; punctuation stays, for snippets.

    >>> space_words("环境保护，第2条")
    '环境保护 , 第 2 条'
    """
    cut = load_dictionary().cut
    runs = _RUN.findall(fold(text))
    return " ".join(word for run in runs for word in (cut(run) if len(run) > 1 and not run[0].isascii() else [run]))


def space_document(source: IndexableDocument) -> str:
    """Return title and passages of a document with a blank between the words, a line each."""
    return "\n".join([space_words(source.title), *(space_words(passage.text) for passage in source.passages)])


def split_query(query: str) -> QueryParts:
    """Return the words of each part of a query, split as the texts are; the cache is bypassed."""
    parts = ([word for word in space_words.__wrapped__(part).split() if word.isalnum()] for part in query.split())
    return [part for part in parts if part]


def flatten_parts(parts: QueryParts) -> list[str]:
    """Return the words of all parts."""
    return [word for part in parts for word in part]
