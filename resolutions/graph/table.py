"""The table beneath a graph: the same documents and citations in words."""

from dataclasses import dataclass

from resolutions.graph.network import Edge, Network, Node


@dataclass(frozen=True, slots=True)
class Line:
    """One document with how often and by which verbs it is cited or cites."""

    node: Node
    count: int
    verbs: str
    sentences: str  # address of the sentences that cite


@dataclass(frozen=True, slots=True)
class FarLine:
    """A document two steps away: the documents of the first step that cite it, and those that it cites."""

    node: Node
    cited_by: list[Node]
    cites: list[Node]


def cited(network: Network) -> list[Line]:
    """What the focus cites, the oldest first, as the drawing has it."""
    rows = [(network.nodes[edge.target], edge) for edge in network.edges if edge.source == network.focus.pk]
    return [_line(node, edge, network) for node, edge in sorted(rows, key=lambda row: row[0].order)]


def citing(network: Network) -> list[Line]:
    """What cites the focus, the oldest first."""
    rows = [(network.nodes[edge.source], edge) for edge in network.edges if edge.target == network.focus.pk]
    return [_line(node, edge, network) for node, edge in sorted(rows, key=lambda row: row[0].order)]


def _line(node: Node, edge: Edge, network: Network) -> Line:
    source, target = network.nodes[edge.source], network.nodes[edge.target]
    verbs = "、".join(f"{name} {count}" for name, count in edge.verb_names)
    return Line(node, edge.count, verbs, f"/paths?from={source.address[1:]}&to={target.address[1:]}")


def far(network: Network, shown: set[int]) -> list[FarLine]:
    """The documents two steps away whose keys are in ``shown``, the oldest first."""
    lines = {pk: FarLine(network.nodes[pk], [], []) for pk in shown}
    for edge in network.far_edges:
        if edge.target in lines:
            lines[edge.target].cited_by.append(network.nodes[edge.source])
        if edge.source in lines:
            lines[edge.source].cites.append(network.nodes[edge.target])
    for line in lines.values():
        line.cited_by.sort(key=lambda node: node.order)
        line.cites.sort(key=lambda node: node.order)
    return sorted(lines.values(), key=lambda line: line.node.order)
