"""A parsed query as conditions of OpenSearch, which match exactly the documents that the portal's matcher does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from search.index.entries import join_verb
from search.opensearch_engine.cluster.client import Json
from search.opensearch_engine.conditions.clauses import (
    MATCH_EVERYTHING,
    MATCH_NOTHING,
    any_of,
    exclude,
    match_keys,
    match_range,
    match_term,
    require,
)
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
from search.results.verbatim import finds_verbatim


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
        if query.verbatim and not finds_verbatim(query, self.matcher):
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
