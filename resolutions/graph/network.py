"""The network around one document: documents as nodes, citations as edges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from resolutions.text.citations.verb_words import VERB_GROUP_NAMES

NO_VERB = "none"  # the group of citations without a verb; VERB_GROUP_NAMES names the others
_GROUP_ORDER = {group: number for number, group in enumerate((*VERB_GROUP_NAMES, NO_VERB))}

VerbCounts = tuple[tuple[str, int], ...]  # (verb group, citations), most citations first
SortKey = tuple[int, date, str, int]


def verb_name(group: str) -> str:
    """Return the Chinese name of a verb group."""
    return VERB_GROUP_NAMES.get(group, "仅提及")


@dataclass(frozen=True, slots=True)
class Node:
    """A document. ``note`` is its theme or agenda item, ``cited`` the number of all citations of it.

    ``note_en`` is the agenda item's name in English, "" without one.
    ``key`` is the symbol, or ``texts/`` and the slug; ``url`` is the path of the document's page.
    """

    pk: int
    key: str
    label: str
    title: str
    url: str
    year: int | None = None
    day: date | None = None
    is_held: bool = False
    note: str = ""
    cited: int = 0
    note_en: str = ""

    @property
    def symbol(self) -> str:
        """The symbol, "" for a document without one."""
        return "" if self.key.startswith("texts/") else self.key

    @property
    def sort_key(self) -> SortKey:
        """Key for the order by date, documents without a year first; label and key make the order unique."""
        return (self.year or 0, self.day or date(self.year or 1, 12, 31), self.label, self.pk)


@dataclass(frozen=True, slots=True)
class Edge:
    """All citations of ``target`` by ``source``, counted by verb group."""

    source: int
    target: int
    verbs: VerbCounts

    @property
    def count(self) -> int:
        """The number of citations."""
        return sum(count for _, count in self.verbs)

    @property
    def verb(self) -> str:
        """The verb group with the most citations."""
        return self.verbs[0][0]


@dataclass(frozen=True)  # no slots: a drawing asks for its neighbours again and again
class Network:
    """A document (``focus``) and the documents one or two steps away.

    ``edges`` begin or end at the focus. ``far_edges``, in a network of two steps, are the other
    citations of its neighbours. ``nodes`` has the end of every edge by key.
    """

    focus: Node
    nodes: dict[int, Node]
    edges: tuple[Edge, ...]
    far_edges: tuple[Edge, ...] = field(default=())

    @cached_property
    def neighbours(self) -> list[Node]:
        """The documents one step away, by date."""
        return sorted((self.nodes[pk] for pk in self._near), key=lambda node: node.sort_key)

    @cached_property
    def far_nodes(self) -> list[Node]:
        """The documents two steps away, by date."""
        near = self._near | {self.focus.pk}
        ends = {pk for edge in self.far_edges for pk in (edge.source, edge.target)} - near
        return sorted((self.nodes[pk] for pk in ends), key=lambda node: node.sort_key)

    @cached_property
    def _near(self) -> set[int]:
        return {opposite_end(edge, self.focus.pk) for edge in self.edges}

    def subgraph(self, wanted: Iterable[int]) -> "Network":
        """Return the network of the focus and the documents with keys in ``wanted``.

        A citation of the second step stays only while one of its ends is still a neighbour.
        """
        remaining = {*wanted, self.focus.pk}
        edges = tuple(edge for edge in self.edges if {edge.source, edge.target} <= remaining)
        near = {opposite_end(edge, self.focus.pk) for edge in edges}
        return replace(
            self,
            edges=edges,
            far_edges=tuple(
                edge
                for edge in self.far_edges
                if {edge.source, edge.target} <= remaining and (edge.source in near or edge.target in near)
            ),
        )


def opposite_end(edge: Edge, pk: int) -> int:
    """Return the key of the end of ``edge`` that is not ``pk``."""
    return edge.target if edge.source == pk else edge.source


def build_edges(rows: Iterable[tuple[int, int, str, int]]) -> tuple[Edge, ...]:
    """Merge rows ``(source, target, verb group, citations)`` to one edge for each pair of documents."""
    pairs: dict[tuple[int, int], dict[str, int]] = {}
    for source, target, group, count in rows:
        verbs = pairs.setdefault((source, target), {})
        verbs[group or NO_VERB] = verbs.get(group or NO_VERB, 0) + count
    return tuple([Edge(source, target, sort_verb_counts(verbs)) for (source, target), verbs in pairs.items()])


def sort_verb_counts(counts: Mapping[str, int]) -> VerbCounts:
    """Sort verb groups by citations, most first; equal ones stay in the order of ``VERB_GROUP_NAMES``."""
    if len(counts) == 1:  # most edges; saves the sort
        return tuple(counts.items())
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], _GROUP_ORDER[item[0]])))
