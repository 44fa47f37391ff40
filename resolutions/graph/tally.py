"""How each document of a network is tied to it: as cited or as citing, how often, by which verbs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.graph.network import Edge, Network, other_end, sorted_counts, verb_name

Verbs = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one document, or of several told together: citations from the focus and to it.

    For a document two steps away the same towards the documents of the first step, whose
    number is ``links``.
    """

    cited_verbs: Verbs = ()
    citing_verbs: Verbs = ()
    links: int = 0

    @property
    def cited(self) -> int:
        return sum(count for _, count in self.cited_verbs)

    @property
    def citing(self) -> int:
        return sum(count for _, count in self.citing_verbs)

    @property
    def count(self) -> int:
        return self.cited + self.citing

    @property
    def cited_words(self) -> str:
        """``回顾 3、重申 1``"""
        return words_of(self.cited_verbs)

    @property
    def citing_words(self) -> str:
        return words_of(self.citing_verbs)

    @classmethod
    def sum_of(cls, tallies: Iterable["Tally"]) -> "Tally":
        cited: Counter[str] = Counter()
        citing: Counter[str] = Counter()
        links = 0
        for tally in tallies:
            cited.update(dict(tally.cited_verbs))
            citing.update(dict(tally.citing_verbs))
            links += tally.links
        return cls(sorted_counts(cited), sorted_counts(citing), links)


def words_of(verbs: Verbs) -> str:
    return "、".join(f"{verb_name(group)} {count}" for group, count in verbs)


def tally(network: Network) -> dict[int, Tally]:
    """The tally of every document but the focus, by key."""
    focus = network.focus.pk
    near: dict[int, list[tuple[Edge, bool]]] = {}
    for edge in network.edges:
        near.setdefault(other_end(edge, focus), []).append((edge, edge.target != focus))
    tallies = {pk: _sum(edges) for pk, edges in near.items()}
    far: dict[int, list[tuple[Edge, bool]]] = {}
    for edge in network.far_edges:
        if edge.target not in near:
            far.setdefault(edge.target, []).append((edge, True))
        if edge.source not in near:
            far.setdefault(edge.source, []).append((edge, False))
    return tallies | {pk: _sum(edges) for pk, edges in far.items()}


def _sum(edges: list[tuple[Edge, bool]]) -> Tally:
    """The sum of edges, each with whether the document is its cited end."""
    cited: Counter[str] = Counter()
    citing: Counter[str] = Counter()
    for edge, is_cited in edges:
        (cited if is_cited else citing).update(dict(edge.verbs))
    return Tally(sorted_counts(cited), sorted_counts(citing), len(edges))
