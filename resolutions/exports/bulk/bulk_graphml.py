"""The citation graph of the whole collection as GraphML, written while the database is read."""

from io import TextIOBase

from resolutions.exports.bulk import bulk_queries
from resolutions.exports.records import Record, document_record
from resolutions.graph.graphml_writer import GraphMLWriter

NODE_FIELDS = {
    "title": "string",
    "kind": "string",
    "organ": "string",
    "year": "int",
    "date": "string",
    "status": "string",
}
EDGE_FIELDS = {"count": "int", "verbs": "string"}


def write_graphml(file: TextIOBase) -> tuple[int, int]:
    """Write the graph and return the numbers of its nodes and edges. Values that are not known are left out."""
    nodes = edges = 0
    with GraphMLWriter(file, NODE_FIELDS, EDGE_FIELDS, graph_id="citations") as writer:
        for document in bulk_queries.iter_graph_documents():
            record = document_record(document)
            writer.write_node(record["key"], {name: record[name] or None for name in NODE_FIELDS})
            nodes += 1
        for edge in bulk_queries.iter_edges():
            verbs = " ".join(sorted(edge["verbs"]))
            writer.write_edge(
                _end_key(edge, "source"), _end_key(edge, "target"), {"count": edge["count"], "verbs": verbs or None}
            )
            edges += 1
    return nodes, edges


def _end_key(edge: Record, end: str) -> str:
    return edge[f"{end}__symbol"] or f"texts/{edge[f'{end}__slug']}"
