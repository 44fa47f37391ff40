"""Shortest citation paths between two documents: levels by numpy, the paths between them by networkx."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

import networkx
import numpy as np

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


def find_shortest_paths(edges: Iterable[tuple[int, int]] | np.ndarray, start: int, end: int) -> CitationPaths:
    """Find the shortest paths from ``start`` to ``end``; edges are ``(citing, cited)``.

    A longer path forwards is preferred to a shorter one backwards, and that to a mixed one.

    >>> find_shortest_paths([(1, 2), (2, 3), (1, 4), (4, 3)], 1, 3).paths
    [[1, 2, 3], [1, 4, 3]]
    >>> find_shortest_paths([(1, 2), (3, 2)], 1, 3).kind
    'mixed'

    The graph of networkx has only the edges on shortest paths: building it of all citations takes a hundred times as
    long as finding them.
    """
    pairs = edges if isinstance(edges, np.ndarray) else np.array(sorted(edges), np.int64)
    pairs = pairs.reshape(-1, 2)
    if {start, end} <= set(np.unique(pairs[np.isin(pairs, (start, end))]).tolist()):
        kinds: dict[Direction, np.ndarray] = {
            "forwards": pairs,
            "backwards": pairs[:, ::-1],
            "mixed": np.concatenate([pairs, pairs[:, ::-1]]),
        }
        for kind, searched in kinds.items():
            if levels := _find_levels(searched, start, end):
                graph = networkx.DiGraph(sorted(edge for level in levels for edge in level))
                graph.add_node(start)
                paths = list(islice(networkx.all_shortest_paths(graph, start, end), MAX_PATHS + 1))
                return CitationPaths(kind, sorted(paths[:MAX_PATHS]), len(paths) > MAX_PATHS)
    return CitationPaths("none", [])


def _find_levels(pairs: np.ndarray, start: int, end: int) -> list[set[tuple[int, int]]]:
    """Return the edges on shortest paths from ``start`` to ``end``, one set a step; empty without a path.

    A path from a document to itself has one step without edges.
    """
    if start == end:
        return [set()]
    names, positions = np.unique(pairs, return_inverse=True)
    sources, targets = positions.reshape(-1, 2).T
    first, last = np.searchsorted(names, (start, end))
    is_reached = np.zeros(len(names), bool)
    is_reached[first] = True
    frontier, levels = is_reached.copy(), []
    while not is_reached[last]:
        step = np.flatnonzero(frontier[sources] & ~is_reached[targets])
        if not len(step):
            return []
        levels.append(step)
        frontier = np.zeros(len(names), bool)
        frontier[targets[step]] = True
        is_reached |= frontier
    on_path = np.zeros(len(names), bool)
    on_path[last] = True
    found: list[set[tuple[int, int]]] = []
    for step in reversed(levels):
        chosen = step[on_path[targets[step]]]
        found.append(set(zip(names[sources[chosen]].tolist(), names[targets[chosen]].tolist(), strict=True)))
        on_path = np.zeros(len(names), bool)
        on_path[sources[chosen]] = True
    return found[::-1]
