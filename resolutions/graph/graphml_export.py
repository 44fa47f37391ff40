"""The network around one document as GraphML."""

from io import StringIO

from resolutions.graph.citation_tally import format_verb_counts
from resolutions.graph.graphml_writer import GraphMLWriter, Values
from resolutions.graph.network import Edge, Network, Node, SortKey, verb_name

NODE_FIELDS = {
    "label": "string",
    "title": "string",
    "about": "string",
    "date": "string",
    "held": "boolean",
    "cited": "long",
    "url": "string",
    "year": "long",
}
EDGE_FIELDS = {"weight": "long", "verb": "string", "verbs": "string"}


def render_graphml(network: Network, site: str) -> str:
    """Return ``network`` as GraphML; ``site`` is the host that begins each address.

    Edges point from the citing to the cited document; ``weight`` is the number of citations.
    The same network gives the same text.
    """
    edges = (*network.edges, *network.far_edges)
    used = {pk for edge in edges for pk in (edge.source, edge.target)} | {network.focus.pk}
    file = StringIO()
    with GraphMLWriter(file, NODE_FIELDS, EDGE_FIELDS, graph_values={"focus": network.focus.label}) as writer:
        for node in sorted((network.nodes[pk] for pk in used), key=lambda node: node.sort_key):
            _write_node(writer, node, site)
        for edge in sorted(edges, key=lambda edge: _edge_sort_key(network, edge)):
            _write_edge(writer, network, edge)
    return file.getvalue()


def _write_node(writer: GraphMLWriter, node: Node, site: str) -> None:
    writer.write_node(
        node.key,
        {
            "label": node.label,
            "title": node.title,
            "about": node.note,
            "date": node.day.isoformat() if node.day else "",
            "held": node.is_held,
            "cited": node.cited,
            "url": site + node.url,
            "year": node.year or None,
        },
    )


def _write_edge(writer: GraphMLWriter, network: Network, edge: Edge) -> None:
    values: Values = {"weight": edge.count, "verb": verb_name(edge.verb), "verbs": format_verb_counts(edge.verbs)}
    writer.write_edge(network.nodes[edge.source].key, network.nodes[edge.target].key, values)


def _edge_sort_key(network: Network, edge: Edge) -> tuple[SortKey, SortKey]:
    return network.nodes[edge.source].sort_key, network.nodes[edge.target].sort_key
