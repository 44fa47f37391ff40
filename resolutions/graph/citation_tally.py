"""Citation counts of each document of a network by direction and verb group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.graph.network import Edge, Network, VerbCounts, opposite_end, sort_verb_counts, verb_name
from resolutions.graph.wording import CHINESE, Wording

IncidentEdges = dict[int, list[tuple[Edge, bool]]]  # by document key: edges, True where the document is the cited end


@dataclass(frozen=True, slots=True)
class Tally:
    """Citations of one document, or of a group, by the focus (``cited_verbs``) and of the focus (``citing_verbs``).

    For a document two steps away, the documents of the first step take the place of the focus.
    ``links`` is the number of edges.
    """

    cited_verbs: VerbCounts = ()
    citing_verbs: VerbCounts = ()
    links: int = 0

    @property
    def cited(self) -> int:
        """The number of citations by the focus."""
        return sum(count for _, count in self.cited_verbs)

    @property
    def citing(self) -> int:
        """The number of citations of the focus."""
        return sum(count for _, count in self.citing_verbs)

    @property
    def count(self) -> int:
        """The number of citations in both directions."""
        return self.cited + self.citing

    @classmethod
    def total(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Add up ``tallies``."""
        cited: Counter[str] = Counter()
        citing: Counter[str] = Counter()
        links = 0
        for tally in tallies:
            cited.update(dict(tally.cited_verbs))
            citing.update(dict(tally.citing_verbs))
            links += tally.links
        return cls(sort_verb_counts(cited), sort_verb_counts(citing), links)


def format_verb_counts(verbs: VerbCounts, wording: Wording = CHINESE) -> str:
    """Return ``回顾 3、重申 1``."""
    return wording.list_mark.join(f"{wording.translate(verb_name(group))} {count}" for group, count in verbs)


def tally_neighbours(network: Network) -> dict[int, Tally]:
    """Return the tally of each document one step away by its key."""
    focus = network.focus.pk
    incident: IncidentEdges = {}
    for edge in network.edges:
        incident.setdefault(opposite_end(edge, focus), []).append((edge, edge.target != focus))
    return {pk: _tally_edges(edges) for pk, edges in incident.items()}


def tally_far_nodes(network: Network, wanted: set[int]) -> dict[int, Tally]:
    """Return the tally of each document two steps away with a key in ``wanted``."""
    incident: IncidentEdges = {pk: [] for pk in wanted}
    for edge in network.far_edges:
        if edge.target in wanted:
            incident[edge.target].append((edge, True))
        if edge.source in wanted:
            incident[edge.source].append((edge, False))
    return {pk: _tally_edges(edges) for pk, edges in incident.items()}


def _tally_edges(edges: list[tuple[Edge, bool]]) -> Tally:
    cited: Counter[str] = Counter()
    citing: Counter[str] = Counter()
    for edge, is_cited in edges:
        (cited if is_cited else citing).update(dict(edge.verbs))
    return Tally(sort_verb_counts(cited), sort_verb_counts(citing), len(edges))
