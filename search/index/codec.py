"""Whoosh codec that stores posting lists as plain arrays, which numpy reads without decoding.

Whoosh's own format packs ids and weights into compressed blocks, which Python must decode posting by posting.
Here the file of postings holds three arrays, each with the values of all terms: document numbers, frequencies,
positions. The entry of a term in the term dictionary says where its parts begin. Term dictionary, columns, segments
and table of contents are in Whoosh's own format, and Whoosh can read the posting lists through ``postings_reader``.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo, W3TermsReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

from search.index.whoosh_types import Segment, Storage

ID_DTYPE = np.dtype("<u4")  # document numbers within the segment, ascending
WEIGHT_DTYPE = np.dtype("<u2")  # frequency of the term in each document, at most 65,535
POSITION_DTYPE = np.dtype("<u4")  # character offsets in all folded texts of the segment, ascending
ALIGNMENT = 4  # bytes, of the largest of these types
_HEAD: struct.Struct = W3TermInfo._struct
_EXTENT = struct.Struct("!QQQII")


@dataclass(frozen=True, slots=True)
class Extent:
    """Byte offsets of a term's three arrays in the file of postings, and the number of their values."""

    ids_offset: int
    weights_offset: int
    positions_offset: int
    document_count: int
    position_count: int


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writer of posting lists. Within a field, terms must be added in byte order."""

    def write_arrays(self, ids: np.ndarray, weights: np.ndarray, positions: np.ndarray) -> tuple[int, int, int]:
        """Append the arrays of many terms and return the byte offset of each array, a multiple of ``ALIGNMENT``."""
        offsets = []
        for values, dtype in ((ids, ID_DTYPE), (weights, WEIGHT_DTYPE), (positions, POSITION_DTYPE)):
            self._postfile.write(bytes(-self._postfile.tell() % ALIGNMENT))
            offsets.append(self._postfile.tell())
            self._postfile.write(values.astype(dtype, copy=False).tobytes())
        return offsets[0], offsets[1], offsets[2]

    def add_term(self, term: bytes, extent: Extent, highest: float) -> None:
        """Add a term to the dictionary. ``highest`` is its highest frequency in one document."""
        head = _HEAD.pack(0, float(extent.position_count), extent.document_count, 1, 255, highest, 0, 0)
        tail = _EXTENT.pack(
            extent.ids_offset,
            extent.weights_offset,
            extent.positions_offset,
            extent.document_count,
            extent.position_count,
        )
        self._tindex.add(self._fieldid.to_bytes(2, "big") + term, head + tail)


class ArrayTermInfo(W3TermInfo):  # type: ignore[misc]  # Whoosh has no types
    """Entry of the term dictionary in the form that Whoosh's own readers expect."""

    extent: Extent

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ArrayTermInfo":
        """Decode an entry that ``ArrayFieldWriter.add_term`` wrote."""
        info = cls()
        _, info._weight, info._df, _, info._maxlength, info._maxweight, info._minid, info._maxid = _HEAD.unpack(
            raw[: _HEAD.size]
        )
        info.extent = Extent(*_EXTENT.unpack(raw[_HEAD.size :]))
        return info


class ArrayTermsReader(W3TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Reader of the term dictionary. Not thread-safe: it moves the position of its file."""

    def term_info(self, fieldname: str, tbytes: bytes) -> ArrayTermInfo:
        """Return the entry of a term. Raises ``TermNotFound``."""
        try:
            return ArrayTermInfo.from_bytes(self._tindex[self._keycoder(fieldname, tbytes)])
        except KeyError as error:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}") from error

    def find_extent(self, fieldname: str, tbytes: bytes) -> Extent | None:
        """Return the extent of a term, or None when no document has it."""
        raw = self._tindex.get(self._keycoder(fieldname, tbytes))
        return Extent(*_EXTENT.unpack(raw[_HEAD.size :])) if raw else None

    def document_counts(self, fieldname: str, prefix: bytes) -> list[tuple[str, int]]:
        """Return the field's terms that begin with ``prefix``, with their document counts, in byte order."""
        counts = []
        for key, raw in self._tindex.items_from(self._keycoder(fieldname, prefix)):
            name, term = self._keydecoder(key)
            if name != fieldname or not term.startswith(prefix):
                break
            counts.append((term.decode(), _HEAD.unpack(raw[: _HEAD.size])[2]))
        return counts


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's default codec with other posting lists."""

    def field_writer(self, storage: Storage, segment: Segment) -> ArrayFieldWriter:
        """Open the writer of a new segment's terms."""
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Storage, segment: Segment) -> ArrayTermsReader:
        """Open the term dictionary of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        terms, postings = storage.open_file(name), segment.open_file(storage, self.POSTS_EXT)
        return ArrayTermsReader(self, terms, storage.file_length(name), postings)

    def postings_reader(
        self, dbfile: Any, terminfo: ArrayTermInfo, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        """Open a posting list for Whoosh's own searcher; the portal maps the arrays itself (``segment_reader``)."""
        extent = terminfo.extent
        ids = np.frombuffer(dbfile.get(extent.ids_offset, extent.document_count * ID_DTYPE.itemsize), ID_DTYPE)
        weights = np.frombuffer(
            dbfile.get(extent.weights_offset, extent.document_count * WEIGHT_DTYPE.itemsize), WEIGHT_DTYPE
        )
        values = [b""] * len(ids)
        return ListMatcher(ids.tolist(), weights.tolist(), values, format_, scorer=scorer, term=term, terminfo=terminfo)
