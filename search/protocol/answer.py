"""The answer to a search, whichever engine gives it; page, API, CSV and feed show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.protocol.documents import Card
from search.protocol.highlights import HighlightedText, Snippet
from search.query.parser import Query


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A facet value and the number of documents that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class ConditionCounts:
    """One condition of a search without results.

    ``count`` documents match the condition alone, written as ``query``. ``count_without`` documents match the other
    conditions, written as ``query_without``.
    """

    query: str
    count: int
    query_without: str
    count_without: int


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A document of the results page. ``more`` counts the matching paragraphs without a snippet.

    ``missing`` are the words of the query that the document lacks; ``readings`` are words by which it was found in
    place of words that occur nowhere. ``opening`` is a paragraph to show where no paragraph matches.
    """

    card: Card
    title: HighlightedText
    subject: HighlightedText
    score: float
    snippets: tuple[Snippet, ...]
    more: int
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    opening: Snippet | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A query with words in place of strings that occur nowhere, folded in ``slips``; it finds ``total`` documents."""

    slips: tuple[str, ...]
    query: str
    total: int


@dataclass(frozen=True, slots=True)
class PartialResults:
    """Documents that lack some words of the query; ``total`` counts them all, up to ``MAX_PARTIAL_RESULTS``.

    ``readings`` are words that were searched for in place of words typed that occur nowhere; ``corrections`` are the
    queries with them that find documents.
    """

    total: int = 0
    results: tuple[DocumentResult, ...] = ()
    readings: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class PasteSource:
    """A document that a pasted text comes from, with the number of pieces that no earlier source contains."""

    card: Card
    pieces: int


@dataclass(frozen=True, slots=True)
class PastedText:
    """A pasted text as it was searched for: its rarest pieces, folded, and the documents that account for them."""

    pieces: tuple[str, ...]
    sources: tuple[PasteSource, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request: ``total`` counts all documents found, ``results`` are those of the page.

    ``is_fallback`` when exact matched nothing and ``results`` are those of fuzzy. ``fuzzy_total`` counts the documents
    that fuzzy would find; 0 when it was not counted. When nothing was found, ``condition_counts`` explains why and
    ``unfiltered_total`` counts the documents found without filters. ``pasted`` is set when pieces of a pasted text
    were searched for.
    """

    query: Query
    mode: str
    scope: str
    total: int
    results: tuple[DocumentResult, ...]
    facets: Mapping[str, list[FacetCount]]
    added_synonyms: tuple[str, ...]
    is_fallback: bool
    fuzzy_total: int = 0
    condition_counts: tuple[ConditionCounts, ...] = ()
    unfiltered_total: int = 0
    partial: PartialResults = PartialResults()
    pasted: PastedText | None = None
