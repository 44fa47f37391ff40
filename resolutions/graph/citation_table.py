"""The tables beneath a graph: the documents and citations of the drawing in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from resolutions.graph.citation_tally import Tally, format_verb_counts
from resolutions.graph.drawing_text import YearPeriod
from resolutions.graph.network import Edge, Network, Node, SortKey
from resolutions.graph.row_selection import DrawingRow
from resolutions.graph.wording import CHINESE, Wording

MAX_NAMED_NODES = 5  # documents named in one cell

PathUrl = Callable[[Node, Node], str]  # (citing, cited) → address of the sentences of the citation


@dataclass(frozen=True, slots=True)
class CitationTableRow:
    """One document with the number and verbs of its citations; ``sentences_url`` leads to the sentences."""

    node: Node
    count: int
    verbs: str
    sentences_url: str


@dataclass(frozen=True, slots=True)
class GroupTableRow:
    """Documents of one period in one row: all are named, their citations are added up.

    ``url`` leads to the graph of this period, in which each document has a row.
    """

    nodes: list[Node]
    period: str
    count: int
    verbs: str
    url: str


@dataclass(frozen=True, slots=True)
class NodeExcerpt:
    """The documents named in one cell; ``count`` includes those that are not named."""

    nodes: list[Node]
    count: int

    @property
    def is_cut(self) -> bool:
        """True when some documents are not named."""
        return self.count > len(self.nodes)


@dataclass(frozen=True, slots=True)
class FarTableRow:
    """A document two steps away with the documents of the first step that cite it and that it cites."""

    node: Node
    cited_by: NodeExcerpt
    cites: NodeExcerpt


def build_cited_rows(
    network: Network,
    path_url: PathUrl,
    groups: Iterable[tuple[DrawingRow, str]] = (),
    wording: Wording = CHINESE,
) -> list[CitationTableRow | GroupTableRow]:
    """List the documents that the focus cites, the oldest first.

    ``groups`` are the group rows of the drawing, each with its address.
    """
    edges = {edge.target: edge for edge in network.edges if edge.source == network.focus.pk}
    return _build_rows(network, edges, path_url, groups, wording)


def build_citing_rows(
    network: Network,
    path_url: PathUrl,
    groups: Iterable[tuple[DrawingRow, str]] = (),
    wording: Wording = CHINESE,
) -> list[CitationTableRow | GroupTableRow]:
    """List the documents that cite the focus, the oldest first."""
    edges = {edge.source: edge for edge in network.edges if edge.target == network.focus.pk}
    return _build_rows(network, edges, path_url, groups, wording)


def _build_rows(
    network: Network,
    edges: dict[int, Edge],
    path_url: PathUrl,
    groups: Iterable[tuple[DrawingRow, str]],
    wording: Wording,
) -> list[CitationTableRow | GroupTableRow]:
    """Build a row for each key of ``edges``; a group has the position of its last document."""
    single_edges = dict(edges)
    rows: list[tuple[SortKey, CitationTableRow | GroupTableRow]] = []
    for drawing_row, url in groups:
        nodes = [node for node in drawing_row.nodes if node.pk in edges]
        if len(nodes) > 1:
            cited = [single_edges.pop(node.pk) for node in nodes]
            group = _build_group(nodes, cited, drawing_row.period, url, wording)
            rows.append((nodes[-1].sort_key, group))
    for pk, edge in single_edges.items():
        url = path_url(network.nodes[edge.source], network.nodes[edge.target])
        row = CitationTableRow(network.nodes[pk], edge.count, format_verb_counts(edge.verbs, wording), url)
        rows.append((row.node.sort_key, row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _build_group(nodes: list[Node], edges: list[Edge], period: YearPeriod, url: str, wording: Wording) -> GroupTableRow:
    tally = Tally.total(Tally(edge.verbs) for edge in edges)
    verbs = format_verb_counts(tally.cited_verbs, wording)
    return GroupTableRow(nodes, wording.translate(period.label), tally.count, verbs, url)


def build_far_rows(network: Network, shown: set[int]) -> list[FarTableRow]:
    """List the documents two steps away with keys in ``shown``, the oldest first."""
    cited_by: dict[int, list[Node]] = {pk: [] for pk in shown}
    cites: dict[int, list[Node]] = {pk: [] for pk in shown}
    for edge in network.far_edges:
        if edge.target in shown:
            cited_by[edge.target].append(network.nodes[edge.source])
        if edge.source in shown:
            cites[edge.source].append(network.nodes[edge.target])
    nodes = sorted((network.nodes[pk] for pk in shown), key=lambda node: node.sort_key)
    return [FarTableRow(node, _newest(cited_by[node.pk]), _newest(cites[node.pk])) for node in nodes]


def _newest(nodes: list[Node]) -> NodeExcerpt:
    """Keep the newest ``MAX_NAMED_NODES`` of ``nodes``, the oldest of them first."""
    ordered = sorted(nodes, key=lambda node: node.sort_key)
    return NodeExcerpt(ordered[-MAX_NAMED_NODES:], len(ordered))
