"""Source of a long pasted text, found by its rarest pieces (``search.results.long_paste``)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log

from search.chinese.folding import fold
from search.opensearch_engine.answers.scoring import constant, static_score
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import any_of, exclude, match_keys, match_term, require
from search.opensearch_engine.reading.documents import (
    BY_SCORE,
    Documents,
    Hit,
    Order,
    hits_body,
    read_hits,
    scored_query,
)
from search.protocol.request import MAX_PASTE_LENGTH, MAX_PIECES
from search.results.long_paste import (
    MAX_SOURCES,
    MIN_PIECES_OF_FURTHER_SOURCE,
    choose_pieces,
    cut_into_pieces,
    split_evenly,
)
from search.results.matching import Matcher

_LAST_OF_BEST: Order = [{"_score": "desc"}, {"key": "desc"}]
_STATIC_SHARE = 0.01  # of kind and citations: below the value of any piece


@dataclass(frozen=True, slots=True)
class PasteHits:
    """The documents that contain pieces of a pasted text.

    ``sources`` account for the text together, each with its number of pieces that no earlier one has; they come first.
    """

    unfiltered: Json
    condition: Json
    total: int
    sources: tuple[tuple[Hit, int], ...]
    scores: tuple[Json, ...]

    def page(self, documents: Documents, first: int, last: int) -> list[Hit]:
        """Return the hits of one page."""
        best = documents.list_hits(scored_query(self.condition, self.scores), 0, 1, BY_SCORE)[0].score
        leading = [replace(hit, score=best + MAX_SOURCES - rank) for rank, (hit, _) in enumerate(self.sources)][
            first:last
        ]
        count = len(self.sources)
        others = require(self.condition, exclude(match_keys(hit.key for hit, _ in self.sources)))
        start, end = max(first - count, 0), max(last - count, 0)
        return leading + documents.list_hits(scored_query(others, self.scores), start, end - start, BY_SCORE)


def choose_pasted_pieces(typed: str, matcher: Matcher, documents: Documents) -> tuple[str, ...]:
    """Return the rarest pieces of a pasted text; the numbers of their words are asked for at once."""
    stretches = list(split_evenly(list(cut_into_pieces(fold(typed[:MAX_PASTE_LENGTH]))), MAX_PIECES))
    words = {word for stretch in stretches for piece in stretch for word in matcher.split_words(piece)}
    documents.counts.load(match_term(word, matcher.scope) for word in sorted(words))
    return choose_pieces(typed, matcher)


def find_pasted(
    pieces: Sequence[str],
    matcher: Matcher,
    documents: Documents,
    condition_of: Callable[[str], Json],
    filters: Sequence[Json],
) -> PasteHits:
    """Find and score the documents that contain any of ``pieces``; ``condition_of`` gives the condition of one."""
    conditions = {piece: condition_of(piece) for piece in dict.fromkeys(map(fold, pieces)) if piece}
    documents.counts.load((), conditions.values())
    found = {piece: one for piece, one in conditions.items() if documents.counts.total(one)}
    size = documents.counts.statistics().documents
    values = {piece: len(piece) * log(1 + size / documents.counts.of(one)) for piece, one in found.items()}
    unfiltered = any_of(list(found.values()))
    condition = require(unfiltered, *filters)
    scores = [constant(one, values[piece]) for piece, one in found.items()]
    static = {"bool": {"must": [static_score()], "boost": _STATIC_SHARE}}
    total = documents.counts.total(condition) if found else 0
    sources = _find_sources(found, values, condition, documents) if total else ()
    return PasteHits(unfiltered, condition, total, sources, (*scores, static))


def _find_sources(
    found: dict[str, Json], values: dict[str, float], condition: Json, documents: Documents
) -> tuple[tuple[Hit, int], ...]:
    """Return the document with the most of the text, then the one with the most of the rest, and so on."""
    remaining, sources = dict(found), []
    for rank in range(MAX_SOURCES):
        scores = [constant(one, values[piece]) for piece, one in remaining.items()]
        # Equal documents are told apart by the pieces that an earlier source has too, then by kind and citations.
        scores += [constant(one, values[piece] / 1_000) for piece, one in found.items() if piece not in remaining]
        scores.append({"bool": {"must": [static_score()], "boost": 1e-4}})
        names = [{"bool": {"filter": [one], "boost": 0, "_name": piece}} for piece, one in remaining.items()]
        query = scored_query(condition, [*scores, *names])
        best, *_ = read_hits(documents.search(hits_body(query, 0, 1, _LAST_OF_BEST)))
        count = len(best.names)
        if count < (MIN_PIECES_OF_FURTHER_SOURCE if rank else 1):
            break
        sources.append((best, count))
        remaining = {piece: one for piece, one in remaining.items() if piece not in best.names}
    return tuple(sources)
