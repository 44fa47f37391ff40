"""How Whoosh stores a posting list here: plain arrays, so that reading one is no work.

Whoosh's own format packs ids and weights into compressed blocks that Python must take
apart one posting at a time. Here the file of postings is three arrays, one after the
other for all terms: documents, frequencies, places; an entry of the term dictionary says
where its own begin. Everything else is Whoosh's: term dictionary, columns, segments,
table of contents. Whoosh itself can read the result (``postings_reader``).
"""

import struct
from dataclasses import dataclass

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo, W3TermsReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound

ID_DTYPE = np.dtype("<u4")  # numbers of documents in the segment, ascending
WEIGHT_DTYPE = np.dtype("<u2")  # how often the term occurs in each, 65,535 at most
POSITION_DTYPE = np.dtype("<u4")  # where, in characters of all folded texts of the segment, ascending
_HEAD = W3TermInfo._struct
_EXTENT = struct.Struct("!QQQII")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a term's arrays begin, in bytes, and how many documents and places it has."""

    ids_offset: int
    weights_offset: int
    positions_offset: int
    document_count: int
    position_count: int


class ArrayFieldWriter(W3FieldWriter):
    """Terms must come in the order of their bytes within a field."""

    def write_arrays(self, ids: np.ndarray, weights: np.ndarray, places: np.ndarray) -> tuple[int, int, int]:
        """Append arrays for many terms and return where each begins."""
        begins = []
        for values, kind in ((ids, ID_DTYPE), (weights, WEIGHT_DTYPE), (places, POSITION_DTYPE)):
            begins.append(self._postfile.tell())
            self._postfile.write(values.astype(kind, copy=False).tobytes())
        return begins[0], begins[1], begins[2]

    def add_term(self, term: bytes, extent: Extent, highest: float) -> None:
        head = _HEAD.pack(0, float(extent.position_count), extent.document_count, 1, 255, highest, 0, 0)
        tail = _EXTENT.pack(
            extent.ids_offset,
            extent.weights_offset,
            extent.positions_offset,
            extent.document_count,
            extent.position_count,
        )
        self._tindex.add(self._fieldid.to_bytes(2, "big") + term, head + tail)


class ArrayTermInfo(W3TermInfo):
    """A term as Whoosh's own readers see it."""

    extent: Extent

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ArrayTermInfo":
        info = cls()
        _, info._weight, info._df, _, info._maxlength, info._maxweight, info._minid, info._maxid = _HEAD.unpack(
            raw[: _HEAD.size]
        )
        info.extent = Extent(*_EXTENT.unpack(raw[_HEAD.size :]))
        return info


class ArrayTermsReader(W3TermsReader):
    def term_info(self, fieldname: str, tbytes: bytes) -> ArrayTermInfo:
        try:
            return ArrayTermInfo.from_bytes(self._tindex[self._keycoder(fieldname, tbytes)])
        except KeyError as error:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}") from error

    def find_extent(self, fieldname: str, tbytes: bytes) -> Extent | None:
        """Where the term's arrays lie; None when no document has it."""
        raw = self._tindex.get(self._keycoder(fieldname, tbytes))
        return Extent(*_EXTENT.unpack(raw[_HEAD.size :])) if raw else None

    def document_counts(self, fieldname: str, prefix: bytes) -> list[tuple[str, int]]:
        """The field's terms that begin with ``prefix`` and how many documents have each, in order."""
        found = []
        for key, raw in self._tindex.items_from(self._keycoder(fieldname, prefix)):
            name, term = self._keydecoder(key)
            if name != fieldname or not term.startswith(prefix):
                break
            found.append((term.decode(), _HEAD.unpack(raw[: _HEAD.size])[2]))
        return found


class ArrayCodec(W3Codec):
    def field_writer(self, storage, segment) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage, segment) -> ArrayTermsReader:
        name = segment.make_filename(self.TERMS_EXT)
        terms, postings = storage.open_file(name), segment.open_file(storage, self.POSTS_EXT)
        return ArrayTermsReader(self, terms, storage.file_length(name), postings)

    def postings_reader(self, dbfile, terminfo, format_, term=None, scorer=None):
        """For Whoosh's own searcher; the portal maps the arrays itself (``segment_reader``)."""
        extent = terminfo.extent
        ids = np.frombuffer(dbfile.get(extent.ids_offset, extent.document_count * ID_DTYPE.itemsize), ID_DTYPE)
        weights = np.frombuffer(
            dbfile.get(extent.weights_offset, extent.document_count * WEIGHT_DTYPE.itemsize), WEIGHT_DTYPE
        )
        values = [b""] * len(ids)
        return ListMatcher(ids.tolist(), weights.tolist(), values, format_, scorer=scorer, term=term, terminfo=terminfo)
