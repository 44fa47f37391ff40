"""Which documents are central: cited by many that are themselves cited."""

from collections.abc import Iterable

import numpy as np

ATTENUATION = 0.05  # what a citing document one step farther away adds, of one step nearer
_EXACT = 1e-6  # change of the sum of all scores below which they stand
_MOST = 200  # rounds; citations go back in time, so no chain is as long


def katz_centrality(edges: Iterable[tuple[int, int]]) -> dict[int, float]:
    """The score of each document; edges are ``(citing, cited)``, each pair once.

    Katz centrality without its constant: every document that cites counts 1, every one that
    cites those 0.05, farther ones 0.0025 … The tests compare it with that of networkx, which
    takes seconds where arrays take milliseconds. Empty for citations so entangled that the sum has no end.

    >>> {key: round(score, 2) for key, score in katz_centrality([(2, 1), (3, 2), (4, 2)]).items()}
    {1: 1.1, 2: 2.0, 3: 0.0, 4: 0.0}
    """
    pairs = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    keys, places = np.unique(pairs, return_inverse=True)
    citing, cited = places.reshape(-1, 2).T
    scores = np.zeros(len(keys))
    for _ in range(_MOST):
        before = scores
        scores = np.bincount(cited, weights=1 + ATTENUATION * before[citing], minlength=len(keys))
        if np.abs(scores - before).sum() < _EXACT:
            return dict(zip(keys.tolist(), scores.tolist(), strict=True))
    return {}
