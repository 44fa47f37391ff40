"""The shortest way from citing to cited documents; the arithmetic is networkx'."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx

MAX_PATHS = 4  # ways that are shown of those equally short


@dataclass(frozen=True, slots=True)
class CitationPaths:
    """The shortest ways between two documents as lists of keys.

    ``kind`` tells how they lead: ``forwards`` along citations from the first document to the
    second, ``backwards`` when only the second leads to the first, ``mixed`` when citations
    have to be followed in both directions, ``none`` when nothing leads there.
    """

    kind: str
    ways: list[list[int]]
    more: bool = False

    @property
    def steps(self) -> list[tuple[int, int]]:
        """Neighbours along the first way, in its order."""
        return list(pairwise(self.ways[0])) if self.ways else []


def find_shortest_paths(edges: Iterable[tuple[int, int]], start: int, end: int) -> CitationPaths:
    """The shortest ways from ``start`` to ``end``; edges are ``(citing, cited)``.

    >>> find_shortest_paths([(1, 2), (2, 3), (1, 4), (4, 3)], 1, 3).ways
    [[1, 2, 3], [1, 4, 3]]
    >>> find_shortest_paths([(1, 2), (3, 2)], 1, 3).kind
    'mixed'
    """
    graph = networkx.DiGraph(sorted(edges))
    if start in graph and end in graph:
        for kind, searched in (("forwards", graph), ("backwards", graph.reverse(copy=False))):
            if networkx.has_path(searched, start, end):
                return _found(kind, searched, start, end)
        undirected = graph.to_undirected(as_view=True)
        if networkx.has_path(undirected, start, end):
            return _found("mixed", undirected, start, end)
    return CitationPaths("none", [])


def _found(kind: str, graph: networkx.Graph, start: int, end: int) -> CitationPaths:
    ways = list(islice(networkx.all_shortest_paths(graph, start, end), MAX_PATHS + 1))
    return CitationPaths(kind, sorted(ways[:MAX_PATHS]), len(ways) > MAX_PATHS)
