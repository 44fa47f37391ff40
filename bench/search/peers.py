"""Interface and word segmentation of the other engines in the search benchmark.

Each returns the best 20 documents and the exact count, ranked by its own BM25 or the nearest it has. ``words`` requires
every word in the document; ``phrases`` requires the words of each blank-separated part side by side. Each engine is
configured for speed: FTS5 with full detail and optimized, PostgreSQL vacuumed, analyzed and without GIN's pending
list, Tantivy with as few segments as it creates.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol, runtime_checkable

from bench.search.page_rows import PageRows
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import HAN_RANGES, fold
from search.index.entries import IndexableDocument

RESULT_LIMIT = 20
QueryParts = list[list[str]]  # the words of each part of a query

_RUN = re.compile(rf"[a-z0-9]+|[{HAN_RANGES}]+|\S")


class Peer(Protocol):
    """An engine without the columns of a results page."""

    name: str

    def is_built(self) -> bool:
        """Return whether an earlier run has left the index."""

    def build(self, sources: Iterable[IndexableDocument]) -> None:
        """Build the index."""

    def open(self) -> None:
        """Open the index for queries."""

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words; rank them and fetch the best."""

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with the words of each part side by side; rank them and fetch the best."""


@runtime_checkable
class PeerWithRows(Peer, Protocol):
    """An engine that also returns the rows of a results page."""

    def has_rows(self) -> bool:
        """Return whether an earlier run has left the rows of the page."""

    def build_rows(self, sources: Iterable[IndexableDocument]) -> None:
        """Store the rows of the page."""

    def rows(self, parts: QueryParts, as_words: bool) -> PageRows:
        """Return the rows of the page for a query, by words or by phrases."""


@cache  # texts beyond the size of the archive repeat its paragraphs
def space_words(text: str) -> str:
    """Return the folded text with a blank between its words; punctuation stays, for snippets.

    >>> space_words("环境保护，第2条")
    '环境保护 , 第 2 条'
    """
    cut = load_dictionary().cut
    runs = _RUN.findall(fold(text))
    return " ".join(word for run in runs for word in (cut(run) if len(run) > 1 and not run[0].isascii() else [run]))


def space_document(source: IndexableDocument) -> str:
    """Return title and paragraphs of a document with a blank between the words."""
    return "\n".join([space_words(source.title), *(space_words(passage.text) for passage in source.passages)])


def split_query(query: str) -> QueryParts:
    """Return the words of each part of a query, segmented like the texts; not cached."""
    parts = ([word for word in space_words.__wrapped__(part).split() if word.isalnum()] for part in query.split())
    return [part for part in parts if part]


def flatten_parts(parts: QueryParts) -> list[str]:
    """Return the words of all parts in order."""
    return [word for part in parts for word in part]
