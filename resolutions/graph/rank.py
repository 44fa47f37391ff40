"""Which documents are central: cited by many that are themselves cited. The arithmetic is networkx'."""

from collections.abc import Iterable

import networkx

WEIGHT = 0.1  # what a citing document one step farther away adds, of one step nearer


def central(edges: Iterable[tuple[int, int]]) -> dict[int, float]:
    """The score of each document; edges are ``(citing, cited)``.

    Katz centrality without its constant: every document that cites counts 1, every one that
    cites those 0.1, farther ones 0.01 … Empty for edges so entangled that the sum has no end,
    which documents that cite older ones never are.

    >>> {key: round(score, 2) for key, score in central([(2, 1), (3, 2), (4, 2)]).items()}
    {1: 1.2, 2: 2.0, 3: 0.0, 4: 0.0}
    """
    graph = networkx.DiGraph(sorted(edges))
    try:
        scores = networkx.katz_centrality(graph, alpha=WEIGHT, beta=1.0, normalized=False, tol=1e-9, max_iter=200)
    except networkx.PowerIterationFailedConvergence:
        return {}
    return {key: (scores[key] - 1) / WEIGHT for key in sorted(scores)}
