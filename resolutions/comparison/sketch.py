"""Similarity sketches: small sets of hashes that represent the shingles of a text.

A shingle is a run of neighbouring characters. Both sketches are stored in the database, so the constants
and the hash functions are fixed: a change makes all stored sketches incomparable.

Documents have a bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997): the
smallest hashes of all shingles. The share of hashes that two sketches have in common estimates the share of
shingles that the texts have in common (Jaccard similarity).

Paragraphs have MinHash bands (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3): paragraphs
that share a band are candidates for comparison. With 64 hashes in 32 bands of two, paragraphs with a quarter of
their shingles in common share a band 87 times in 100, unrelated ones (5 shingles in 1,000) 8 times in 10,000.
"""

import heapq
import zlib
from collections.abc import Iterable

from rensa import RMinHash

from resolutions.comparison.bare_text import keep_words

DOCUMENT_SKETCH_SIZE = 64  # hashes; the standard error of the estimate is at most 1/16
DOCUMENT_SHINGLE_LENGTH = 8  # UTF-16 code units
MAX_CHARACTERS = 400_000  # characters of a document that are hashed: a volume of resolutions takes a second
MINHASH_COUNT = 64
HASHES_PER_BAND = 2
PARAGRAPH_SHINGLE_LENGTH = 3  # characters
SEED = 1945
MIN_TEXT_LENGTH = 16  # characters; shorter paragraphs are formulas that most resolutions contain


def sketch_document(text: str) -> list[int]:
    """Return the bottom-k sketch of ``text`` in ascending order; white space is ignored.

    >>> sketch_document("安全理事会重申其对") == sketch_document(" 安全 \\n理事会重申其对 ")
    True

    A text shorter than one shingle has an empty sketch.
    """
    units = "".join(text[:MAX_CHARACTERS].split()).encode("utf-16-le")
    length = 2 * DOCUMENT_SHINGLE_LENGTH  # bytes
    shingles = {units[at : at + length] for at in range(0, len(units) - length + 1, 2)}
    return heapq.nsmallest(DOCUMENT_SKETCH_SIZE, {zlib.crc32(shingle) for shingle in shingles})


def jaccard_similarity(one: Iterable[int], other: Iterable[int]) -> float:
    """Estimate from two document sketches the share of shingles in common, from 0 to 1.

    >>> jaccard_similarity([1, 2, 3], [1, 2, 3]), jaccard_similarity([1, 2], [3, 4]), jaccard_similarity([], [])
    (1.0, 0.0, 0.0)
    """
    first, second = set(one), set(other)
    smallest = heapq.nsmallest(DOCUMENT_SKETCH_SIZE, first | second)
    return sum(value in first and value in second for value in smallest) / len(smallest) if smallest else 0.0


def minhash_bands(text: str) -> list[int]:
    """Return the MinHash bands of a paragraph as 63-bit numbers; punctuation, white space and script
    are ignored.

    >>> minhash_bands("决定继续处理此案。")
    []
    >>> minhash_bands("回顾其关于联合国警务工作的决议，") == minhash_bands("回顾其关于 联合国警务工作的决议；")
    True

    A paragraph shorter than ``MIN_TEXT_LENGTH`` has no bands.
    """
    bare = keep_words(text)
    if len(bare) < MIN_TEXT_LENGTH:
        return []
    hashes = RMinHash(num_perm=MINHASH_COUNT, seed=SEED)
    length = PARAGRAPH_SHINGLE_LENGTH
    hashes.update([bare[at : at + length] for at in range(len(bare) - length + 1)])
    digest = hashes.digest()
    return [
        _pack_band(first // HASHES_PER_BAND, digest[first : first + HASHES_PER_BAND])
        for first in range(0, MINHASH_COUNT, HASHES_PER_BAND)
    ]


def _pack_band(band: int, hashes: list[int]) -> int:
    """Pack five bits of the band's number and the upper 29 bits of each hash, so that bands never collide."""
    packed = band
    for value in hashes:
        packed = (packed << 29) | (value >> 3)
    return packed
