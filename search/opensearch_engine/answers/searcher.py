"""One search from request to answer over the cluster, as ``search.results.answer`` gives it over posting lists."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from search.opensearch_engine.answers.facets import FacetRequest, count_sections, section_conditions
from search.opensearch_engine.answers.long_paste import PasteHits, choose_pasted_pieces, find_pasted
from search.opensearch_engine.answers.matching import Matched, RequestMatcher
from search.opensearch_engine.answers.partial_matches import PartialHits, find_partial_hits
from search.opensearch_engine.answers.ranking import numbers_of, open_hits, page_body, rank_page
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.reading.documents import Documents, read_hits
from search.protocol.answer import (
    Answer,
    ConditionCounts,
    Correction,
    DocumentResult,
    FacetCount,
    PartialResults,
    PastedText,
    PasteSource,
)
from search.protocol.request import MAX_PASTE_LENGTH, SearchRequest, is_long_paste
from search.query.parser import format_query
from search.results.answer import MAX_PARTIAL_RESULTS, MAX_THIN_TOTAL, Searcher, partial_page
from search.results.corrected_queries import readings_of, write_corrections
from search.results.corrections import Slip
from search.results.empty_results import relax
from search.results.long_paste import build_piece_query
from search.results.run import MatchedDocuments
from search.results.time_limit import TimeLimit


class ClusterSearcher:
    """Answers one request from the documents of an index."""

    def __init__(self, documents: Documents, request: SearchRequest):
        self.documents, self.request = documents, request
        self._matcher = RequestMatcher(documents, request)

    def answer(self) -> Answer:
        """Return the answer with the snippets and facets that the request asks for.

        Raises ``QueryTooComplexError`` and ``SearchBusyError``.
        """
        request = self.request
        if request.pieces or is_long_paste(request.typed):
            pasted = self._answer_pasted()
            if request.pieces or pasted.total:
                return pasted
        matched = self._matcher.find()
        results, facets = self._results(matched)
        partial = self._partial_results(matched)
        return Answer(
            query=matched.query,
            mode=matched.mode,
            scope=matched.matcher.scope,
            total=matched.total,
            results=results,
            facets=facets,
            added_synonyms=tuple(dict.fromkeys((*matched.added_synonyms, *partial.readings))),
            is_fallback=matched.is_fallback,
            partial=partial,
            **self._alternatives(matched),
        )

    # Results and facets

    def _results(self, matched: Matched) -> tuple[tuple[DocumentResult, ...], dict[str, list[FacetCount]]]:
        """Return the results of the page and the facets.

        One request for both and for the totals shown beside them, then requests for the texts.
        """
        request, facets = self.request, FacetRequest(matched, self.request.filters)
        bodies = [facets.body()] if request.with_facets else []
        if matched.total and request.size and request.offset < matched.total:
            bodies.append(page_body(matched, request, self.documents))
        answers = self.documents.search_each(bodies, self._totals(matched))
        counted: dict[str, list[FacetCount]] = {}
        if request.with_facets:
            counted = facets.read(answers.pop(0)) | {"scope": count_sections(matched, self.documents)}
        if not answers:
            return (), counted
        page = rank_page(matched, request, self.documents, read_hits(answers[0]))
        results = self._build(page.matched, page.ids, page.scores)
        return tuple(results), counted

    def _totals(self, matched: Matched) -> Iterator[Json]:
        """Yield the conditions of the totals that are shown beside facets."""
        if self.request.with_facets:
            yield from (condition for _, condition in section_conditions(matched, self.documents))
            if fuzzy := self._fuzzy_condition(matched):
                yield fuzzy

    def _fuzzy_condition(self, matched: Matched) -> Json | None:
        """Return the condition of the same query by words; None where it is not offered."""
        is_offered = self.request.node is None and matched.total and matched.matcher.is_exact and matched.query.node
        if not is_offered:
            return None
        fuzzy = matched.conditions.with_matcher(matched.matcher.to_fuzzy())
        condition = self.documents.within_limit(fuzzy.match_query(matched.resolved, bool(self.request.filters)))
        return replace(matched, condition=condition).whole_condition

    def _build(self, matched: MatchedDocuments, ids: np.ndarray, scores: np.ndarray) -> Iterator[DocumentResult]:
        searcher = Searcher(matched.matcher.snapshot, self.documents.dictionary)
        return searcher.build_results(matched, ids, scores, self.request.with_snippets)

    # Documents that lack some words

    def _partial_results(self, matched: Matched) -> PartialResults:
        request = self.request
        if not request.with_partial or request.mode == "exact" or matched.total >= MAX_THIN_TOTAL:
            return PartialResults()
        partial = find_partial_hits(matched, self.documents, MAX_PARTIAL_RESULTS, request.use_synonyms)
        if partial is None or not partial.hits:
            return PartialResults()
        rows, readings = self._partial_rows(matched, partial)
        corrections = tuple(self._corrections(partial.slips))
        return PartialResults(len(partial.hits), rows, readings, corrections)

    def _partial_rows(
        self, matched: Matched, partial: PartialHits
    ) -> tuple[tuple[DocumentResult, ...], tuple[str, ...]]:
        hits = partial.hits[partial_page(matched.total, self.request)]
        resolved = replace(matched.resolved, node=partial.node)
        fuzzy = replace(
            matched,
            resolved=resolved,
            conditions=matched.conditions.with_matcher(matched.matcher.to_fuzzy()),
        )
        local = open_hits(fuzzy, self.documents, hits)
        opened = partial.open(hits, local.matcher.snapshot)  # type: ignore[arg-type]
        shown = self._build(local, opened.ids, opened.scores)
        rows = tuple(
            replace(row, missing=opened.missing(at), readings=readings_of(opened, at, local.matcher))
            for at, row in enumerate(shown)
        )
        return rows, opened.readings

    def _corrections(self, slips: Sequence[Slip]) -> Iterator[Correction]:
        """Yield the queries with words in place of the slips that find documents, with the number of these."""
        for typed in write_corrections(self.request.typed, slips):
            if total := self._matcher.count_request(replace(self.request, typed=typed)):
                yield Correction(tuple(slip.typed for slip in slips), typed, total)

    # Other searches

    def _alternatives(self, matched: Matched) -> dict[str, Any]:
        """Return the fields of ``Answer`` on other searches: the fuzzy one, or those that explain an empty result."""
        request = self.request
        if not request.with_facets or request.node is not None:
            return {}
        if matched.total:
            fuzzy = self._fuzzy_condition(matched)
            return {"fuzzy_total": self.documents.counts.total(fuzzy)} if fuzzy else {}
        unfiltered = self._matcher.count_typed(request.typed, matched.matcher, {}) if request.filters else 0
        explained = self.documents.counts.together(lambda: list(self._explain(matched)))
        return {"condition_counts": tuple(explained), "unfiltered_total": unfiltered}

    def _explain(self, matched: Matched) -> Iterator[ConditionCounts]:
        """Yield the counts of the conditions that must all be met (``search.results.empty_results``)."""
        for part, rest in relax(matched.query.node):
            query, without = format_query(part), format_query(rest, matched.query.scope)
            counts = [
                self._matcher.count_typed(typed, self.documents.fresh(matched.matcher), self.request.filters)
                for typed in (query, without)
            ]
            yield ConditionCounts(query, counts[0], without, counts[1])

    # Pasted texts

    @cached_property
    def _pasting_matcher(self) -> Any:
        request = self.request
        return self.documents.counting_matcher(True, request.scope, TimeLimit.start(), request.key_facets)

    def _answer_pasted(self) -> Answer:
        request, matcher = self.request, self._pasting_matcher
        pieces = request.pieces or choose_pasted_pieces(request.typed, matcher, self.documents)
        is_cut = len(request.typed) > MAX_PASTE_LENGTH
        problems = (f"文字太长，只用了前 {MAX_PASTE_LENGTH} 个字。",) if is_cut else ()
        query = build_piece_query(pieces, problems)
        conditions = self._matcher.conditions(matcher)
        filters = conditions.match_filters(request.filters)
        paste = find_pasted(
            pieces,
            matcher,
            self.documents,
            lambda piece: conditions.match_string(piece, matcher.scope),
            filters,
        )
        matched = Matched(query, query, conditions, paste.unfiltered, tuple(filters), paste.total, ())
        results, sources = self._pasted_results(matched, paste)
        facets: dict[str, list[FacetCount]] = {}
        if request.with_facets:
            counted = FacetRequest(matched, request.filters)
            facets = counted.read(self.documents.search(counted.body()))
            facets |= {"scope": count_sections(matched, self.documents)}
        return Answer(
            query=query,
            mode="exact",
            scope=matcher.scope,
            total=paste.total,
            results=results,
            facets=facets,
            added_synonyms=(),
            is_fallback=False,
            pasted=PastedText(pieces, sources),
        )

    def _pasted_results(
        self, matched: Matched, paste: PasteHits
    ) -> tuple[tuple[DocumentResult, ...], tuple[PasteSource, ...]]:
        request = self.request
        if not paste.total:
            return (), ()
        hits = paste.page(self.documents, request.offset, request.offset + request.size)
        local = open_hits(matched, self.documents, hits)
        ids = numbers_of(local.matcher.snapshot, hits)
        scores = np.array([hit.score for hit in hits][: len(ids)])
        fetched = self.documents.fetch([hit for hit, _ in paste.sources])
        count_of = {hit.key: count for hit, count in paste.sources}
        sources = tuple(PasteSource(one.card, count_of[one.card.key]) for one in fetched)
        return tuple(self._build(local, ids, scores)), sources
