"""Choice of the documents that have a row of their own in a drawing; the others share the row of a period."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.graph.drawing_text import YearPeriod, period_containing
from resolutions.graph.network import Node

PERIOD_SIZES = (1, 2, 5, 10, 20, 50, 500)  # years


@dataclass(frozen=True, slots=True)
class DrawingRow:
    """One row of a drawing: one document, or several documents of a period."""

    nodes: tuple[Node, ...]
    period: YearPeriod

    @property
    def is_group(self) -> bool:
        """True for several documents."""
        return len(self.nodes) > 1

    @property
    def year(self) -> int | None:
        """The year that gives the row its position on the axis: of a group, the last."""
        return max((node.year for node in self.nodes if node.year), default=None)


def choose_rows(nodes: Sequence[Node], weights: dict[int, int], budget: int) -> list[DrawingRow]:
    """Arrange ``nodes`` in at most ``budget`` rows, by date.

    When there are more documents than rows, the documents with the greatest weight have a row
    each; equal weights are ordered by text, then by number of citations. The others are grouped by
    the shortest period of ``PERIOD_SIZES`` that needs no more than half of the rows.
    ``weights`` are citations between the document and the focus by document key; missing is 0.
    """
    if len(nodes) <= budget:
        return [_single_row(node) for node in sorted(nodes, key=lambda node: node.sort_key)]
    size = _period_size(nodes, budget)
    periods = {period_containing(node.year, size) for node in nodes}
    ranked = sorted(nodes, key=lambda node: (-weights.get(node.pk, 0), not node.is_held, -node.cited, node.sort_key))
    single_count = max(budget - len(periods), 0)
    rows = [_single_row(node) for node in ranked[:single_count]]
    members: dict[YearPeriod, list[Node]] = {}
    for node in sorted(ranked[single_count:], key=lambda node: node.sort_key):
        members.setdefault(period_containing(node.year, size), []).append(node)
    for period, group in members.items():
        rows.append(_single_row(group[0]) if len(group) == 1 else DrawingRow(tuple(group), period))
    return sorted(rows, key=lambda row: (row.year or 0, row.is_group, row.nodes[0].sort_key))


def _single_row(node: Node) -> DrawingRow:
    return DrawingRow((node,), YearPeriod(node.year, node.year))


def _period_size(nodes: Sequence[Node], budget: int) -> int:
    for size in PERIOD_SIZES:
        if len({period_containing(node.year, size) for node in nodes}) <= max(budget // 2, 1):
            return size
    return PERIOD_SIZES[-1]
