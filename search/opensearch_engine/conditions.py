"""A parsed query as conditions of OpenSearch, which match exactly the documents that the portal's matcher does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from search.chinese.cover import cover
from search.chinese.dictionary import Dictionary
from search.chinese.gap_characters import DIGITS, LETTERS
from search.chinese.needles import Needle, parse_needle
from search.index.entries import join_verb
from search.index.needle_positions import is_decided_by_tokens
from search.index.snapshot import SCOPE_FIELDS
from search.opensearch_engine.cluster import Json
from search.opensearch_engine.document_fields import BARRIER, encode_token, scope_end, scope_start, word_start
from search.opensearch_engine.mapping import CHARS_FIELD, TEXT_FIELD, words_field
from search.protocol.key_facets import KeyFacet, KeyFacets
from search.protocol.request import MATCH_ALL, Filters
from search.query.parser import (
    And,
    CharterCondition,
    CitationCountCondition,
    CitedByCondition,
    CitesCondition,
    DateCondition,
    Everything,
    KeyCondition,
    KeywordCondition,
    Narrow,
    Near,
    Node,
    Not,
    Or,
    Query,
    SubjectCondition,
    TextCondition,
    VerbCondition,
    YearCondition,
)
from search.results.matching import Matcher

MATCH_NOTHING: Json = {"match_none": {}}
MATCH_EVERYTHING: Json = {"match_all": {}}
MAX_SPAN_TERMS = 24  # of one string; OpenSearch allows 1,024 clauses in a query
MAX_TERMS = 50_000  # of one condition on keys; OpenSearch allows 65,536
_ANY_DISTANCE = 2**30  # positions
_WORD_CHARACTERS = frozenset(LETTERS + DIGITS)


def require(*conditions: Json) -> Json:
    """Return the condition that all of ``conditions`` hold; none give all documents."""
    if len(conditions) == 1:
        return conditions[0]
    return {"bool": {"filter": list(conditions)}} if conditions else MATCH_EVERYTHING


def any_of(conditions: Sequence[Json]) -> Json:
    """Return the condition that one of ``conditions`` holds; none give no documents."""
    joined = _join_terms(conditions)
    if len(joined) == 1:
        return joined[0]
    return {"bool": {"should": joined, "minimum_should_match": 1}} if joined else MATCH_NOTHING


def _join_terms(conditions: Sequence[Json]) -> list[Json]:
    """Return conditions with the terms of one field as one condition: OpenSearch counts it as one clause."""
    terms: dict[str, list[str]] = {}
    joined: list[Json] = []
    for condition in conditions:
        if "term" in condition:
            ((name, value),) = condition["term"].items()
            terms.setdefault(name, []).append(value)
        else:
            joined.append(condition)
    for name, values in terms.items():
        joined.append({"term": {name: values[0]}} if len(values) == 1 else {"terms": {name: values}})
    return joined


def exclude(condition: Json) -> Json:
    """Return the condition that another does not hold."""
    return {"bool": {"must_not": [condition]}}


def match_keys(keys: Iterable[int], name: str = "key") -> Json:
    """Return the condition on documents with one of ``keys``."""
    ordered = sorted(keys)
    parts = [ordered[start : start + MAX_TERMS] for start in range(0, len(ordered), MAX_TERMS)]
    return any_of([{"terms": {name: part}} for part in parts])


def match_range(name: str, first: int, last: int) -> Json:
    """Return the condition on a number; both ends are inclusive."""
    return {"range": {name: {"gte": first, "lte": last}}}


def match_term(term: str, scope: str) -> Json:
    """Return the condition on a token of the portal's tokenizer."""
    if scope == "all":
        return {"term": {words_field(scope): encode_token(term)}}
    return any_of([{"term": {words_field(section): encode_token(term)}} for section in SCOPE_FIELDS[scope]])


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


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions of the queries of one request.

    ``matcher`` knows the words of texts, the mode and the scope; it reads no document. ``string_condition`` gives the
    condition of a folded string, of its scope, of whether it is a prefix and whether it is verbatim. ``find_near``
    returns the keys of the documents that meet a ``Near``, and ``find_cited`` those that the document of a symbol
    cites.
    """

    matcher: Matcher
    string_condition: Callable[[str, str, bool, bool], Json]
    find_near: Callable[[Near, Matcher], Iterable[int]]
    find_cited: Callable[[str], Iterable[int]]

    def with_matcher(self, matcher: Matcher) -> "Conditions":
        """Return the same for another mode or scope."""
        return replace(self, matcher=matcher)

    @property
    def _key_facets(self) -> KeyFacets:
        return self.matcher.key_facets

    def match(self, node: Node) -> Json:
        """Return the condition that a node says."""
        if isinstance(node, TextCondition):
            return self.match_text(node)
        if isinstance(node, And):
            return require(*map(self.match, node.parts))
        if isinstance(node, Or):
            return any_of(list(map(self.match, node.parts)))
        if isinstance(node, Not):
            return exclude(self.match(node.part))
        if isinstance(node, Narrow):
            return self.with_matcher(self.matcher.with_scope("all")).match(node.part)
        if isinstance(node, Near):
            return match_keys(self.find_near(node, self.matcher))
        if isinstance(node, SubjectCondition):
            return _match_named(self._key_facets.get("subject"), node)
        if isinstance(node, CharterCondition):
            charter = self._key_facets.get("charter")
            return _match_values(charter, (node.chapter,)) if charter else MATCH_NOTHING
        return self._match_fact(node)

    def _match_fact(self, node: Node) -> Json:
        if isinstance(node, Everything):
            return MATCH_EVERYTHING
        if isinstance(node, YearCondition):
            return match_range("year", max(node.first, 1), node.last)
        if isinstance(node, DateCondition):
            return match_range("day", node.first.toordinal(), node.last.toordinal())
        if isinstance(node, CitationCountCondition):
            return match_range("cited", node.first, node.last)
        if isinstance(node, CitesCondition):
            return {"term": {"cites": node.symbol}}
        if isinstance(node, CitedByCondition):
            return match_keys(self.find_cited(node.symbol))
        if isinstance(node, KeywordCondition):
            return {"term": {node.field: node.value}}
        if isinstance(node, KeyCondition):
            return match_keys(node.keys)
        if isinstance(node, VerbCondition):
            name = "verb_cites" if node.symbol else "verb"
            values = [join_verb(verb, node.symbol) if node.symbol else verb for verb in node.verbs]
            return {"terms": {name: values}}
        return MATCH_NOTHING  # a pattern, before its words are looked up

    def match_text(self, text: TextCondition) -> Json:
        """Return the condition of one text, in the mode of the matcher."""
        scope = text.scope or self.matcher.scope
        if not self.matcher.is_fuzzy(text):
            return self.match_whole_text(text)
        return require(*(self.match_word(word, scope) for word in self.matcher.content_words(text.text)))

    def match_whole_text(self, text: TextCondition) -> Json:
        """Return the condition that a text is contained as one string."""
        scope = text.scope or self.matcher.scope
        if text.is_word:
            return match_term(text.text, scope)
        return self.match_string(text.text, scope, text.is_prefix, text.is_phrase)

    def match_string(self, string: str, scope: str, is_prefix: bool = False, is_verbatim: bool = False) -> Json:
        """Return the condition that a folded string is contained."""
        return self.string_condition(string, scope, is_prefix, is_verbatim)

    def match_word(self, word: str, scope: str) -> Json:
        """Return the condition that a word is contained, or all parts of a compound one."""
        whole = match_term(word, scope)
        parts = self.matcher.split_compound(word)
        return any_of([whole, require(*(match_term(part, scope) for part in parts))]) if parts else whole

    def match_verbatim(self, query: Query) -> Json:
        """Return the condition that the whole query is contained as one text."""
        return self.match_string(query.verbatim, self.matcher.scope, is_verbatim=not query.is_plain)

    def match_query(self, query: Query, has_filters: bool) -> Json:
        """Return the condition of a query without its filters, as ``search.results.run.match_query`` means it."""
        node = query.node
        if query.typed.strip() == MATCH_ALL or (node is None and has_filters):
            return MATCH_EVERYTHING
        if node is None:
            return MATCH_NOTHING
        matched = self.match(node)
        if query.verbatim and not (self.matcher.is_exact and _is_one_text(query)):
            return any_of([matched, self.match_verbatim(query)])
        return matched

    def match_filters(self, filters: Filters, ignored: Iterable[str] = ()) -> list[Json]:
        """Return a condition for each filter that is not ``ignored``."""
        skipped = set(ignored)
        return [self.match_filter(name, values) for name, values in filters.items() if name not in skipped]

    def match_filter(self, name: str, values: Iterable[str]) -> Json:
        """Return the condition that a facet has any of ``values``."""
        if name == "year":
            return any_of([_match_years(span) for span in values])
        if name == "date":
            return any_of([_match_days(span) for span in values])
        if name in self._key_facets:
            return _match_values(self._key_facets[name], values)
        return {"terms": {name: list(values)}}


def _is_one_text(query: Query) -> bool:
    node = query.node
    return isinstance(node, TextCondition) and node.text == query.verbatim and not node.is_prefix and not node.scope


def _match_named(facet: KeyFacet | None, node: SubjectCondition) -> Json:
    return _match_values(facet, facet.values_named(node.text, node.is_prefix)) if facet else MATCH_NOTHING


def _match_values(facet: KeyFacet, values: Iterable[str]) -> Json:
    return match_keys({key for value in values for key in facet.keys.get(value, ())})


def _match_years(span: str) -> Json:
    first, _, last = span.partition("-")
    return match_range("year", max(int(first), 1), int(last or first))


def _match_days(span: str) -> Json:
    first, last = (date.fromisoformat(day) if day else None for day in span.split(".."))
    return match_range("day", (first or date.min).toordinal(), (last or date.max).toordinal())
