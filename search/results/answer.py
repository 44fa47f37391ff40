"""One search from request to answer over one snapshot; page, API, CSV and feed all show this answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from search.chinese.dictionary import Dictionary
from search.chinese.needles import parse_needle
from search.index.needle_positions import locate
from search.index.positions import NO_POSITIONS, Positions
from search.index.snapshot import Ids, Snapshot
from search.protocol.answer import Answer, Correction, DocumentResult, PartialResults, PastedText, PasteSource
from search.protocol.documents import Card
from search.protocol.highlights import HighlightedText
from search.protocol.request import PAGE_SIZE, SearchRequest
from search.results.corrected_queries import readings_of, write_corrections
from search.results.corrections import Slip
from search.results.empty_results import explain_empty_result
from search.results.facets import count_facets
from search.results.paragraph_ranking import MatchedString, score_paragraphs
from search.results.partial_matches import PartialMatches, find_partial_matches
from search.results.run import MatchedDocuments, count_documents, find_documents, match_query
from search.results.snippets import SnippetSource, build_opening, build_snippets, highlight_heads

MAX_THIN_TOTAL = PAGE_SIZE  # fewer documents than this are followed by those that lack some words
MAX_PARTIAL_RESULTS = 100


class StringKey(NamedTuple):
    """A folded string to highlight, the scope that it is looked for in, and whether its punctuation matters."""

    string: str
    scope: str
    is_verbatim: bool = False


class Searcher:
    """Answers requests from one snapshot."""

    def __init__(self, snapshot: Snapshot, dictionary: Dictionary):
        self.snapshot, self.dictionary = snapshot, dictionary

    def find(self, request: SearchRequest) -> tuple[int, Ids]:
        """Return the number of documents found and the document numbers of one page, without reading texts.

        The page ends with documents that lack some words when ``request`` asks for them.
        Raises ``QueryTooComplexError`` and ``SearchBusyError``.
        """
        matched = find_documents(self.snapshot, self.dictionary, request)
        ids, _ = matched.rank_page(request)
        if partial := self._find_partial(matched, request):
            ids = np.concatenate([ids, partial.ids[partial_page(len(matched.ids), request)]])
        return len(matched.ids), ids

    def answer(self, request: SearchRequest) -> Answer:
        """Return the answer with the snippets and facets that ``request`` asks for.

        Raises ``QueryTooComplexError`` and ``SearchBusyError``.
        """
        matched = find_documents(self.snapshot, self.dictionary, request)
        ids, scores = matched.rank_page(request)
        partial = self._partial_results(matched, request)
        return Answer(
            query=matched.query,
            mode=matched.mode,
            scope=matched.matcher.scope,
            total=len(matched.ids),
            results=tuple(self.build_results(matched, ids, scores, request.with_snippets)),
            facets=count_facets(matched, request.filters) if request.with_facets else {},
            added_synonyms=tuple(dict.fromkeys((*matched.added_synonyms, *partial.readings))),
            is_fallback=matched.is_fallback,
            partial=partial,
            pasted=self._pasted(matched),
            **self._alternatives(matched, request),
        )

    def _pasted(self, matched: MatchedDocuments) -> PastedText | None:
        if matched.paste is None:
            return None
        sources = (PasteSource(self.snapshot.card(number), count) for number, count in matched.paste.sources)
        return PastedText(matched.pieces, tuple(sources))

    def _find_partial(self, matched: MatchedDocuments, request: SearchRequest) -> PartialMatches | None:
        """Return the documents that lack some words; None when they are not asked for, or enough others are found."""
        is_wanted = request.with_partial and not (request.mode == "exact" or matched.paste)
        if not is_wanted or len(matched.ids) >= MAX_THIN_TOTAL:
            return None
        return find_partial_matches(matched, request.filters, MAX_PARTIAL_RESULTS, request.use_synonyms)

    def _partial_results(self, matched: MatchedDocuments, request: SearchRequest) -> PartialResults:
        """Return the page of the documents that lack some words; they follow those found, page by page."""
        partial = self._find_partial(matched, request)
        if partial is None or not len(partial.ids):
            return PartialResults()
        page = partial_page(len(matched.ids), request)
        query = replace(matched.query, node=partial.node)
        fuzzy = replace(matched, query=query, matcher=matched.matcher.to_fuzzy())
        shown = self.build_results(fuzzy, partial.ids[page], partial.scores[page], request.with_snippets)
        rows = tuple(
            replace(row, missing=partial.missing(at), readings=readings_of(partial, at, fuzzy.matcher))
            for at, row in enumerate(shown, start=page.start)
        )
        corrections = tuple(self._corrections(partial.slips, request))
        return PartialResults(len(partial.ids), rows, partial.readings, corrections)

    def _corrections(self, slips: Sequence[Slip], request: SearchRequest) -> Iterator[Correction]:
        """Yield the queries with words in place of the slips that find documents, with the number of these."""
        for typed in write_corrections(request.typed, slips):
            found = find_documents(self.snapshot, self.dictionary, replace(request, typed=typed))
            if len(found.ids):
                yield Correction(tuple(slip.typed for slip in slips), typed, len(found.ids))

    def build_results(
        self, matched: MatchedDocuments, ids: Ids, scores: np.ndarray, with_snippets: bool
    ) -> Iterator[DocumentResult]:
        """Yield a result for each document of ``ids``, in their order."""
        rows = zip(ids.tolist(), scores.tolist(), strict=True)
        if not with_snippets:
            for number, score in rows:
                card = self.snapshot.card(number)
                title, subject = HighlightedText(card.title, ()), HighlightedText(card.subject, ())
                yield DocumentResult(card, title, subject, score, (), 0)
        elif len(ids):
            sources = [
                SnippetSource(self.snapshot.layout(number), self.snapshot.text(number)) for number in ids.tolist()
            ]
            strings = self._matched_strings(matched, ids, sources)
            paragraph_scores = score_paragraphs([source.layout for source in sources], strings)
            columns = zip(rows, sources, strings, paragraph_scores, strict=True)
            for (number, score), source, document_strings, scores_of_document in columns:
                yield self._result(self.snapshot.card(number), score, source, document_strings, scores_of_document)

    def _matched_strings(
        self, matched: MatchedDocuments, ids: Ids, sources: Sequence[SnippetSource]
    ) -> list[tuple[MatchedString, ...]]:
        """Return the strings to highlight, a row for each document of ``ids``.

        Parts of a compound word are highlighted only in documents that lack the word.
        """
        columns: list[list[MatchedString]] = []
        by_key: dict[StringKey, list[Positions]] = {}
        for key, positions, is_whole, word in _strings_to_highlight(matched):
            local = self.snapshot.positions_in(positions, ids)
            if word in by_key:
                local = [
                    NO_POSITIONS if len(of_word) else of_part
                    for of_word, of_part in zip(by_key[word], local, strict=True)
                ]
            by_key[key] = local
            needle = parse_needle(key.string, key.is_verbatim)
            length = len(needle.characters) or len(needle.string)
            spans = [locate(source.text, needle, one) for source, one in zip(sources, local, strict=True)]
            columns.append([MatchedString(length, one, is_whole) for one in spans])
        return list(zip(*columns, strict=True)) if columns else [()] * len(ids)

    @staticmethod
    def _result(
        card: Card,
        score: float,
        source: SnippetSource,
        matched_strings: Iterable[MatchedString],
        paragraph_scores: np.ndarray,
    ) -> DocumentResult:
        strings = [
            (string.spans.starts.tolist(), string.spans.ends.tolist())
            for string in matched_strings
            if len(string.spans)
        ]
        title, subject = highlight_heads(source.layout, (card.title, card.subject), strings)
        snippets, more = build_snippets(source, strings, paragraph_scores)
        opening = None if snippets else build_opening(source)
        return DocumentResult(card, title, subject, score, tuple(snippets), more, opening=opening)

    def _alternatives(self, matched: MatchedDocuments, request: SearchRequest) -> dict[str, Any]:
        """Return the fields of ``Answer`` on other searches: the fuzzy one, or those that explain an empty result.

        None for a program's request, which has no typed query, for a pasted text, and without facets.
        """
        if not request.with_facets or matched.paste or request.node is not None:
            return {}
        if len(matched.ids):
            if not matched.matcher.is_exact or matched.query.node is None:
                return {}
            return {"fuzzy_total": len(match_query(matched.query, matched.matcher.to_fuzzy(), request.filters))}
        return {
            "condition_counts": tuple(explain_empty_result(matched, request)),
            "unfiltered_total": count_documents(request.typed, matched, request, {}) if request.filters else 0,
        }


def partial_page(total: int, request: SearchRequest) -> slice:
    """Return the part of the documents that lack some words on the page of ``request``; ``total`` are found."""
    first, last = (max(at - total, 0) for at in (request.offset, request.offset + request.size))
    return slice(first, last)


def _strings_to_highlight(matched: MatchedDocuments) -> Iterator[tuple[StringKey, Positions, bool, StringKey | None]]:
    """Yield each string to highlight with its scope, positions, whether it is the whole query, and its compound word.

    A part of a compound word follows the word. In fuzzy mode single characters are highlighted only when there is no
    longer string.
    """
    matcher, query = matched.matcher, matched.query
    whole = StringKey(query.verbatim, matcher.scope, not query.is_plain)
    positions = {whole: matcher.positions(whole.string, whole.scope, is_verbatim=whole.is_verbatim)}
    words: list[StringKey] = []
    for text in query.texts():
        scope = text.scope or matcher.scope
        key = StringKey(text.text, scope, text.is_phrase)
        positions.setdefault(key, matcher.text_positions(text))
        if matcher.is_fuzzy(text):
            words += [StringKey(word, scope) for word in matcher.content_words(text.text)]
    for key in words:
        positions.setdefault(key, matcher.snapshot.positions(key.scope, key.string))
    word_of_part = {StringKey(part, word.scope): word for word in words for part in matcher.longest_parts(word.string)}
    for key in word_of_part:  # in the order of the words, so that equal paragraphs are too
        positions.setdefault(key, matcher.snapshot.positions(key.scope, key.string))
    for key in words:
        word_of_part.pop(key, None)  # a word of the query is highlighted everywhere
    only_long = not matcher.is_exact and any(len(key.string) > 1 for key in positions)
    for key, string_positions in positions.items():
        if len(string_positions) and not (only_long and len(key.string) == 1):
            yield key, string_positions, key == whole, word_of_part.get(key)
