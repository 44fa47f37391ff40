"""The table beneath a graph: the same documents and citations in words, each row of the drawing a row of the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.graph.labels import Period
from resolutions.graph.network import Edge, Network, Node
from resolutions.graph.selection import Row
from resolutions.graph.tally import Tally, words_of

FEW = 5  # documents named in one cell


@dataclass(frozen=True, slots=True)
class Line:
    """One document with how often and by which verbs it is cited or cites."""

    node: Node
    count: int
    verbs: str
    sentences: str  # address of the sentences that cite


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Documents told together: each is named, citations and verbs are counted for all; ``address`` shows them alone."""

    nodes: list[Node]
    words: str
    count: int
    verbs: str
    address: str


@dataclass(frozen=True, slots=True)
class Few:
    """The first documents of a cell, and how many there are in all."""

    nodes: list[Node]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.nodes)


@dataclass(frozen=True, slots=True)
class FarLine:
    """A document two steps away: the documents of the first step that cite it, and those that it cites."""

    node: Node
    cited_by: Few
    cites: Few


def cited(network: Network, groups: Iterable[tuple[Row, str]] = ()) -> list[Line | GroupLine]:
    """What the focus cites, the oldest first; ``groups`` are rows told together, each with its address."""
    edges = {edge.target: edge for edge in network.edges if edge.source == network.focus.pk}
    return _lines(network, edges, groups)


def citing(network: Network, groups: Iterable[tuple[Row, str]] = ()) -> list[Line | GroupLine]:
    """What cites the focus, the oldest first."""
    edges = {edge.source: edge for edge in network.edges if edge.target == network.focus.pk}
    return _lines(network, edges, groups)


def _lines(network: Network, edges: dict[int, Edge], groups: Iterable[tuple[Row, str]]) -> list[Line | GroupLine]:
    """The lines of the documents at the other ends of ``edges``, a group where its last document would stand."""
    alone = dict(edges)
    found: list[tuple[tuple, Line | GroupLine]] = []
    for row, address in groups:
        nodes = [node for node in row.nodes if node.pk in edges]
        if len(nodes) > 1:
            found.append((nodes[-1].order, _group(nodes, [alone.pop(node.pk) for node in nodes], row.period, address)))
    found += [(network.nodes[pk].order, _line(network.nodes[pk], edge, network)) for pk, edge in alone.items()]
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _group(nodes: list[Node], edges: list[Edge], period: Period, address: str) -> GroupLine:
    tally = Tally.sum_of(Tally(edge.verbs) for edge in edges)
    return GroupLine(nodes, period.words, tally.count, words_of(tally.cited_verbs), address)


def _line(node: Node, edge: Edge, network: Network) -> Line:
    source, target = network.nodes[edge.source], network.nodes[edge.target]
    return Line(node, edge.count, words_of(edge.verbs), f"/paths?from={source.address[1:]}&to={target.address[1:]}")


def far(network: Network, shown: set[int]) -> list[FarLine]:
    """The documents two steps away whose keys are in ``shown``, the oldest first."""
    cited_by: dict[int, list[Node]] = {pk: [] for pk in shown}
    cites: dict[int, list[Node]] = {pk: [] for pk in shown}
    for edge in network.far_edges:
        if edge.target in shown:
            cited_by[edge.target].append(network.nodes[edge.source])
        if edge.source in shown:
            cites[edge.source].append(network.nodes[edge.target])
    nodes = sorted((network.nodes[pk] for pk in shown), key=lambda node: node.order)
    return [FarLine(node, _few(cited_by[node.pk]), _few(cites[node.pk])) for node in nodes]


def _few(nodes: list[Node]) -> Few:
    """The newest of ``nodes``, by time."""
    ordered = sorted(nodes, key=lambda node: node.order)
    return Few(ordered[-FEW:], len(ordered))
