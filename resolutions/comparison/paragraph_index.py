"""In-memory index of MinHash bands, to compare many paragraphs with all others at once.

A query costs one binary search for each band and one count over the paragraphs that share a band. The result is that
of comparing the bands with those of every paragraph.
"""

from collections.abc import Sequence

import numpy as np

from resolutions.comparison.bare_text import keep_words
from resolutions.comparison.sketch import HASHES_PER_BAND, MINHASH_COUNT

BAND_COUNT = MINHASH_COUNT // HASHES_PER_BAND
_FEW = 4  # a sort beats a count over all paragraphs when fewer than one of so many shares a band


class ParagraphIndex:
    """Paragraphs by their bands.

    ``keys`` identify the paragraphs in ascending order, ``documents`` the document of each; ``bands`` has
    a row of ``BAND_COUNT`` numbers for each. Memory is about 400 bytes a paragraph.
    """

    def __init__(self, keys: np.ndarray, documents: np.ndarray, bands: np.ndarray) -> None:
        self._keys, self._documents = keys, documents
        flat = bands.reshape(-1)
        order = flat.argsort(kind="stable")
        self._sorted_bands, self._rows = flat[order], (order // BAND_COUNT).astype(np.int32)

    def find_candidates(self, bands: Sequence[int], document: int, limit: int) -> list[int]:
        """Return the keys of the ``limit`` paragraphs of other documents with the most bands in common.

        Of equal ones those with the highest keys are kept. The order is without meaning.
        """
        wanted = np.asarray(bands, np.int64)
        first = self._sorted_bands.searchsorted(wanted, "left")
        last = self._sorted_bands.searchsorted(wanted, "right")
        rows = np.concatenate([self._rows[low:high] for low, high in zip(first, last, strict=True)])
        if len(rows) * _FEW < len(self._keys):
            found, counts = np.unique(rows, return_counts=True)
        else:
            all_counts = np.bincount(rows, minlength=len(self._keys))
            found = np.flatnonzero(all_counts)
            counts = all_counts[found]
        is_other = self._documents[found] != document
        found, counts = found[is_other], counts[is_other]
        if len(found) > limit:
            order = counts * len(self._keys) + found  # rows are in the order of the keys
            found = found[np.argpartition(order, len(order) - limit)[-limit:]]
        keys: list[int] = self._keys[found].tolist()
        return keys


def encode_bigrams(text: str) -> np.ndarray:
    """Return the character bigrams of a text as sorted distinct numbers; white space, punctuation and
    script are ignored.

    The second occurrence of a bigram has another number than the first, so that a set of them counts like a multiset.

    >>> len(encode_bigrams("甲乙，甲乙")), len(encode_bigrams("甲"))
    (3, 0)
    """
    points = np.frombuffer(keep_words(text).encode("utf-32-le"), np.uint32).astype(np.int64)
    pairs = np.sort((points[:-1] << 21) | points[1:])
    if not len(pairs):
        return pairs
    starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    lengths = np.diff(np.append(starts, len(pairs)))
    occurrence = np.arange(len(pairs)) - np.repeat(starts, lengths)
    return (pairs << 20) | occurrence


def dice_similarities(one: np.ndarray, others: Sequence[np.ndarray]) -> list[float]:
    """Return ``alignment.dice_similarity`` of a text with each of the others, from what ``encode_bigrams`` made.

    >>> dice_similarities(encode_bigrams("甲乙丙"), [encode_bigrams("甲乙丁"), encode_bigrams("")])
    [0.5, 0.0]
    """
    lengths = np.array([len(other) for other in others])
    if not len(one) or not lengths.sum():
        return [0.0] * len(others)
    joined = np.concatenate(others)
    at = np.minimum(one.searchsorted(joined), len(one) - 1)
    owners = np.repeat(np.arange(len(others)), lengths)
    common = np.bincount(owners[one[at] == joined], minlength=len(others))
    scores: list[float] = (2 * common / (len(one) + lengths)).tolist()
    return scores
