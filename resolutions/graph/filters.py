"""The filters of a graph, parsed from the query of its address and formatted as one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.network import NO_VERB, Edge, Network, Node
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES

DIRECTIONS = {"cites": "本文件引用的", "cited-by": "引用本文件的"}
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_PARAMETER_NAMES = {"steps": "步数", "side": "方向", "verb": "动词类别", "held": "收录"}


class InvalidFilterError(ValueError):
    """A filter value that does not exist. The message, in Chinese, lists the values that do."""


@dataclass(frozen=True, slots=True)
class GraphFilters:
    """The part of a graph to show.

    ``steps`` is 1 or 2; ``side`` is a key of ``DIRECTIONS``, ``verb`` a verb group; ``held``
    leaves only documents with text. An empty value does not filter.
    """

    steps: int = 1
    side: str = ""
    verb: str = ""
    years: YearPeriod | None = None
    held: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "GraphFilters":
        """Parse the parameters of an address. Raises ``InvalidFilterError`` for a value that does not exist."""
        return cls(
            steps=int(_parse_choice("steps", query.get("steps") or "1", ("1", "2"))),
            side=_parse_choice("side", query.get("side", ""), ("", *DIRECTIONS)),
            verb=_parse_choice("verb", query.get("verb", ""), ("", NO_VERB, *VERB_GROUP_NAMES)),
            years=parse_period(query.get("years", "")),
            held=_parse_choice("held", query.get("held", ""), ("", "1")) == "1",
        )

    @property
    def query_string(self) -> str:
        """The parameters with a leading question mark; empty when nothing is chosen.

        >>> GraphFilters(steps=2, verb="recall").query_string
        '?steps=2&verb=recall'
        """
        values = {
            "steps": "2" if self.steps == 2 else "",
            "side": self.side,
            "verb": self.verb,
            "years": self.years.parameter if self.years else "",
            "held": "1" if self.held else "",
        }
        chosen = {name: value for name, value in values.items() if value}
        return "?" + urlencode(chosen) if chosen else ""

    @property
    def is_narrowing(self) -> bool:
        """True when a filter can leave documents out; the number of steps is no such filter."""
        return replace(self, steps=1) != GraphFilters()

    def with_value(self, name: str, value: object) -> "GraphFilters":
        """Return the filters with the field ``name`` set to ``value``."""
        values: dict[str, Any] = {name: value}
        return replace(self, **values)

    def toggled(self, name: str, value: object) -> "GraphFilters":
        """Return the filters with ``name`` set to ``value``, or cleared when it had this value.

        >>> GraphFilters(verb="recall").toggled("verb", "recall") == GraphFilters()
        True
        """
        return self.with_value(name, _DEFAULTS[name] if getattr(self, name) == value else value)

    def matches(self, node: Node) -> bool:
        """Tell if ``node`` passes the filters by text and by year."""
        return (not self.held or node.is_held) and (not self.years or self.years.contains(node.year))


_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(GraphFilters)}


def parse_period(text: str) -> YearPeriod | None:
    """Parse ``2020``, ``2010-2019``, or ``none`` for documents without a year; ``None`` for an empty text.

    Raises ``InvalidFilterError`` for anything else.

    >>> parse_period("2010-2019")
    YearPeriod(first=2010, last=2019)
    """
    if not text:
        return None
    if text == "none":
        return YearPeriod(None, None)
    match = _YEARS.fullmatch(text)
    if not match or (match[2] and match[2] < match[1]):
        raise InvalidFilterError(f"年份“{text[:20]}”无法理解，应写作 2020 或 2010-2019。")
    return YearPeriod(int(match[1]), int(match[2] or match[1]))


def apply_filters(network: Network, filters: GraphFilters) -> Network:
    """Return the part of ``network`` that passes ``filters``.

    With a verb chosen, an edge keeps only the citations of that verb.
    """
    if filters == GraphFilters(steps=filters.steps):
        return network
    focus = network.focus.pk
    edges = tuple(
        edge
        for edge in _edges_with_verb(network.edges, filters.verb)
        if not filters.side or (edge.source == focus) == (filters.side == "cites")
    )
    far_edges = _edges_with_verb(network.far_edges, filters.verb)
    matching = [pk for pk, node in network.nodes.items() if filters.matches(node)]
    return replace(network, edges=edges, far_edges=far_edges).subgraph(matching)


def _edges_with_verb(edges: tuple[Edge, ...], wanted: str) -> tuple[Edge, ...]:
    if not wanted:
        return edges
    narrowed = ((edge, tuple(pair for pair in edge.verbs if pair[0] == wanted)) for edge in edges)
    return tuple(replace(edge, verbs=verbs) for edge, verbs in narrowed if verbs)


def _parse_choice(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    choices = "、".join(choice for choice in allowed if choice)
    raise InvalidFilterError(f"没有“{value[:20]}”这样的{_PARAMETER_NAMES[name]}（{name}），可以是 {choices}。")
