"""Documents and the citations between them, as the graph and its table need them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from resolutions.text.citations.verbs import VERB_GROUP_NAMES

NO_VERB = "none"  # the key of citations that no verb governs; GROUPS names the others
_ORDER = {group: number for number, group in enumerate((*VERB_GROUP_NAMES, NO_VERB))}


def verb_name(group: str) -> str:
    """The Chinese name of a verb group."""
    return VERB_GROUP_NAMES.get(group, "无动词")


@dataclass(frozen=True, slots=True)
class Node:
    """A document. ``note`` is a word on what it is about, ``cited`` how often it is cited in all."""

    pk: int
    label: str
    title: str
    address: str
    year: int | None = None
    day: date | None = None
    held: bool = False
    note: str = ""
    cited: int = 0

    @property
    def order(self) -> tuple:
        """By time, the undated first; then by name, so that a drawing is the same each time."""
        return (self.year or 0, self.day or date(self.year or 1, 12, 31), self.label, self.pk)


@dataclass(frozen=True, slots=True)
class Edge:
    """The citations of ``target`` by ``source``; ``verbs`` are ``(group, citations)``, the most used first."""

    source: int
    target: int
    verbs: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(count for _, count in self.verbs)

    @property
    def verb(self) -> str:
        """The group used most often: the one that is drawn."""
        return self.verbs[0][0]

    @property
    def verb_names(self) -> list[tuple[str, int]]:
        return [(verb_name(group), count) for group, count in self.verbs]


@dataclass(frozen=True, slots=True)
class Network:
    """A document in the middle and those around it, one or two steps away.

    ``edges`` are citations that begin or end at ``focus``; ``far_edges``, in a network of
    two steps, the other ones of its neighbours.
    """

    focus: Node
    nodes: dict[int, Node]
    edges: tuple[Edge, ...]
    far_edges: tuple[Edge, ...] = field(default=())

    @property
    def neighbours(self) -> list[Node]:
        """The documents one step away, by time."""
        return sorted((self.nodes[pk] for pk in self._near()), key=lambda node: node.order)

    @property
    def far_nodes(self) -> list[Node]:
        """The documents two steps away, by time."""
        near = self._near() | {self.focus.pk}
        ends = {pk for edge in self.far_edges for pk in (edge.source, edge.target)} - near
        return sorted((self.nodes[pk] for pk in ends), key=lambda node: node.order)

    def _near(self) -> set[int]:
        return {opposite_end(edge, self.focus.pk) for edge in self.edges}

    def only(self, wanted: Iterable[int]) -> "Network":
        """The network of the focus and the ``wanted`` documents."""
        kept = {*wanted, self.focus.pk}
        edges = tuple(edge for edge in self.edges if {edge.source, edge.target} <= kept)
        near = replace(self, edges=edges)._near()
        return replace(
            self,
            edges=edges,
            far_edges=tuple(
                edge
                for edge in self.far_edges
                if {edge.source, edge.target} <= kept and (edge.source in near or edge.target in near)
            ),
        )


def opposite_end(edge: Edge, pk: int) -> int:
    return edge.target if edge.source == pk else edge.source


def build_edges(rows: Iterable[tuple[int, int, str, int]]) -> tuple[Edge, ...]:
    """Edges of rows ``(source, target, verb group, citations)``, one for each pair of documents."""
    pairs: dict[tuple[int, int], dict[str, int]] = {}
    for source, target, group, count in rows:
        verbs = pairs.setdefault((source, target), {})
        verbs[group or NO_VERB] = verbs.get(group or NO_VERB, 0) + count
    return tuple(Edge(*pair, sort_verb_counts(verbs)) for pair, verbs in pairs.items())


def sort_verb_counts(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The most frequent first; of equals in the order of the verb groups."""
    if len(counts) == 1:
        return tuple(counts.items())
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], _ORDER[item[0]])))
