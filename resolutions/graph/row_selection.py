"""Which documents get a row of their own in a drawing, and which are told as “另有 n 份”."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.graph.drawing_text import YearPeriod, period_containing
from resolutions.graph.network import Node

_SIZES = (1, 2, 5, 10, 20, 50, 500)  # years in a period


@dataclass(frozen=True, slots=True)
class DrawingRow:
    """One row of a drawing: a document, or those of a period that are not shown one by one."""

    nodes: tuple[Node, ...]
    period: YearPeriod

    @property
    def is_group(self) -> bool:
        return len(self.nodes) > 1

    @property
    def year(self) -> int | None:
        """Where the row stands on the axis: the document's year, or the last one of a group."""
        return max((node.year for node in self.nodes if node.year), default=None)


def choose_rows(nodes: Sequence[Node], weights: dict[int, int], budget: int) -> list[DrawingRow]:
    """At most ``budget`` rows for all ``nodes``, by time.

    When there are more documents than rows, those with the greatest ``weights`` (citations
    on the way to the focus), then held and often cited ones, keep a row of their own; the
    others are told together, by year or by the shortest period that leaves room for half of the rows.
    """
    if len(nodes) <= budget:
        return [
            DrawingRow((node,), YearPeriod(node.year, node.year)) for node in sorted(nodes, key=lambda node: node.order)
        ]
    size = _period_size(nodes, budget)
    periods = {period_containing(node.year, size) for node in nodes}
    ranked = sorted(nodes, key=lambda node: (-weights.get(node.pk, 0), not node.held, -node.cited, node.order))
    alone = ranked[: max(budget - len(periods), 0)]
    rows = [DrawingRow((node,), YearPeriod(node.year, node.year)) for node in alone]
    rest = ranked[len(alone) :]
    for period in periods:
        if members := tuple(
            sorted((n for n in rest if period_containing(n.year, size) == period), key=lambda n: n.order)
        ):
            rows.append(DrawingRow(members, _exact(members) if len(members) == 1 else period))
    return sorted(rows, key=lambda row: (row.year or 0, row.is_group, row.nodes[0].order))


def _period_size(nodes: Sequence[Node], budget: int) -> int:
    for size in _SIZES:
        if len({period_containing(node.year, size) for node in nodes}) <= max(budget // 2, 1):
            return size
    return _SIZES[-1]


def _exact(members: tuple[Node, ...]) -> YearPeriod:
    return YearPeriod(members[0].year, members[0].year)
