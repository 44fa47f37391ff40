"""How alike two texts are, told from a small sketch of each.

The sketch is the bottom-k sketch of Broder, "On the resemblance and containment of documents" (1997):
the smallest hashes of all runs of characters. The share that two sketches have in common
estimates the share of runs that the texts have in common (Jaccard).
"""

import heapq
import zlib
from collections.abc import Iterable

SKETCH_SIZE = 64  # hashes kept; the estimate's standard error is at most 1/16
SHINGLE_LENGTH = 8  # characters
MAX_CHARACTERS = 400_000  # characters looked at, so that a volume of resolutions costs no more than a second


def sketch_document(text: str) -> list[int]:
    """The sketch of ``text``, without its white space; empty for a text shorter than one run.

    >>> sketch_document("安全理事会，") == sketch_document(" 安全 \\n理事会， ")
    True
    >>> len(sketch_document("安全理事会重申其对"))
    2
    """
    bare = "".join(text[:MAX_CHARACTERS].split()).encode("utf-16-le")
    runs = {bare[at : at + 2 * SHINGLE_LENGTH] for at in range(0, len(bare) - 2 * SHINGLE_LENGTH + 1, 2)}
    return heapq.nsmallest(SKETCH_SIZE, {zlib.crc32(run) for run in runs})


def jaccard_similarity(one: Iterable[int], other: Iterable[int]) -> float:
    """Estimated share of common runs of two sketched texts, from 0 to 1.

    >>> jaccard_similarity([1, 2, 3], [1, 2, 3]), jaccard_similarity([1, 2], [3, 4]), jaccard_similarity([], [])
    (1.0, 0.0, 0.0)
    """
    first, second = set(one), set(other)
    smallest = heapq.nsmallest(SKETCH_SIZE, first | second)
    return sum(value in first and value in second for value in smallest) / len(smallest) if smallest else 0.0
