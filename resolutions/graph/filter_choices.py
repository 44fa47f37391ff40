"""The filters a reader can choose, each a link with how many documents it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resolutions.graph.drawing_text import YearPeriod, period_containing
from resolutions.graph.filters import DIRECTIONS, GraphFilters, apply_filters
from resolutions.graph.network import Network, verb_name
from resolutions.graph.row_selection import DrawingRow

_FEW_YEARS = 10  # more than these are offered by decade


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter to choose, or to drop when it is in force; ``count`` is in documents one step away."""

    words: str
    count: int
    address: str
    is_chosen: bool


def build_filter_choices(network: Network, filters: GraphFilters) -> list[tuple[str, list[FilterChoice]]]:
    """``(heading, choices)``; a heading with nothing to choose between is left out."""
    offered = [
        ("方向", _choose(network, filters, "side", [(side, words) for side, words in DIRECTIONS.items()])),
        ("动词", _choose(network, filters, "verb", [(group, verb_name(group)) for group in _verbs(network)])),
        ("年份", _choose(network, filters, "years", [(period, period.words) for period in _periods(network, filters)])),
        ("收录", _choose(network, filters, "held", [(True, "只看收录全文的")])),
    ]
    return [(heading, found) for heading, found in offered if found]


def build_step_choices(filters: GraphFilters) -> list[FilterChoice]:
    """One step or two."""
    return [
        FilterChoice(words, 0, replace(filters, steps=number).query_string or "?", filters.steps == number)
        for number, words in ((1, "一步"), (2, "两步"))
    ]


def _choose(
    network: Network, filters: GraphFilters, name: str, values: Iterable[tuple[object, str]]
) -> list[FilterChoice]:
    chosen = getattr(filters, name)
    near = replace(network, far_edges=(), nodes={node.pk: node for node in (network.focus, *network.neighbours)})
    found = [
        FilterChoice(
            words,
            len(apply_filters(near, replace(filters, **{name: value})).neighbours),
            filters.toggled(**{name: value}).query_string or "?",
            value == chosen,
        )
        for value, words in values
    ]
    found = [choice for choice in found if choice.count or choice.is_chosen]
    everything = len(network.neighbours)
    if not chosen and (not found or all(choice.count == everything for choice in found)):
        return []
    return found


def _verbs(network: Network) -> list[str]:
    counts: dict[str, int] = {}
    for edge in network.edges:
        for group, count in edge.verbs:
            counts[group] = counts.get(group, 0) + count
    return sorted(counts, key=lambda group: (-counts[group], group))


def _periods(network: Network, filters: GraphFilters) -> list[YearPeriod]:
    """Each year when they are few, else each decade; a chosen period is always among them."""
    years = {node.year for node in network.neighbours}
    known = [year for year in years if year is not None]
    size = 1 if len(known) <= _FEW_YEARS else 10
    periods = {period_containing(year, size) for year in years} | ({filters.years} if filters.years else set())
    return sorted(periods, key=lambda period: (period.first is None, period.first or 0, period.last or 0))


def row_url(row: DrawingRow, base: str, filters: GraphFilters) -> str:
    """Where a row of the drawing leads: a document to its own graph, a group to its years alone.

    A group that its years have already been narrowed to leads to the table, which names all.
    """
    if not row.is_group:
        return f"{row.nodes[0].address}/graph" + ("?steps=2" if filters.steps == 2 else "")
    if filters.years == row.period:
        return f"{base}{filters.query_string}#graph-table"
    return base + replace(filters, years=row.period).query_string
