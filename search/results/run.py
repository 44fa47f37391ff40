"""Run of a search request up to the ranked document numbers; no text is read here."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.chinese.dictionary import Dictionary
from search.index.snapshot import NO_IDS, Ids, Snapshot
from search.protocol.request import MATCH_ALL, MAX_PASTE_LENGTH, Filters, SearchRequest, is_long_paste
from search.protocol.spans import contains_day, contains_year
from search.query.parser import Query, parse_query
from search.query.synonyms import expand_query
from search.results.field_order import rank_by_fields
from search.results.key_facets import match_values
from search.results.long_paste import PasteMatches, build_piece_query, choose_pieces, match_pieces
from search.results.matching import Matcher
from search.results.ranking import Ranker, rank_indices
from search.results.time_limit import TimeLimit
from search.results.verbatim import finds_verbatim
from search.results.word_patterns import resolve_words

_AFTER_EVERY_DAY = 10**9  # later than any day, as ``date.toordinal`` counts them


@dataclass(frozen=True, slots=True)
class MatchedDocuments:
    """The documents that match a request: ``ids`` are their numbers, ascending.

    ``pieces`` of a pasted text were searched for when ``paste`` is set; it has the scores then.

    ``is_fallback`` when the reader left the mode open, exact matched nothing and fuzzy matched something.
    """

    query: Query
    matcher: Matcher
    ids: Ids
    added_synonyms: tuple[str, ...]
    is_fallback: bool = False
    pieces: tuple[str, ...] = ()
    paste: PasteMatches | None = None

    @property
    def mode(self) -> str:
        """The mode that gave the documents."""
        return "exact" if self.matcher.is_exact else "fuzzy"

    def rank_page(self, request: SearchRequest) -> tuple[Ids, np.ndarray]:
        """Return the documents of the page of ``request`` in order, and their scores.

        Documents that are equal in ``sort`` come in the order of the index. Documents without a date come last in
        both orders by date.
        """
        last = request.offset + request.size
        wanted = last if request.sort == "relevance" and not request.order_by else None
        scores = self.paste.scores if self.paste else Ranker(self.matcher).scores(self.ids, self.query, wanted)
        if request.order_by:
            keys = rank_by_fields(self.matcher.snapshot, self.ids, request.order_by)
        else:
            keys = self._sort_keys(request.sort, scores)
        if keys.dtype == np.float32:
            indices = self.matcher.snapshot.kernels.find_best(keys, last)[request.offset :]
        else:
            indices = rank_indices(keys, request.offset, last)
        return self.ids[indices], scores[indices]

    def _sort_keys(self, sort: str, scores: np.ndarray) -> np.ndarray:
        snapshot, keys = self.matcher.snapshot, scores
        if sort == "newest":
            keys = snapshot.days[self.ids]
        elif sort == "oldest":
            days = snapshot.days[self.ids]
            keys = -np.where(days > 0, days, _AFTER_EVERY_DAY)
        elif sort == "cited":
            keys = snapshot.cited[self.ids]
        elif sort == "added":
            keys = snapshot.added[self.ids]
        return keys


def find_documents(snapshot: Snapshot, dictionary: Dictionary, request: SearchRequest) -> MatchedDocuments:
    """Match a request, exactly first; fall back to fuzzy when nothing matches and the mode is open.

    A text too long for a query is searched for by its pieces, if any is found. Filters do not decide the mode: a
    filter that leaves nothing would otherwise change what its neighbours count.

    Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    if request.pieces or is_long_paste(request.typed):
        pasted = _find_pasted(snapshot, dictionary, request)
        if request.pieces or len(pasted.ids):
            return pasted
    query, added_synonyms = read_request(request)
    scope = query.scope or request.scope
    matcher = Matcher(snapshot, dictionary, request.mode != "fuzzy", scope, TimeLimit.start(), request.key_facets)
    query, similar_words = resolve_words(query, matcher)
    added_synonyms = (*added_synonyms, *similar_words)
    ids = match_query(query, matcher, request.filters)
    is_open = not request.mode and query.node is not None
    if len(ids) or not is_open or (request.filters and len(match_query(query, matcher, {}))):
        return MatchedDocuments(query, matcher, ids, added_synonyms)
    fuzzy = matcher.to_fuzzy()
    ids = match_query(query, fuzzy, request.filters)
    return MatchedDocuments(query, fuzzy, ids, added_synonyms, is_fallback=bool(len(ids)))


def _find_pasted(snapshot: Snapshot, dictionary: Dictionary, request: SearchRequest) -> MatchedDocuments:
    matcher = Matcher(snapshot, dictionary, True, request.scope, TimeLimit.start(), request.key_facets)
    pieces = request.pieces or choose_pieces(request.typed, matcher)
    is_cut = len(request.typed) > MAX_PASTE_LENGTH
    problems = (f"文字太长，只用了前 {MAX_PASTE_LENGTH} 个字。",) if is_cut else ()
    filtered = matcher.intersect(match_facets(matcher, request.filters)) if request.filters else None
    paste = match_pieces(pieces, matcher, filtered)
    return MatchedDocuments(build_piece_query(pieces, problems), matcher, paste.ids, (), pieces=pieces, paste=paste)


def read_request(request: SearchRequest) -> tuple[Query, tuple[str, ...]]:
    """Return the conditions of a request, and the synonyms added to those typed."""
    if request.node is not None:
        return Query(request.typed, request.node, ""), ()
    return expand_query(parse_query(request.typed), request.use_synonyms)


def count_documents(typed: str, matched: MatchedDocuments, request: SearchRequest, filters: Filters) -> int:
    """Return the number of documents that another query finds in the mode of ``matched``."""
    query, _ = expand_query(parse_query(typed), request.use_synonyms)
    matcher = matched.matcher.with_scope(query.scope or request.scope)
    query, _ = resolve_words(query, matcher)
    return len(match_query(query, matcher, filters))


def match_query(query: Query, matcher: Matcher, filters: Filters, ignored: Iterable[str] = ()) -> Ids:
    """Return the documents that match the query and every filter whose name is not ``ignored``, ascending.

    A document that contains the whole query verbatim always matches: whatever is copied from a text finds it.
    """
    if query.typed.strip() == MATCH_ALL or (query.node is None and filters):
        ids = matcher.snapshot.live_ids
    else:
        ids = matcher.match(query.node) if query.node else NO_IDS
    if query.verbatim and query.node is not None and not finds_verbatim(query, matcher):
        ids = matcher.union([ids, matcher.match_whole(query).ids])
    applied = {name: values for name, values in filters.items() if name not in ignored}
    return matcher.intersect([ids, *match_facets(matcher, applied)]) if applied else ids


def match_facets(matcher: Matcher, filters: Filters) -> list[Ids]:
    """Return for each filter the documents that meet it, ascending."""
    return [match_facet(matcher, name, values) for name, values in filters.items()]


def match_facet(matcher: Matcher, name: str, values: Iterable[str]) -> Ids:
    """Return the documents with any of ``values`` in the facet ``name``, ascending."""
    snapshot = matcher.snapshot
    if name == "year":
        return np.flatnonzero(contains_year(snapshot.years, values) & snapshot.live)
    if name == "date":
        return np.flatnonzero(contains_day(snapshot.days, values) & snapshot.live)
    if name in matcher.key_facets:
        return match_values(matcher.key_facets[name], snapshot, values)
    return matcher.union([snapshot.term_frequencies((name,), value)[0] for value in values])
