"""What the search's peers in the benchmark share: the same words, and what each has to answer.

Each answers the best 20 documents and the exact count, ranked by its own BM25 or its nearest. ``words`` wants every
word somewhere in the document; ``phrases`` wants the words of each part (parts stand between blanks) side by side.
Each gets its due: FTS5 with all its detail and optimized, PostgreSQL vacuumed, analyzed and without GIN's waiting
list, Tantivy's segments as few as it makes them.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from bench.search.page_rows import PageRows
from search.chinese.dictionary import load_dictionary
from search.chinese.folding import HAN_RANGES, fold
from search.index.entries import IndexableDocument

RESULT_LIMIT = 20
QueryParts = list[list[str]]  # the words of each part of a query

_RUN = re.compile(rf"[a-z0-9]+|[{HAN_RANGES}]+|\S")


class Peer(Protocol):
    name: str

    def is_built(self) -> bool:
        """Whether its index is there from an earlier run."""

    def build(self, sources: Iterable[IndexableDocument]) -> None: ...

    def open(self) -> None: ...

    def words(self, parts: QueryParts) -> int:
        """Count the documents with all words; the best are ranked and fetched."""

    def phrases(self, parts: QueryParts) -> int:
        """Count the documents with the words of each part side by side; the best are ranked and fetched."""


class PeerWithRows(Peer, Protocol):
    """A database: it gives all that a results page shows."""

    def has_rows(self) -> bool:
        """Whether what the page needs is there from an earlier run."""

    def build_rows(self, sources: Iterable[IndexableDocument]) -> None: ...

    def rows(self, parts: QueryParts, as_words: bool) -> PageRows: ...


@cache  # the texts beyond the archive's own are made of its paragraphs
def space_words(text: str) -> str:
    """The folded text with a blank between its words; punctuation stays, for snippets.

    >>> space_words("环境保护，第2条")
    '环境保护 , 第 2 条'
    """
    cut = load_dictionary().cut
    runs = _RUN.findall(fold(text))
    return " ".join(word for run in runs for word in (cut(run) if len(run) > 1 and not run[0].isascii() else [run]))


def space_document(source: IndexableDocument) -> str:
    """All of a document, its words apart."""
    return "\n".join([space_words(source.title), *(space_words(passage.text) for passage in source.passages)])


def split_query(query: str) -> QueryParts:
    """The words of each part of what a reader typed, cut as the texts are; nothing is remembered."""
    parts = ([word for word in space_words.__wrapped__(part).split() if word.isalnum()] for part in query.split())
    return [part for part in parts if part]


def flatten_parts(parts: QueryParts) -> list[str]:
    return [word for part in parts for word in part]
