"""GraphML, written element by element: Gephi, yEd, igraph and networkx read it.

Source of the format: http://graphml.graphdrawing.org/primer/graphml-primer.html
"""

from collections.abc import Mapping
from io import TextIOBase
from types import TracebackType
from typing import Self
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from resolutions.text.xml_characters import replace_invalid_xml

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

Fields = Mapping[str, str]  # name of each attribute and its type: string, int, long, boolean
Values = Mapping[str, str | int | bool | None]


class GraphMLWriter:
    """A directed graph written to a text file; a context manager that begins and ends the document.

    Each element begins on a line of its own. ``graph_id`` and ``graph_values`` describe the whole graph.
    """

    def __init__(
        self,
        file: TextIOBase,
        node_fields: Fields,
        edge_fields: Fields,
        graph_id: str = "",
        graph_values: Mapping[str, str] | None = None,
    ) -> None:
        self._xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        self._graph_values = graph_values or {}
        self._graph_id = graph_id
        self._fields = {"node": node_fields, "edge": edge_fields, "graph": dict.fromkeys(self._graph_values, "string")}

    def __enter__(self) -> Self:
        self._xml.startDocument()
        self._start("graphml", {"xmlns": NAMESPACE})
        for owner, fields in self._fields.items():
            for name, kind in fields.items():
                self._start("key", {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}, "")
                self._end("key")
        self._start("graph", {"id": self._graph_id, "edgedefault": "directed"})
        self._write_values("graph", self._graph_values)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end("graph")
        self._end("graphml")
        self._xml.endDocument()

    def write_node(self, key: str, values: Values) -> None:
        """Write a node; a value of ``None`` is left out."""
        self._start("node", {"id": key})
        self._write_values("node", values)
        self._end("node")

    def write_edge(self, source: str, target: str, values: Values) -> None:
        """Write an edge from ``source`` to ``target``, keys of two nodes."""
        self._start("edge", {"source": source, "target": target})
        self._write_values("edge", values)
        self._end("edge")

    def _write_values(self, owner: str, values: Values) -> None:
        for name, value in values.items():
            if value is not None:
                self._start("data", {"key": f"{owner}-{name}"}, "")
                text = str(value).lower() if isinstance(value, bool) else str(value)
                self._xml.characters(replace_invalid_xml(text))
                self._end("data")

    def _start(self, name: str, attributes: Mapping[str, str], separator: str = "\n") -> None:
        cleaned = {key: replace_invalid_xml(value) for key, value in attributes.items() if value}
        self._xml.startElement(name, AttributesImpl(cleaned))
        self._xml.ignorableWhitespace(separator)

    def _end(self, name: str) -> None:
        self._xml.endElement(name)
        self._xml.ignorableWhitespace("\n")
