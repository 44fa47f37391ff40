"""Haystack's lookups as conditions of the query language.

A text is looked for wherever it stands, folded as in every search. ``content`` and ``contains`` require each word
between blanks, ``exact`` requires all of it as one string. On symbol, title, kind and organ, ``exact`` and ``in``
compare the whole value.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import ceil, floor
from typing import Any

from django.db.models import Q

from resolutions.models import Document, Kind
from search.chinese.folding import fold
from search.haystack_engine.notation import Filter, FilterTree, NotationError, read_filters
from search.query.parser import (
    And,
    CitationCountCondition,
    CitesCondition,
    DateCondition,
    Everything,
    KeyCondition,
    KeywordCondition,
    Node,
    Not,
    Or,
    SimilarCondition,
    TextCondition,
    YearCondition,
    parse_query,
)

NOTHING = Or(())
TEXT_SCOPES = {
    "content": None,
    "text": None,
    "preamble": "preamble",
    "operative": "operative",
    "body": "body",
    "notes": "notes",
}
COLUMN_SCOPES = {"symbol": "symbol", "title": "own_title"}  # compared as a whole in the database, searched as text
MAX_NUMBER = 10**9  # more than any year, day or count
Range = tuple[int, int]


def build_node(tree: FilterTree) -> Node:
    """Return the condition for filters. Raises ``NotImplementedError`` and ``ValueError``."""
    if isinstance(tree, Filter):
        return _build_condition(tree.field, tree.lookup, tree.value)
    parts = tuple(build_node(part) for part in tree.parts)
    if tree.operator == "NOT":
        return Not(parts[0])
    return And(parts) if tree.operator == "AND" else Or(parts)


def read_query(written: str) -> Node:
    """Return the condition for what a developer wrote: filters, or the portal's query language without synonyms.

    Raises ``NotImplementedError`` for what neither understands, because a part of it would be ignored.
    """
    if written == "*":
        return Everything()
    try:
        return build_node(read_filters(written, FIELDS))
    except NotationError:
        pass
    query = parse_query(written)
    if query.notices:
        raise NotImplementedError(f"Not understood: {written} ({' '.join(notice.text for notice in query.notices)})")
    return query.node or NOTHING


def _build_condition(field: str, lookup: str, value: Any) -> Node:
    if lookup == "raw":
        return _limit_scope(read_query(value), field)
    if value is None or (isinstance(value, list) and lookup not in ("in", "range")):
        raise NotImplementedError(f"{field}__{lookup} takes no {value}.")
    if lookup == "in":
        return Or(tuple(_build_condition(field, "exact", one) for one in value))
    return FIELDS[field](field, lookup, value)


def _limit_scope(node: Node, field: str) -> Node:
    """Return ``node`` with its texts limited to ``field``."""
    scope = (TEXT_SCOPES | COLUMN_SCOPES).get(field)
    if scope is None:
        return node
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(_limit_scope(part, field) for part in node.parts))
    if isinstance(node, Not):
        return Not(_limit_scope(node.part, field))
    return replace(node, scope=scope) if isinstance(node, TextCondition) else node


def _text(field: str, lookup: str, value: Any) -> Node:
    scope, text = (TEXT_SCOPES | COLUMN_SCOPES)[field], str(value)
    if lookup in ("content", "contains"):
        return And(tuple(_string(word, scope) for word in text.split())) if fold(text) else NOTHING
    if lookup == "exact":
        return _string(text, scope) if fold(text) else NOTHING
    if lookup == "startswith":
        return replace(_string(text, scope), is_phrase=False, is_prefix=True) if fold(text) else NOTHING
    if lookup == "fuzzy":
        return SimilarCondition(fold(text), text, scope) if fold(text) else NOTHING
    raise _unsupported(field, lookup)


def _string(text: str, scope: str | None) -> TextCondition:
    return TextCondition(fold(text), text, is_phrase=True, scope=scope)


def _column(field: str, lookup: str, value: Any) -> Node:
    if lookup in ("exact", "startswith", "endswith"):
        return _keys(Q(**{f"{field}__{lookup}": str(value)}))
    return _text(field, lookup, value)


def _keys(condition: Q) -> KeyCondition:
    return KeyCondition(frozenset(Document.objects.held().filter(condition).values_list("pk", flat=True)))


def _keyword(values: Callable[[], Iterable[str]]) -> Callable[[str, str, Any], Node]:
    """Return the builder for a keyword field that has one of ``values``."""

    def build(field: str, lookup: str, value: Any) -> Node:
        wanted = str(value)
        tests: dict[str, Callable[[str], bool]] = {
            "content": wanted.__eq__,
            "exact": wanted.__eq__,
            "contains": lambda one: wanted in one,
            "startswith": lambda one: one.startswith(wanted),
            "endswith": lambda one: one.endswith(wanted),
        }
        if lookup not in tests:
            raise _unsupported(field, lookup)
        matching = [one for one in values() if tests[lookup](one)]
        return Or(tuple(KeywordCondition(field, one or "-") for one in matching))

    return build


def _organs() -> Iterable[str]:
    return Document.objects.held().order_by().values_list("organ", flat=True).distinct()


def _whole_numbers(lookup: str, value: Any, to_number: Callable[[Any], float]) -> Range:
    """Return the first and last whole number that pass ``lookup``; the first is greater when none does."""
    if lookup == "range":
        low, high = map(to_number, value)
        return ceil(low), floor(high)
    number = to_number(value)
    spans = {
        "content": (ceil(number), floor(number)),
        "exact": (ceil(number), floor(number)),
        "gte": (ceil(number), MAX_NUMBER),
        "gt": (floor(number) + 1, MAX_NUMBER),
        "lte": (0, floor(number)),
        "lt": (0, ceil(number) - 1),
    }
    if lookup not in spans:
        raise NotImplementedError(f"Numbers and dates have no lookup {lookup}.")
    return spans[lookup]


def _year(field: str, lookup: str, value: Any) -> Node:
    first, last = _whole_numbers(lookup, value, float)
    return YearCondition(max(first, 1), last) if first <= last else NOTHING


def _cited(field: str, lookup: str, value: Any) -> Node:
    first, last = _whole_numbers(lookup, value, float)
    return CitationCountCondition(first, last) if first <= last else NOTHING


def _day(field: str, lookup: str, value: Any) -> Node:
    first, last = _whole_numbers(lookup, value, _day_number)
    first, last = max(first, 1), min(last, date.max.toordinal())
    return DateCondition(date.fromordinal(first), date.fromordinal(last)) if first <= last else NOTHING


def _day_number(value: Any) -> float:
    """Return the number of a day, with the time of the day as a fraction. Raises ``ValueError``."""
    moment = datetime.fromisoformat(str(value))
    return moment.toordinal() + (moment - datetime.combine(moment, time(), moment.tzinfo)) / timedelta(days=1)


def _identifier(field: str, lookup: str, value: Any) -> Node:
    if lookup not in ("content", "exact"):
        raise _unsupported(field, lookup)
    label = f"{Document._meta.label_lower}."
    key = str(value).removeprefix(label) if field == "id" else str(value)
    return KeyCondition(frozenset([int(key)])) if key.isascii() and key.isdigit() else NOTHING


def _model(field: str, lookup: str, value: Any) -> Node:
    if lookup not in ("content", "exact"):
        raise _unsupported(field, lookup)
    return Everything() if str(value) == Document._meta.label_lower else NOTHING


def _cites(field: str, lookup: str, value: Any) -> Node:
    if lookup not in ("content", "exact"):
        raise _unsupported(field, lookup)
    return CitesCondition(str(value))


def _unsupported(field: str, lookup: str) -> NotImplementedError:
    return NotImplementedError(f"The portal's search engine does not support {field}__{lookup}.")


FIELDS: dict[str, Callable[[str, str, Any], Node]] = {
    **dict.fromkeys(TEXT_SCOPES, _text),
    **dict.fromkeys(COLUMN_SCOPES, _column),
    "kind": _keyword(lambda: Kind.values),
    "organ": _keyword(_organs),
    "year": _year,
    "citations_in": _cited,
    "adopted_on": _day,
    "cites": _cites,
    "id": _identifier,
    "django_id": _identifier,
    "django_ct": _model,
}
