"""Help when nothing is found: what empties the result, and which terms of the field look or sound alike."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.chinese.pinyin import to_pinyin
from search.index.snapshot import Snapshot
from search.query.parser import And, Node, Query, format_query
from search.results.matching import Matcher

MAX_SIMILAR_TERMS = 6
MAX_EXPLAINED_CONDITIONS = 12


@dataclass(frozen=True, slots=True)
class ConditionCounts:
    """One condition of an empty search: how many documents meet it alone, and the search without it."""

    written: str
    count: int
    without: str
    count_without: int


def explain_empty_result(query: Query, matcher: Matcher) -> list[ConditionCounts]:
    """The conditions of a search that must all be met; none when there is only one."""
    node = query.node
    if not isinstance(node, And):
        return []
    found = []
    for one in node.parts[:MAX_EXPLAINED_CONDITIONS]:
        others = tuple(part for part in node.parts if part is not one)
        rest: Node = others[0] if len(others) == 1 else And(others)
        without = format_query(rest, query.scope)
        found.append(ConditionCounts(format_query(one), len(matcher.match(one)), without, len(matcher.match(rest))))
    return found


def find_similar_terms(typed: str, terms: Iterable[str], snapshot: Snapshot) -> list[str]:
    """Terms of one character more, less or other than ``typed``, or that sound the same, and that the index has."""
    if not 2 <= len(typed) <= 12:
        return []
    sound = to_pinyin(typed).full
    alike = [term for term in terms if term != typed and (_differ_little(term, typed) or to_pinyin(term).full == sound)]
    return [term for term in alike if len(snapshot.postings("all", term).ids)][:MAX_SIMILAR_TERMS]


def _differ_little(one: str, other: str) -> bool:
    """Whether one character must be added, dropped or replaced; of two characters, one is too much.

    >>> _differ_little("安全理事会", "安全理士会"), _differ_little("和平", "和谈")
    (True, False)
    """
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return max(len(one), len(other)) - start - end <= 1
