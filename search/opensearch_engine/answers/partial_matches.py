"""Documents that lack some words of a query, found by the cluster (``search.results.partial_matches``)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search import weights
from search.opensearch_engine.answers.matching import Matched
from search.opensearch_engine.answers.scoring import BASE_SCORE, Scored, bm25, score_term, static_score
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import MATCH_NOTHING, any_of, exclude, require
from search.opensearch_engine.reading.documents import BY_SCORE, Documents, Hit, hits_body, read_hits, scored_query
from search.opensearch_engine.reading.fetched_snapshot import FetchedSnapshot
from search.query.parser import And, Node, TextCondition
from search.results.corrections import Slip, correct_conditions
from search.results.matching import Matcher
from search.results.partial_matches import MAX_CONCEPTS, Concept, PartialMatches, concepts_of, split_conditions


@dataclass(frozen=True, slots=True)
class PartialHits:
    """Documents that lack some words, the best first; ``node`` and ``slips`` are as in ``PartialMatches``."""

    hits: list[Hit]
    concepts: tuple[Concept, ...]
    node: Node
    slips: tuple[Slip, ...]

    def open(self, hits: Sequence[Hit], snapshot: FetchedSnapshot) -> PartialMatches:
        """Return those of ``hits`` that are in a snapshot, by their numbers in it."""
        number_of = {key: number for number, key in enumerate(snapshot.keys.tolist())}
        shown = [hit for hit in hits if hit.key in number_of]
        found = np.array([[_name(at) in hit.names for at in range(len(self.concepts))] for hit in shown], bool)
        ids = np.array([number_of[hit.key] for hit in shown], np.int64)
        scores = np.array([hit.score - BASE_SCORE for hit in shown])
        return PartialMatches(ids, scores, self.concepts, found, self.node, self.slips)


def _name(at: int) -> str:
    return f"concept {at}"


def find_partial_hits(matched: Matched, documents: Documents, limit: int, with_readings: bool) -> PartialHits | None:
    """Return up to ``limit`` documents that have some words of the query and are not among those found.

    None for a query of no free words. Raises ``QueryTooComplexError`` and ``SearchBusyError``.
    """
    matcher = matched.matcher.to_fuzzy()
    free, required = split_conditions(matched.resolved.node)
    slips: tuple[Slip, ...] = ()
    if with_readings:
        typed = free
        free, slips = documents.counts.together(lambda: correct_conditions(typed, documents.fresh(matcher)))
    concepts = tuple(dict.fromkeys(one for part in free for one in concepts_of(part, matcher)))[:MAX_CONCEPTS]
    if not concepts:
        return None
    scored = documents.counts.together(lambda: [_ScoredConcept(concept, matcher, documents) for concept in concepts])
    documents.counts.load(one.condition for each in scored for one in each.words)
    largest = _largest_scores(scored, documents)
    filters = [*matched.filters, exclude(matched.condition)] if matched.total else list(matched.filters)
    if required:
        filters.append(matched.conditions.match(And(required)))
    if not any(isinstance(part, TextCondition) for part in required):
        filters.append(_require_share(scored, largest))
    names = [{"bool": {"filter": [one.is_whole], "boost": 0, "_name": _name(at)}} for at, one in enumerate(scored)]
    scores = [one.score() for one in scored]
    body = hits_body(scored_query(require(*filters), [static_score(), *scores, *names]), 0, limit, BY_SCORE)
    hits = read_hits(documents.search(body))
    return PartialHits(hits, concepts, And((*free, *required)), slips)


class _ScoredConcept:
    """A concept as queries: which documents have it whole, or parts of it, and how much it scores."""

    def __init__(self, concept: Concept, matcher: Matcher, documents: Documents):
        self.counts = documents.counts
        self._alternatives = [[_score_word(word, matcher, documents) for word in row] for row in concept.alternatives]
        self._parts = [score_term(part, matcher.scope, weights.PART_OF_WORD_FACTOR) for part in concept.parts]
        self.is_whole = any_of([require(*(one.condition for one in row)) for row in self._alternatives])
        self.has_part = any_of([one.condition for one in self._parts])

    @property
    def words(self) -> list[Scored]:
        """The words of all alternatives, and the parts."""
        return [*(one for row in self._alternatives for one in row), *self._parts]

    def score(self) -> Json:
        """Return the query that scores the best alternative that a document has whole, or the parts."""
        rows = [
            {"bool": {"must": [bm25(one, self.counts) for one in row]}}
            for row in self._alternatives
            if all(self.counts.of(one.condition) for one in row)
        ]
        parts = [bm25(one, self.counts) for one in self._parts if self.counts.of(one.condition)]
        queries = [*rows, {"bool": {"should": parts}}] if parts else rows
        return {"dis_max": {"queries": queries}} if queries else MATCH_NOTHING


def _score_word(word: str, matcher: Matcher, documents: Documents) -> Scored:
    """Return the score of a word; a name of several words, which is no token, counts as one string."""
    is_token = word.isascii() or documents.counts.of_term(matcher.scope, word)
    if is_token:
        return score_term(word, matcher.scope)
    condition = documents.match_string(word, matcher.scope)
    if "match_phrase" not in condition:
        return Scored(condition, {"constant_score": {"filter": condition}})
    (field, tokens), *_ = condition["match_phrase"].items()
    return Scored(condition, {"match_phrase": {field: {"query": tokens, "boost": 1 / len(tokens.split(" "))}}})


def _largest_scores(scored: Sequence[_ScoredConcept], documents: Documents) -> list[float]:
    """Return the highest score that each concept gives to any document; one request."""
    bodies = [{"size": 1, "query": one.score(), "stored_fields": "_none_"} for one in scored]
    return [float(answer["hits"]["max_score"] or 0.0) for answer in documents.search_each(bodies)]


def _require_share(scored: Sequence[_ScoredConcept], largest: Sequence[float]) -> Json:
    """Return the condition that a document has enough of the concepts, rare ones counting more."""
    functions = []
    for one, weight in zip(scored, largest, strict=True):
        if weight > 0:
            functions.append({"filter": one.is_whole, "weight": weight})
            only_part = require(one.has_part, exclude(one.is_whole))
            functions.append({"filter": only_part, "weight": weight * weights.PART_OF_WORD_FACTOR})
    least = max(sum(largest) * weights.MIN_SHARE_OF_WORDS, 1e-9)
    if not functions:
        return MATCH_NOTHING
    has_any = any_of([condition for one in scored for condition in (one.is_whole, one.has_part)])
    return {
        "function_score": {
            "query": has_any,
            "functions": functions,
            "score_mode": "sum",
            "boost_mode": "replace",
            "min_score": least * (1 - 1e-6),
        }
    }
