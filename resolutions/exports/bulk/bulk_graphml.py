"""The citation graph as GraphML, written element by element."""

import re
from typing import TextIO
from xml.sax.saxutils import XMLGenerator

from resolutions.exports.bulk import bulk_queries
from resolutions.exports.records import document_record

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_FIELDS = {
    "title": "string",
    "kind": "string",
    "organ": "string",
    "year": "int",
    "date": "string",
    "status": "string",
}
EDGE_FIELDS = {"count": "int", "verbs": "string"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def write_graphml(file: TextIO) -> tuple[int, int]:
    """Write nodes and edges; returns how many of each."""
    writer = _Writer(file)
    writer.start("graphml", xmlns=NAMESPACE)
    for owner, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in fields.items():
            writer.empty("key", id=f"{owner}-{name}", **{"for": owner, "attr.name": name, "attr.type": kind})
    writer.start("graph", id="citations", edgedefault="directed")
    nodes = sum(_node(writer, document_record(document)) for document in bulk_queries.iter_graph_documents())
    edges = sum(_edge(writer, edge) for edge in bulk_queries.iter_edges())
    writer.end("graph")
    writer.end("graphml")
    writer.end_document()
    return nodes, edges


def _node(writer: "_Writer", record: dict) -> int:
    writer.start("node", id=record["key"])
    writer.data("node", {name: record[name] for name in NODE_FIELDS})
    writer.end("node")
    return 1


def _edge(writer: "_Writer", edge: dict) -> int:
    source, target = (edge[f"{end}__symbol"] or f"texts/{edge[f'{end}__slug']}" for end in ("source", "target"))
    writer.start("edge", source=source, target=target)
    writer.data("edge", {"count": edge["count"], "verbs": " ".join(sorted(edge["verbs"]))})
    writer.end("edge")
    return 1


class _Writer:
    """An XML writer that begins each element on a line of its own and leaves out what XML cannot hold."""

    def __init__(self, file: TextIO) -> None:
        self._xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def start(self, name: str, **attributes: str) -> None:
        self._xml.startElement(name, {key: _clean(value) for key, value in attributes.items()})
        self._xml.ignorableWhitespace("\n")

    def end(self, name: str) -> None:
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")

    def empty(self, name: str, **attributes: str) -> None:
        self._xml.startElement(name, attributes)
        self.end(name)

    def data(self, owner: str, values: dict) -> None:
        """The values that are known."""
        for name, value in values.items():
            if value not in (None, ""):
                self._xml.startElement("data", {"key": f"{owner}-{name}"})
                self._xml.characters(_clean(str(value)))
                self.end("data")

    def end_document(self) -> None:
        self._xml.endDocument()


def _clean(value: str) -> str:
    return _NOT_IN_XML.sub("", value)
