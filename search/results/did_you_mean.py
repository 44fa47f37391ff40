"""Help for a search without results: the condition that matches nothing, and similar terms of the dictionary."""

from collections.abc import Iterable

from search.chinese.pinyin import to_pinyin
from search.index.snapshot import Snapshot
from search.protocol.answer import ConditionCounts
from search.query.edits import is_one_edit
from search.query.parser import And, Node, Query, format_query
from search.results.matching import Matcher

MAX_SIMILAR_TERMS = 6
MAX_EXPLAINED_CONDITIONS = 12
MIN_CORRECTED_LENGTH, MAX_CORRECTED_LENGTH = 2, 12  # characters typed for which similar terms are looked up


def explain_empty_result(query: Query, matcher: Matcher) -> list[ConditionCounts]:
    """Count the conditions that must all match; an empty list when there is only one."""
    node = query.node
    if not isinstance(node, And):
        return []
    counts = []
    for part in node.parts[:MAX_EXPLAINED_CONDITIONS]:
        others = tuple(other for other in node.parts if other is not part)
        rest: Node = others[0] if len(others) == 1 else And(others)
        counts.append(
            ConditionCounts(
                query=format_query(part),
                count=len(matcher.match(part)),
                query_without=format_query(rest, query.scope),
                count_without=len(matcher.match(rest)),
            )
        )
    return counts


def find_similar_terms(typed: str, terms: Iterable[str], snapshot: Snapshot) -> list[str]:
    """Return the ``terms`` of the index that are one edit from ``typed`` or have the same pinyin.

    All strings are folded. The order is that of ``terms``; at most ``MAX_SIMILAR_TERMS``.
    """
    if not MIN_CORRECTED_LENGTH <= len(typed) <= MAX_CORRECTED_LENGTH:
        return []
    pinyin = to_pinyin(typed).full
    similar = [term for term in terms if term != typed and (is_one_edit(term, typed) or to_pinyin(term).full == pinyin)]
    return [term for term in similar if len(snapshot.postings("all", term).ids)][:MAX_SIMILAR_TERMS]
