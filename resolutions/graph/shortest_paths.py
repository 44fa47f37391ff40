"""Shortest citation paths between two documents, found by networkx."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Literal

import networkx

MAX_PATHS = 4  # equally short paths that are shown

Direction = Literal["forwards", "backwards", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class CitationPaths:
    """The shortest paths between two documents as lists of document keys, in order of the keys.

    ``kind`` is ``forwards`` when each document cites the next, ``backwards`` when each is cited by
    the next, ``mixed`` when a path needs both directions, ``none`` when there is no path.
    ``has_more`` is True when more than ``MAX_PATHS`` paths are equally short.
    """

    kind: Direction
    paths: list[list[int]]
    has_more: bool = False

    @property
    def steps(self) -> list[tuple[int, int]]:
        """Adjacent documents of the first path, in its order."""
        return list(pairwise(self.paths[0])) if self.paths else []


def find_shortest_paths(edges: Iterable[tuple[int, int]], start: int, end: int) -> CitationPaths:
    """Find the shortest paths from ``start`` to ``end``; edges are ``(citing, cited)``.

    A longer path forwards is preferred to a shorter one backwards, and that to a mixed one.

    >>> find_shortest_paths([(1, 2), (2, 3), (1, 4), (4, 3)], 1, 3).paths
    [[1, 2, 3], [1, 4, 3]]
    >>> find_shortest_paths([(1, 2), (3, 2)], 1, 3).kind
    'mixed'
    """
    graph = networkx.DiGraph(sorted(edges))
    if start in graph and end in graph:
        kinds: dict[Direction, Any] = {
            "forwards": graph,
            "backwards": graph.reverse(copy=False),
            "mixed": graph.to_undirected(as_view=True),
        }
        for kind, searched in kinds.items():
            if networkx.has_path(searched, start, end):
                paths = list(islice(networkx.all_shortest_paths(searched, start, end), MAX_PATHS + 1))
                return CitationPaths(kind, sorted(paths[:MAX_PATHS]), len(paths) > MAX_PATHS)
    return CitationPaths("none", [])
