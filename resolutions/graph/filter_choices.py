"""The filters offered on the page of a graph; each choice is a link with its number of documents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from resolutions.graph.drawing_text import YearPeriod, period_containing
from resolutions.graph.filters import DIRECTIONS, GraphFilters, apply_filters
from resolutions.graph.network import Network, Node, verb_name
from resolutions.graph.row_selection import DrawingRow
from resolutions.graph.wording import CHINESE, Wording

MAX_SINGLE_YEARS = 10  # more years than these are offered by decade


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A link that sets a filter, or removes it when it is set; ``count`` is in documents one step away."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """The choices of one filter under their heading."""

    heading: str
    choices: list[FilterChoice]


def build_filter_groups(network: Network, filters: GraphFilters, wording: Wording = CHINESE) -> list[FilterGroup]:
    """Offer the filters; one with nothing to choose between is left out."""
    groups = [
        FilterGroup("方向", _build_choices(network, filters, "side", list(DIRECTIONS.items()))),
        FilterGroup("动词", _build_choices(network, filters, "verb", [(g, verb_name(g)) for g in _verbs(network)])),
        FilterGroup(
            "年份", _build_choices(network, filters, "years", [(p, p.label) for p in _periods(network, filters)])
        ),
        FilterGroup("收录", _build_choices(network, filters, "held", [(True, "只看收录全文的")])),
    ]
    return [_translate_group(group, wording) for group in groups if group.choices]


def _translate_group(group: FilterGroup, wording: Wording) -> FilterGroup:
    choices = [replace(choice, label=wording.translate(choice.label)) for choice in group.choices]
    return FilterGroup(wording.translate(group.heading), choices)


def build_step_choices(filters: GraphFilters, wording: Wording = CHINESE) -> list[FilterChoice]:
    """Offer one step and two steps; the choices have no count."""
    return [
        FilterChoice(
            wording.translate(label), 0, _query_or_empty(replace(filters, steps=number)), filters.steps == number
        )
        for number, label in ((1, "一步"), (2, "两步"))
    ]


def row_url(row: DrawingRow, graph_url: Callable[[Node], str], filters: GraphFilters, own_graph_url: str) -> str:
    """Return the link of a drawing row: a document's own graph, or the focus's graph in the years of a group.

    A group of the years that are already chosen links to the table, which names each document.
    """
    if not row.is_group:
        return graph_url(row.nodes[0]) + steps_query(filters)
    if filters.years == row.period:
        return f"{own_graph_url}{filters.query_string}#graph-table"
    return own_graph_url + replace(filters, years=row.period).query_string


def steps_query(filters: GraphFilters) -> str:
    """Return the query string that keeps the number of steps and drops the other filters."""
    return GraphFilters(steps=filters.steps).query_string


def _build_choices(
    network: Network, filters: GraphFilters, name: str, values: Iterable[tuple[object, str]]
) -> list[FilterChoice]:
    """Build a choice for each value and label; a value that no document has is left out unless it is chosen."""
    chosen = getattr(filters, name)
    near = replace(network, far_edges=(), nodes={node.pk: node for node in (network.focus, *network.neighbours)})
    choices = [
        FilterChoice(
            label,
            len(apply_filters(near, filters.with_value(name, value)).neighbours),
            _query_or_empty(filters.toggled(name, value)),
            value == chosen,
        )
        for value, label in values
    ]
    choices = [choice for choice in choices if choice.count or choice.is_chosen]
    total = len(network.neighbours)
    if not chosen and (not choices or all(choice.count == total for choice in choices)):
        return []
    return choices


def _query_or_empty(filters: GraphFilters) -> str:
    """Return the query string, ``?`` when it is empty: a link to the page without parameters."""
    return filters.query_string or "?"


def _verbs(network: Network) -> list[str]:
    """List the verb groups of the network by number of citations."""
    counts: dict[str, int] = {}
    for edge in network.edges:
        for group, count in edge.verbs:
            counts[group] = counts.get(group, 0) + count
    return sorted(counts, key=lambda group: (-counts[group], group))


def _periods(network: Network, filters: GraphFilters) -> Sequence[YearPeriod]:
    """List each year when there are few, else each decade; a chosen period is always included."""
    years = {node.year for node in network.neighbours}
    size = 1 if len(years - {None}) <= MAX_SINGLE_YEARS else 10
    periods = {period_containing(year, size) for year in years} | ({filters.years} if filters.years else set())
    return sorted(periods, key=lambda period: (period.first is None, period.first or 0, period.last or 0))
