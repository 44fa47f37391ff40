"""How each document of a network is tied to it: as cited or as citing, how often, by which verbs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from resolutions.graph.network import Edge, Network, opposite_end, sort_verb_counts, verb_name

VerbCounts = tuple[tuple[str, int], ...]
IncidentEdges = dict[int, list[tuple[Edge, bool]]]  # by key: edges, each with whether the document is the cited end


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one document, or of several told together: citations from the focus and to it.

    For a document two steps away the same towards the documents of the first step, whose
    number is ``links``.
    """

    cited_verbs: VerbCounts = ()
    citing_verbs: VerbCounts = ()
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

    @classmethod
    def sum_of(cls, tallies: Iterable["Tally"]) -> "Tally":
        cited: Counter[str] = Counter()
        citing: Counter[str] = Counter()
        links = 0
        for tally in tallies:
            cited.update(dict(tally.cited_verbs))
            citing.update(dict(tally.citing_verbs))
            links += tally.links
        return cls(sort_verb_counts(cited), sort_verb_counts(citing), links)


def format_verb_counts(verbs: VerbCounts) -> str:
    return "、".join(f"{verb_name(group)} {count}" for group, count in verbs)


def tally_neighbours(network: Network) -> dict[int, Tally]:
    """The tally of every document one step away, by key."""
    focus = network.focus.pk
    ties: IncidentEdges = {}
    for edge in network.edges:
        ties.setdefault(opposite_end(edge, focus), []).append((edge, edge.target != focus))
    return {pk: _sum(found) for pk, found in ties.items()}


def tally_far_nodes(network: Network, wanted: set[int]) -> dict[int, Tally]:
    """The tally of those documents two steps away whose keys are ``wanted``."""
    ties: IncidentEdges = {pk: [] for pk in wanted}
    for edge in network.far_edges:
        if edge.target in wanted:
            ties[edge.target].append((edge, True))
        if edge.source in wanted:
            ties[edge.source].append((edge, False))
    return {pk: _sum(found) for pk, found in ties.items()}


def _sum(ties: list[tuple[Edge, bool]]) -> Tally:
    """The sum of edges, each with whether the document is its cited end."""
    cited: Counter[str] = Counter()
    citing: Counter[str] = Counter()
    for edge, is_cited in ties:
        (cited if is_cited else citing).update(dict(edge.verbs))
    return Tally(sort_verb_counts(cited), sort_verb_counts(citing), len(ties))
