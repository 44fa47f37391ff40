"""A network as GraphML, written by networkx: what Gephi, yEd, igraph and networkx itself read."""

import networkx

from resolutions.graph.network import Network, verb_name


def render_graphml(network: Network, site: str) -> bytes:
    """``network`` as GraphML in UTF-8; addresses begin with ``site``.

    Edges point from the citing to the cited document; ``weight`` is the number of citations.
    The same network gives the same bytes.
    """
    graph = networkx.DiGraph(focus=network.focus.label)
    edges = (*network.edges, *network.far_edges)
    used = {pk for edge in edges for pk in (edge.source, edge.target)} | {network.focus.pk}
    for node in sorted((network.nodes[pk] for pk in used), key=lambda node: node.order):
        graph.add_node(
            _key(node.address),
            label=node.label,
            title=node.title,
            about=node.note,
            date=node.day.isoformat() if node.day else "",
            held=node.held,
            cited=node.cited,
            url=site + node.address,
            **({"year": node.year} if node.year else {}),
        )
    for edge in sorted(edges, key=lambda edge: (network.nodes[edge.source].order, network.nodes[edge.target].order)):
        graph.add_edge(
            _key(network.nodes[edge.source].address),
            _key(network.nodes[edge.target].address),
            weight=edge.count,
            verb=verb_name(edge.verb),
            verbs="、".join(f"{name} {count}" for name, count in edge.verb_names),
        )
    return "\n".join(networkx.generate_graphml(graph, named_key_ids=True)).encode()


def _key(address: str) -> str:
    """A document's key in the file: its symbol, or its address when it has none."""
    return address.removeprefix("/")
