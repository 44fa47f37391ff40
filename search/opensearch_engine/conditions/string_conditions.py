"""The condition that a folded string is contained, as ``search.results.matching`` means it."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.chinese.cover import cover
from search.chinese.dictionary import Dictionary
from search.chinese.gap_characters import DIGITS, LETTERS
from search.chinese.needles import Needle, parse_needle
from search.index.needle_positions import is_decided_by_tokens
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import MATCH_NOTHING, match_term, require
from search.opensearch_engine.fields.document_fields import BARRIER, encode_token, scope_end, scope_start, word_start
from search.opensearch_engine.fields.mapping import CHARS_FIELD, TEXT_FIELD

MAX_SPAN_TERMS = 24  # of one string; OpenSearch allows 1,024 clauses in a query
_ANY_DISTANCE = 2**30  # positions
_WORD_CHARACTERS = frozenset(LETTERS + DIGITS)


@dataclass(frozen=True, slots=True)
class StringCondition:
    """The condition that a string is contained.

    When not ``is_exact``, other documents meet it too: those that meet it must be read. OpenSearch allows 1,024
    clauses in a query, and each character of a span is one.
    """

    condition: Json
    is_exact: bool = True


def build_string_condition(
    string: str, scope: str, dictionary: Dictionary, is_prefix: bool, is_verbatim: bool
) -> StringCondition:
    """Return the condition that a folded string is contained, as ``search.results.matching`` means it."""
    needle = parse_needle(string, is_verbatim)
    if not needle.string:
        return StringCondition(MATCH_NOTHING)
    tokens = cover(needle, dictionary, is_prefix)
    if is_decided_by_tokens(needle, tokens):
        return StringCondition(match_term(tokens[0].token, scope))
    field = TEXT_FIELD if needle.is_verbatim else CHARS_FIELD
    pieces = [_verbatim_tokens(needle, is_prefix)] if needle.is_verbatim else _pieces(needle, is_prefix)
    if scope == "all" and len(pieces) == 1:
        return StringCondition(_match_tokens(field, pieces[0]))
    if len(pieces[0]) + 2 * sum(map(len, pieces[1:])) > MAX_SPAN_TERMS:
        return StringCondition(require(*(_match_tokens(field, piece) for piece in pieces)), is_exact=False)
    span = _span(field, pieces[0]) if len(pieces) == 1 else _span_of_pieces(needle, pieces)
    return StringCondition(_within_scope(field, span, scope))


def is_counted(string: str, is_verbatim: bool) -> bool:
    """Return whether the score of ``match_phrase`` counts the occurrences of a string, as many times as it is long."""
    return not parse_needle(string, is_verbatim).gaps or is_verbatim


def _verbatim_tokens(needle: Needle, is_prefix: bool) -> list[str]:
    tokens = [encode_token(character) for character in needle.string]
    at = len(needle.lead)
    if is_prefix and needle.characters and needle.characters[0] in _WORD_CHARACTERS:
        tokens[at] = word_start(tokens[at])
    return tokens


def _pieces(needle: Needle, is_prefix: bool) -> list[list[str]]:
    """Return the tokens of the pieces of a needle."""
    pieces = [[encode_token(one) for one in needle.characters[first:last]] for first, last in needle.pieces]
    if is_prefix and needle.characters[0] in _WORD_CHARACTERS:
        pieces[0][0] = word_start(pieces[0][0])
    return pieces


def _match_tokens(field: str, tokens: Sequence[str]) -> Json:
    """Return the condition that ``tokens`` follow one another."""
    return {"match_phrase": {field: " ".join(tokens)}} if len(tokens) > 1 else {"term": {field: tokens[0]}}


def _span(field: str, tokens: Sequence[str]) -> Json:
    terms: list[Json] = [{"span_term": {field: token}} for token in tokens]
    return terms[0] if len(terms) == 1 else _in_sequence(terms)


def _in_sequence(spans: list[Json]) -> Json:
    return {"span_near": {"clauses": spans, "slop": 0, "in_order": True}}


def _span_of_pieces(needle: Needle, pieces: Sequence[Sequence[str]]) -> Json:
    """Return the span of the pieces of a needle.

    Between two of them a barrier may be; it must be where the needle has a gap between two digits.
    """
    spans: list[Json] = []
    for (first, _), tokens in zip(needle.pieces, pieces, strict=True):
        after_barrier = _span(CHARS_FIELD, [BARRIER, *tokens])
        if first in needle.number_gaps:
            spans.append(after_barrier)
        elif first:
            spans.append({"span_or": {"clauses": [_span(CHARS_FIELD, tokens), after_barrier]}})
        else:
            spans.append(_span(CHARS_FIELD, tokens))
    return _in_sequence(spans)


def _within_scope(field: str, span: Json, scope: str) -> Json:
    """Return the condition that a span lies within one stretch of ``scope``."""
    if scope == "all":
        return span
    ends = [{"span_term": {field: mark}} for mark in (scope_start(scope), scope_end(scope))]
    stretch = {"span_near": {"clauses": ends, "slop": _ANY_DISTANCE, "in_order": True}}
    return {"span_within": {"big": stretch, "little": span}}
