"""How Whoosh stores a posting list here: two plain arrays, so that reading one is no work.

Whoosh's own format packs ids and weights into compressed blocks that Python must take
apart one posting at a time. Everything else is Whoosh's: term dictionary, columns,
segments, table of contents. Whoosh itself can read the result (``postings_reader``).
"""

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import ListMatcher

IDS = np.dtype("<u4")
WEIGHTS = np.dtype("<u2")  # how often the term occurs, 65,535 at most
POSTING_SIZE = IDS.itemsize + WEIGHTS.itemsize


class ArrayTermInfo(W3TermInfo):
    """A term's entry in the dictionary, filled from whole arrays."""

    def fill(self, ids: np.ndarray, weights: np.ndarray, offset: int) -> "ArrayTermInfo":
        self._weight, self._df = float(weights.sum()), len(ids)
        self._minlength, self._maxlength, self._maxweight = 1, 255, float(weights.max())
        self._minid, self._maxid = int(ids[0]), int(ids[-1])
        self.set_extent(offset, len(ids) * POSTING_SIZE)
        return self


class ArrayFieldWriter(W3FieldWriter):
    def add_term(self, term: bytes, ids: np.ndarray, weights: np.ndarray) -> None:
        """Write one term of the field begun; terms must come in the order of their bytes, ids ascending."""
        offset = self._postfile.tell()
        self._postfile.write(ids.astype(IDS).tobytes() + weights.astype(WEIGHTS).tobytes())
        self._btext = term
        self._tindex.add(self._key(term), ArrayTermInfo().fill(ids, weights, offset).to_bytes())

    def _key(self, term: bytes) -> bytes:
        return self._fieldid.to_bytes(2, "big") + term


class ArrayCodec(W3Codec):
    def field_writer(self, storage, segment) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def postings_reader(self, dbfile, terminfo, format_, term=None, scorer=None):
        """For Whoosh's own searcher; the portal reads the arrays itself (``segments.py``)."""
        offset, length = extent(terminfo)
        ids, weights = split_postings(dbfile.get(offset, length))
        values = [b""] * len(ids)
        return ListMatcher(ids.tolist(), weights.tolist(), values, format_, scorer=scorer, term=term, terminfo=terminfo)


def extent(info: W3TermInfo) -> tuple[int, int]:
    """Where a posting list lies, in bytes. Whoosh 2.7.4 reads the length back as a tuple of one."""
    offset, length = info.extent()
    return offset, length[0] if isinstance(length, tuple) else length


def split_postings(raw: bytes | memoryview) -> tuple[np.ndarray, np.ndarray]:
    """The ids and weights of one posting list, without copying them."""
    count = len(raw) // POSTING_SIZE
    return np.frombuffer(raw, IDS, count), np.frombuffer(raw, WEIGHTS, count, count * IDS.itemsize)
