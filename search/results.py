"""One search from request to answer, over one snapshot; what page, API and feed all show."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from search.entries import Card
from search.facets import VALUE_FACETS, Count, value_counts, year_counts
from search.finding import Filters, Found, Request, find, matching
from search.language import Query
from search.near import Part, parts
from search.snapshot import Ids, Snapshot
from search.snippets import Document, Snippet, snippets
from search.words import Dictionary


@dataclass(frozen=True, slots=True)
class Result:
    """A document found. ``more`` counts the paragraphs hit beside those shown."""

    card: Card
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
    results: tuple[Result, ...]
    facets: Mapping[str, list[Count]]
    added: tuple[str, ...]
    fell_back: bool
    by_words: int = 0
    parts: tuple[Part, ...] = ()
    unfiltered: int = 0


class Search:
    """Answers requests from one snapshot."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary):
        self.snapshot, self.dictionary = snapshot, dictionary

    def find(self, request: Request) -> tuple[int, Ids]:
        """The exact count and the numbers of the documents of one page: a search and nothing else."""
        found = find(self.snapshot, self.dictionary, request)
        return len(found.ids), found.ranked(request.sort, request.first, request.size)[0]

    def answer(self, request: Request) -> Answer:
        found = find(self.snapshot, self.dictionary, request)
        ids, scores = found.ranked(request.sort, request.first, request.size)
        needles = self._needles(found) if request.with_snippets else set()
        rows = zip(ids.tolist(), scores.tolist(), strict=True)
        return Answer(
            query=found.query,
            mode=found.mode,
            scope=found.matcher.scope,
            total=len(found.ids),
            results=tuple(self._result(number, score, needles, found.query.verbatim) for number, score in rows),
            facets=self._facets(found.ids) if request.with_facets else {},
            added=found.added,
            fell_back=found.fell_back,
            **(self._help(found, request.filters) if request.with_facets else {}),
        )

    def _needles(self, found: Found) -> set[str]:
        """What to mark; word by word, single characters only when there is nothing longer."""
        strings: set[str] = set()
        for text in found.query.texts():
            strings.add(text.text)
            if not found.matcher.is_exact and not text.is_phrase and not text.is_prefix:
                strings.update(found.matcher.words(text.text))
        longer = {string for string in strings if len(string) > 1}
        return longer if longer and not found.matcher.is_exact else strings

    def _result(self, number: int, score: float, needles: set[str], whole: str) -> Result:
        card = self.snapshot.card(number)
        if not needles:
            return Result(card, score, (), 0)
        passage = partial(self.snapshot.passage, number)
        document = Document(self.snapshot.layout(number), self.snapshot.text(number), passage)
        best, more = snippets(document, needles, whole)
        return Result(card, score, tuple(best), more)

    def _facets(self, ids: Ids) -> dict[str, list[Count]]:
        facets = {name: value_counts(self.snapshot, ids, name) for name in VALUE_FACETS}
        return facets | {"year": year_counts(self.snapshot, ids)}

    def _help(self, found: Found, filters: Filters) -> dict:
        """What a fuzzy search would find, or when there is nothing at all, why."""
        if len(found.ids):
            if not found.matcher.is_exact or found.query.node is None:
                return {}
            by_words = found.matcher.but(is_exact=False)
            return {"by_words": len(matching(found.query, by_words, filters))}
        alone = matching(found.query, found.matcher, {})
        return {"parts": tuple(parts(found.query, found.matcher)), "unfiltered": len(alone)}
