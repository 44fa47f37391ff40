"""Scores that the cluster gives to documents: the formulas of docs/ranking.md but for nearness.

The similarity of the index returns numbers of occurrences. Scripts make BM25 of them, with the lengths of the
documents and the numbers of documents that the portal asked for before.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from search import weights
from search.chinese.needles import parse_needle
from search.index.snapshot import SCOPE_FIELDS
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import MATCH_EVERYTHING, count_clauses, iter_inner, match_term
from search.opensearch_engine.conditions.query_conditions import Conditions
from search.opensearch_engine.conditions.string_conditions import is_counted
from search.opensearch_engine.fields.document_fields import encode_token
from search.opensearch_engine.fields.mapping import BOOST_UNIT, words_field
from search.opensearch_engine.reading.counts import Counts
from search.opensearch_engine.reading.fetched_snapshot import dump_key
from search.query.parser import Query, TextCondition

_BM25 = (
    "double f = _score;"
    "return params.weight * f"
    " / (f + params.k1 * (1 - params.b + params.b * doc['length'].value / params.average));"
)
_STATIC = (
    "double score = params.base + params.citations * Math.log1p(doc['cited'].value);"
    "if (doc['kind'].size() > 0) { score += params.kinds.getOrDefault(doc['kind'].value, 0.0); }"
    "return score;"
)
MAX_SCORED = 250  # clauses of the strings and words of one query that score
BASE_SCORE = 1.0  # OpenSearch refuses negative scores, and a kind may have one


@dataclass(frozen=True, slots=True)
class Scored:
    """Something that scores by BM25: the condition that counts documents, and the query that counts occurrences."""

    condition: Json
    occurrences: Json
    factor: float = 1.0


def score_term(term: str, scope: str, factor: float = 1.0) -> Scored:
    """Return the score of a token; an occurrence counts as often as the boost of its section says."""
    if scope == "all":
        weighted = {"term": {words_field(scope): {"value": encode_token(term), "boost": 1 / BOOST_UNIT}}}
        return Scored(match_term(term, scope), weighted, factor)
    fields = [
        {"term": {words_field(section): {"value": encode_token(term), "boost": weights.FIELD_BOOSTS[section]}}}
        for section in SCOPE_FIELDS[scope]
    ]
    return Scored(match_term(term, scope), {"bool": {"should": fields}}, factor)


def score_text(text: TextCondition, conditions: Conditions) -> Scored:
    """Return the score of a text as one string; one whose documents had to be read is taken as occurring once."""
    condition = conditions.match_whole_text(text)
    scope = text.scope or conditions.matcher.scope
    if text.is_word:
        return score_term(text.text, scope)
    matcher = conditions.matcher
    if matcher.is_decided_by_token(text.text, text.is_prefix, text.is_phrase):
        return score_term(matcher.first_token(text.text, text.is_prefix, text.is_phrase), scope)
    if "match_phrase" in condition and is_counted(text.text, text.is_phrase):
        (field, tokens), *_ = condition["match_phrase"].items()
        boost = 1 / len(tokens.split(" "))  # the similarity is added up once for each token
        return Scored(condition, {"match_phrase": {field: {"query": tokens, "boost": boost}}})
    return Scored(condition, count_spans(condition) or {"constant_score": {"filter": condition}})


def count_spans(condition: Json) -> Json | None:
    """Return the query that counts the occurrences of a condition on spans; None for another condition.

    The similarity is added up once for each different term, and every term of a span that is found occurs.
    """
    ((kind, inner),) = condition.items()
    if not kind.startswith("span_"):
        return None
    share = 1 / len(set(_span_terms(condition)))
    if kind == "span_term":
        ((field, token),) = inner.items()
        return {kind: {field: {"value": token, "boost": share}}}
    return {kind: inner | {"boost": share}}


def _span_terms(query: Json) -> Iterator[str]:
    ((kind, inner),) = query.items()
    if kind == "span_term":
        yield from inner.values()
    else:
        yield from (term for part in iter_inner(inner) for term in _span_terms(part))


def iter_scored(query: Query, conditions: Conditions) -> Iterator[Scored]:
    """Yield everything of a query that scores by BM25."""
    matcher = conditions.matcher
    for text in query.texts():
        scope = text.scope or matcher.scope
        yield score_text(text, conditions)
        words = matcher.scored_words(text.text)
        if words and words != [parse_needle(text.text).characters]:
            for word in words:
                yield score_term(word, scope, weights.SINGLE_WORD_FACTOR if matcher.is_exact else 1.0)


def _add_up(scored: Iterable[Scored]) -> Iterator[Scored]:
    """Yield each score once, with the sum of its factors: Lucene would drop the score of a clause that it repeats."""
    sums: dict[str, Scored] = {}
    for one in scored:
        key = dump_key(one.occurrences)
        sums[key] = replace(one, factor=one.factor + (sums[key].factor if key in sums else 0.0))
    yield from sums.values()


def bm25(scored: Scored, counts: Counts) -> Json:
    """Return the query that scores by BM25."""
    statistics = counts.statistics()
    weight = statistics.rarity(counts.of(scored.condition)) * (weights.BM25_K1 + 1) * scored.factor
    numbers = {
        "weight": weight,
        "k1": weights.BM25_K1,
        "b": weights.BM25_B,
        "average": max(statistics.average_length, 1.0),
    }
    return {"script_score": {"query": scored.occurrences, "script": {"source": _BM25, "params": numbers}}}


def static_score() -> Json:
    """Return the query of the part of a document's score that no query changes, plus ``BASE_SCORE``."""
    numbers = {"base": BASE_SCORE, "citations": weights.CITATION_BOOST, "kinds": weights.KIND_BOOSTS}
    return {"script_score": {"query": MATCH_EVERYTHING, "script": {"source": _STATIC, "params": numbers}}}


def constant(condition: Json, boost: float) -> Json:
    """Return the query that adds ``boost`` to the documents of a condition."""
    return {"constant_score": {"filter": condition, "boost": boost}}


def build_scores(
    query: Query, conditions: Conditions, counts: Counts, total: int, within_limit: Callable[[Json], Json]
) -> list[Json]:
    """Return the queries whose scores are added up, for ``total`` documents found.

    ``within_limit`` returns a condition with fewer clauses.
    """
    matcher, scores = conditions.matcher, [static_score()]
    scored = [one for one in _add_up(iter_scored(query, conditions)) if counts.of(one.condition)]
    scored.sort(key=lambda one: counts.of(one.condition))  # of too many, the rarest say most
    clauses = accumulate(count_clauses(one.occurrences) for one in scored)
    scores += [bm25(one, counts) for one, used in zip(scored, clauses, strict=True) if used <= MAX_SCORED]
    for text in query.texts():
        characters = parse_needle(text.text).characters
        words = matcher.scored_words(text.text)
        if text.text.isascii() and (not words or words == [characters]):
            scores.append(constant(match_term(characters, text.scope or matcher.scope), weights.WHOLE_NUMBER_BOOST))
    if query.verbatim and counts.of(conditions.match_verbatim(query)) < total:
        scores.append(constant(conditions.match_verbatim(query), weights.VERBATIM_BOOST))
    if query.texts() and query.node:
        titled = conditions.with_matcher(matcher.with_scope("title"))
        scores.append(constant(within_limit(titled.match(query.node)), weights.TITLE_BOOST))
    return scores
