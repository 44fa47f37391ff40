"""One search from request to answer, over one snapshot; what page, API and feed all show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from search.chinese.dictionary import Dictionary
from search.index.entries import Card
from search.index.passage_layout import PassageLayout
from search.index.positions import Positions
from search.index.snapshot import Ids, Snapshot
from search.query.parser import Query
from search.results.did_you_mean import ConditionCounts, explain_empty_result
from search.results.facets import KEYWORD_FACETS, FacetCount, count_sections, count_values, count_years
from search.results.paragraph_ranking import MatchedString, score_paragraphs
from search.results.run import Filters, MatchedDocuments, SearchRequest, find_documents, match_query
from search.results.snippets import HighlightedText, Snippet, SnippetSource, build_snippets, highlight_heads


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A document found. ``more`` counts the paragraphs hit beside those shown."""

    card: Card
    title: HighlightedText
    subject: HighlightedText
    score: float
    snippets: tuple[Snippet, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` counts the documents found; ``results`` are those of the page asked for.

    ``by_words`` counts what a fuzzy search would find instead. When nothing was found,
    ``parts`` tells what each condition leaves and ``unfiltered`` counts what would be found without filters.
    """

    query: Query
    mode: str
    scope: str
    total: int
    results: tuple[DocumentResult, ...]
    facets: Mapping[str, list[FacetCount]]
    added: tuple[str, ...]
    fell_back: bool
    by_words: int = 0
    parts: tuple[ConditionCounts, ...] = ()
    unfiltered: int = 0


class Searcher:
    """Answers requests from one snapshot."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary):
        self.snapshot, self.dictionary = snapshot, dictionary

    def find(self, request: SearchRequest) -> tuple[int, Ids]:
        """The exact count and the numbers of the documents of one page: a search and nothing else."""
        found = find_documents(self.snapshot, self.dictionary, request)
        return len(found.ids), found.ranked(request.sort, request.first, request.size)[0]

    def answer(self, request: SearchRequest) -> Answer:
        found = find_documents(self.snapshot, self.dictionary, request)
        ids, scores = found.ranked(request.sort, request.first, request.size)
        return Answer(
            query=found.query,
            mode=found.mode,
            scope=found.matcher.scope,
            total=len(found.ids),
            results=tuple(self._results(found, ids, scores, request.with_snippets)),
            facets=self._facets(found, request.filters) if request.with_facets else {},
            added=found.added,
            fell_back=found.fell_back,
            **(self._help(found, request.filters) if request.with_facets else {}),
        )

    def _results(
        self, found: MatchedDocuments, ids: Ids, scores: np.ndarray, with_snippets: bool
    ) -> Iterator[DocumentResult]:
        rows = zip(ids.tolist(), scores.tolist(), strict=True)
        if not with_snippets:
            for number, score in rows:
                card = self.snapshot.card(number)
                yield DocumentResult(
                    card, HighlightedText(card.title, ()), HighlightedText(card.subject, ()), score, (), 0
                )
        elif len(ids):
            layouts, needles = [self.snapshot.layout(number) for number in ids.tolist()], self._needles(found, ids)
            worths = score_paragraphs(layouts, needles)
            for (number, score), layout, strings, worth in zip(rows, layouts, needles, worths, strict=True):
                yield self._result(number, score, layout, strings, worth)

    def _needles(self, found: MatchedDocuments, ids: Ids) -> list[tuple[MatchedString, ...]]:
        """What to mark in each document of ``ids``."""
        rows = [
            [MatchedString(length, places, is_whole) for places in self.snapshot.positions_in(places, ids)]
            for length, places, is_whole in _strings(found)
        ]
        return list(zip(*rows, strict=True)) if rows else [()] * len(ids)

    def _result(
        self, number: int, score: float, layout: PassageLayout, needles: Iterable[MatchedString], worth: np.ndarray
    ) -> DocumentResult:
        card = self.snapshot.card(number)
        strings = [(needle.length, needle.places.tolist()) for needle in needles]
        title, subject = highlight_heads(layout, (card.title, card.subject), strings)
        folded, printed = partial(self.snapshot.folded_text, number), partial(self.snapshot.printed_text, number)
        best, more = build_snippets(SnippetSource(layout, folded, printed), strings, worth)
        return DocumentResult(card, title, subject, score, tuple(best), more)

    def _facets(self, found: MatchedDocuments, filters: Filters) -> dict[str, list[FacetCount]]:
        facets = {name: count_values(self.snapshot, found.ids, name) for name in KEYWORD_FACETS}
        facets["year"] = count_years(self.snapshot, found.ids)
        return facets | {"scope": count_sections(found, filters)}

    def _help(self, found: MatchedDocuments, filters: Filters) -> dict:
        """What a fuzzy search would find, or when there is nothing at all, why."""
        if len(found.ids):
            if not found.matcher.is_exact or found.query.node is None:
                return {}
            by_words = found.matcher.by_words()
            return {"by_words": len(match_query(found.query, by_words, filters))}
        alone = match_query(found.query, found.matcher, {})
        return {"parts": tuple(explain_empty_result(found.query, found.matcher)), "unfiltered": len(alone)}


def _strings(found: MatchedDocuments) -> Iterator[tuple[int, Positions, bool]]:
    """Length and places of each string to mark, and whether it is all of the query.

    Word by word, single characters are marked only when there is nothing longer.
    """
    matcher, whole = found.matcher, (found.query.verbatim, found.matcher.scope)
    places = {whole: matcher.places(*whole)} if whole[0] else {}
    for text in found.query.texts():
        scope = text.scope or matcher.scope
        places.setdefault((text.text, scope), matcher.places(text.text, scope, text.is_prefix))
        if matcher.is_by_words(text):
            for word in matcher.words(text.text):
                places.setdefault((word, scope), matcher.snapshot.positions(scope, word))
    only_long = not matcher.is_exact and any(len(string) > 1 for string, _ in places)
    for (string, scope), found_at in places.items():
        if len(found_at) and not (only_long and len(string) == 1):
            yield len(string), found_at, (string, scope) == whole
