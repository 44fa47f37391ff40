"""Explanation of a search without results: what each condition finds alone, and what is found without it.

Each number is that of the page that its query leads to, in the same mode, with the same synonyms and filters.
"""

from collections.abc import Iterator
from dataclasses import replace

from search.protocol.answer import ConditionCounts
from search.protocol.request import SearchRequest
from search.query.parser import And, Near, Node, TextCondition, format_query
from search.results.run import MatchedDocuments, count_documents

MAX_EXPLAINED_CONDITIONS = 12


def explain_empty_result(matched: MatchedDocuments, request: SearchRequest) -> Iterator[ConditionCounts]:
    """Yield the counts of the conditions that must all be met; nothing for one that cannot be relaxed."""
    scope = matched.query.scope
    for part, rest in relax(matched.query.node):
        query, query_without = format_query(part), format_query(rest, scope)
        counts = (count_documents(typed, matched, request, request.filters) for typed in (query, query_without))
        yield ConditionCounts(query, next(counts), query_without, next(counts))


def relax(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Yield each condition with what remains of the query without it, or with a weaker one in its place."""
    if isinstance(node, And):
        for part in node.parts[:MAX_EXPLAINED_CONDITIONS]:
            others = tuple(other for other in node.parts if other is not part)
            yield part, others[0] if len(others) == 1 else And(others)
    elif isinstance(node, Near):
        yield node, And(node.parts)
    elif isinstance(node, TextCondition) and node.scope:
        yield node, replace(node, scope=None)
