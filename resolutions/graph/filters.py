"""The filters of a graph, read from and written to its address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.network import NO_VERB, Edge, Network, Node
from resolutions.text.citations.verbs import VERB_GROUP_NAMES

DIRECTIONS = {"cites": "它引用的", "cited-by": "引用它的"}
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?$", re.ASCII)


class InvalidFilterError(ValueError):
    """A filter that does not exist; the message tells the reader what to write."""


@dataclass(frozen=True, slots=True)
class GraphFilters:
    """What to show: ``steps`` from the document, one verb group, one direction, a period, held documents alone."""

    steps: int = 1
    side: str = ""
    verb: str = ""
    years: YearPeriod | None = None
    held: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "GraphFilters":
        """The filters of an address; raises BadAddress for a value that does not exist."""
        return cls(
            steps=int(_one_of("steps", query.get("steps") or "1", ("1", "2"))),
            side=_one_of("side", query.get("side", ""), ("", *DIRECTIONS)),
            verb=_one_of("verb", query.get("verb", ""), ("", NO_VERB, *VERB_GROUP_NAMES)),
            years=parse_period(query.get("years", "")),
            held=_one_of("held", query.get("held", ""), ("", "1")) == "1",
        )

    @property
    def query_string(self) -> str:
        """``?steps=2&verb=recall``; empty when nothing is chosen.

        >>> GraphFilters(steps=2, verb="recall").query_string
        '?steps=2&verb=recall'
        """
        chosen = {
            "steps": "2" if self.steps == 2 else "",
            "side": self.side,
            "verb": self.verb,
            "years": self.years.key if self.years else "",
            "held": "1" if self.held else "",
        }
        chosen = {name: value for name, value in chosen.items() if value}
        return "?" + urlencode(chosen) if chosen else ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return replace(self, steps=1) != GraphFilters()

    def toggled(self, **chosen) -> "GraphFilters":
        """With ``name=value`` chosen, or dropped when it was chosen already."""
        [(name, value)] = chosen.items()
        return replace(self, **{name: getattr(GraphFilters(), name) if getattr(self, name) == value else value})

    def lets_through(self, node: Node) -> bool:
        return (not self.held or node.held) and (not self.years or self.years.holds(node.year))


def parse_period(words: str) -> YearPeriod | None:
    """``2020``, ``2010-2019`` or ``none`` for documents without a year.

    >>> parse_period("2010-2019")
    YearPeriod(first=2010, last=2019)
    """
    if not words:
        return None
    if words == "none":
        return YearPeriod(None, None)
    match = _YEARS.match(words)
    if not match or (match[2] and match[2] < match[1]):
        raise InvalidFilterError(f"年份“{words[:20]}”无法理解，应写作 2020 或 2010-2019。")
    return YearPeriod(int(match[1]), int(match[2] or match[1]))


def apply_filters(network: Network, filters: GraphFilters) -> Network:
    """What ``filters`` leave of ``network``; under a verb an edge keeps the citations of that verb alone."""
    focus = network.focus.pk
    edges = tuple(
        edge
        for edge in _under_verb(network.edges, filters.verb)
        if not filters.side or (edge.source == focus) == (filters.side == "cites")
    )
    far_edges = _under_verb(network.far_edges, filters.verb)
    kept = [pk for pk, node in network.nodes.items() if filters.lets_through(node)]
    return replace(network, edges=edges, far_edges=far_edges).only(kept)


def _under_verb(edges: tuple[Edge, ...], wanted: str) -> tuple[Edge, ...]:
    if not wanted:
        return edges
    chosen = ((edge, tuple(pair for pair in edge.verbs if pair[0] == wanted)) for edge in edges)
    return tuple(replace(edge, verbs=verbs) for edge, verbs in chosen if verbs)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    names = {"steps": "步数", "side": "方向", "verb": "动词类别", "held": "收录"}
    raise InvalidFilterError(
        f"没有“{value[:20]}”这样的{names[name]}（{name}），可以是 {'、'.join(a for a in allowed if a)}。"
    )
