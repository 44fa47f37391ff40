"""One search from request to answer, over one snapshot; what page, API and feed all show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from search.analysis import cut
from search.entries import Card
from search.facets import VALUE_FACETS, Count, value_counts, year_counts
from search.language import Query, Text, parse
from search.matching import Matcher, union
from search.ranking import Ranker, order
from search.snapshot import NO_IDS, Ids, Snapshot
from search.snippets import Found, Snippet, snippets
from search.synonyms import expand
from search.words import Dictionary

PAGE_SIZE = 20
EVERYTHING = "*"  # alone, it asks for all documents
SORTS = ("relevance", "newest", "oldest", "cited")


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader asks for. ``mode`` is ``exact``, ``fuzzy`` or empty: exact, and fuzzy if that finds nothing."""

    typed: str = ""
    mode: str = ""
    scope: str = "all"
    use_synonyms: bool = True
    sort: str = "relevance"
    first: int = 0
    size: int = PAGE_SIZE
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_facets: bool = True
    with_snippets: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    card: Card
    score: float
    snippets: tuple[Snippet, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``total`` counts the documents found; ``results`` are those of the page asked for."""

    query: Query
    mode: str
    scope: str
    total: int
    results: tuple[Result, ...]
    facets: Mapping[str, list[Count]]
    added: tuple[str, ...] = ()
    fell_back: bool = False


class Search:
    """Answers requests from one snapshot."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary):
        self.snapshot, self.dictionary = snapshot, dictionary

    def answer(self, request: Request) -> Answer:
        query, added = expand(parse(request.typed), request.use_synonyms)
        mode = "fuzzy" if request.mode == "fuzzy" else "exact"
        matcher = self._matcher(mode, query.scope or request.scope)
        ids = self._matching(query, matcher, request.filters)
        fell_back = not len(ids) and not request.mode and query.node is not None
        if fell_back:
            mode = "fuzzy"
            matcher = self._matcher(mode, query.scope or request.scope)
            ids = self._matching(query, matcher, request.filters)
            fell_back = bool(len(ids))
        ranked = self._rank(ids, query, matcher, request)
        needles = self._needles(query, mode)
        return Answer(
            query=query,
            mode=mode,
            scope=matcher.scope,
            total=len(ids),
            results=tuple(self._result(number, score, needles, query.verbatim, request) for number, score in ranked),
            facets=self._facets(ids) if request.with_facets else {},
            added=added,
            fell_back=fell_back,
        )

    def _matcher(self, mode: str, scope: str) -> Matcher:
        return Matcher(self.snapshot, self.dictionary, mode == "exact", scope)

    def _matching(self, query: Query, matcher: Matcher, filters: Mapping[str, tuple[str, ...]]) -> Ids:
        """What meets the query, and whatever holds all of it verbatim: nothing copied from a text is ever missed."""
        if query.typed.strip() == EVERYTHING or (query.node is None and filters):
            ids = self.snapshot.everything
        else:
            ids = matcher.match(query.node) if query.node else NO_IDS
        if query.node is not None and not (matcher.is_exact and _is_one_text(query)):
            ids = union([ids, matcher.string(query.verbatim, matcher.scope).ids])
        for name, values in filters.items():
            ids = matcher.common([ids, self._having_value(name, values)])
        return ids

    def _having_value(self, name: str, values: Iterable[str]) -> Ids:
        if name == "year":
            return self._in_years(values)
        return union([self.snapshot.raw((name,), value)[0] for value in values])

    def _in_years(self, values: Iterable[str]) -> Ids:
        """Years and spans of years: ``2014``, ``2010-2019``."""
        years, wanted = self.snapshot.years, np.zeros(self.snapshot.size, bool)
        for value in values:
            first, _, last = value.partition("-")
            wanted |= (years >= int(first)) & (years <= int(last or first))
        return np.flatnonzero(wanted & self.snapshot.live)

    def _rank(self, ids: Ids, query: Query, matcher: Matcher, request: Request) -> list[tuple[int, float]]:
        scores = Ranker(matcher).scores(ids, query.texts(), query.verbatim)
        keys = {
            "newest": lambda: self.snapshot.days[ids],
            "oldest": lambda: -np.where(self.snapshot.days[ids] > 0, self.snapshot.days[ids], 10**9),
            "cited": lambda: self.snapshot.cited[ids],
        }.get(request.sort, lambda: scores)()
        places = order(keys, request.first, request.first + request.size)
        return [(int(ids[place]), float(scores[place])) for place in places]

    def _needles(self, query: Query, mode: str) -> set[str]:
        """What to mark; single characters only when there is nothing longer."""
        strings: set[str] = set()
        for text in query.texts():
            strings.add(text.text)
            if mode == "fuzzy" and not text.is_phrase and not text.is_prefix:
                strings.update(cut(text.text, self.dictionary))
        longer = {string for string in strings if len(string) > 1}
        return longer if mode == "fuzzy" and longer else strings

    def _result(self, number: int, score: float, needles: set[str], whole: str, request: Request) -> Result:
        card = self.snapshot.card(number)
        if not request.with_snippets:
            return Result(card, score, (), 0)
        passage = partial(self.snapshot.passage, number)
        found = Found(self.snapshot.layout(number), self.snapshot.text(number), passage)
        best, more = snippets(found, needles, whole)
        return Result(card, score, tuple(best), more)

    def _facets(self, ids: Ids) -> dict[str, list[Count]]:
        facets = {name: value_counts(self.snapshot, ids, name) for name in VALUE_FACETS}
        return facets | {"year": year_counts(self.snapshot, ids)}


def _is_one_text(query: Query) -> bool:
    node = query.node
    return isinstance(node, Text) and node.text == query.verbatim and not node.is_prefix and not node.scope
