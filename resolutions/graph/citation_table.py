"""The table beneath a graph: the same documents and citations in words, each row of the drawing a row of the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.graph.citation_tally import Tally, format_verb_counts
from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.network import Edge, Network, Node
from resolutions.graph.row_selection import DrawingRow

MAX_NAMED_NODES = 5  # documents named in one cell


@dataclass(frozen=True, slots=True)
class CitationTableRow:
    """One document with how often and by which verbs it is cited or cites."""

    node: Node
    count: int
    verbs: str
    sentences: str  # address of the sentences that cite


@dataclass(frozen=True, slots=True)
class GroupTableRow:
    """Documents told together: each is named, citations and verbs are counted for all; ``address`` shows them alone."""

    nodes: list[Node]
    words: str
    count: int
    verbs: str
    address: str


@dataclass(frozen=True, slots=True)
class NodeExcerpt:
    """The first documents of a cell, and how many there are in all."""

    nodes: list[Node]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.nodes)


@dataclass(frozen=True, slots=True)
class FarTableRow:
    """A document two steps away: the documents of the first step that cite it, and those that it cites."""

    node: Node
    cited_by: NodeExcerpt
    cites: NodeExcerpt


def build_cited_rows(
    network: Network, groups: Iterable[tuple[DrawingRow, str]] = ()
) -> list[CitationTableRow | GroupTableRow]:
    """What the focus cites, the oldest first; ``groups`` are rows told together, each with its address."""
    edges = {edge.target: edge for edge in network.edges if edge.source == network.focus.pk}
    return _lines(network, edges, groups)


def build_citing_rows(
    network: Network, groups: Iterable[tuple[DrawingRow, str]] = ()
) -> list[CitationTableRow | GroupTableRow]:
    """What cites the focus, the oldest first."""
    edges = {edge.source: edge for edge in network.edges if edge.target == network.focus.pk}
    return _lines(network, edges, groups)


def _lines(
    network: Network, edges: dict[int, Edge], groups: Iterable[tuple[DrawingRow, str]]
) -> list[CitationTableRow | GroupTableRow]:
    """The lines of the documents at the other ends of ``edges``, a group where its last document would stand."""
    alone = dict(edges)
    found: list[tuple[tuple, CitationTableRow | GroupTableRow]] = []
    for row, address in groups:
        nodes = [node for node in row.nodes if node.pk in edges]
        if len(nodes) > 1:
            found.append((nodes[-1].order, _group(nodes, [alone.pop(node.pk) for node in nodes], row.period, address)))
    found += [(network.nodes[pk].order, _line(network.nodes[pk], edge, network)) for pk, edge in alone.items()]
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _group(nodes: list[Node], edges: list[Edge], period: YearPeriod, address: str) -> GroupTableRow:
    tally = Tally.sum_of(Tally(edge.verbs) for edge in edges)
    return GroupTableRow(nodes, period.words, tally.count, format_verb_counts(tally.cited_verbs), address)


def _line(node: Node, edge: Edge, network: Network) -> CitationTableRow:
    source, target = network.nodes[edge.source], network.nodes[edge.target]
    return CitationTableRow(
        node, edge.count, format_verb_counts(edge.verbs), f"/paths?from={source.address[1:]}&to={target.address[1:]}"
    )


def build_far_rows(network: Network, shown: set[int]) -> list[FarTableRow]:
    """The documents two steps away whose keys are in ``shown``, the oldest first."""
    cited_by: dict[int, list[Node]] = {pk: [] for pk in shown}
    cites: dict[int, list[Node]] = {pk: [] for pk in shown}
    for edge in network.far_edges:
        if edge.target in shown:
            cited_by[edge.target].append(network.nodes[edge.source])
        if edge.source in shown:
            cites[edge.source].append(network.nodes[edge.target])
    nodes = sorted((network.nodes[pk] for pk in shown), key=lambda node: node.order)
    return [FarTableRow(node, _few(cited_by[node.pk]), _few(cites[node.pk])) for node in nodes]


def _few(nodes: list[Node]) -> NodeExcerpt:
    """The newest of ``nodes``, by time."""
    ordered = sorted(nodes, key=lambda node: node.order)
    return NodeExcerpt(ordered[-MAX_NAMED_NODES:], len(ordered))
