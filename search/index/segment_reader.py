"""Read access to one segment of the index. Its files are memory-mapped, never changed, and shared by all threads."""

import json
import mmap
import struct
from collections import Counter
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np
from whoosh import columns
from whoosh.filedb.filestore import FileStorage

from search.index.codec import ID_DTYPE, POSITION_DTYPE, WEIGHT_DTYPE, ArrayTermsReader, Extent
from search.index.entries import IndexEntry
from search.index.passage_layout import TEXT_ENCODING, PassageLayout
from search.index.schema import BYTES_COLUMNS, NUMERIC_COLUMNS
from search.index.whoosh_types import PerDocumentReader, Segment
from search.protocol.documents import Card

MAX_CACHED_EXTENTS = 10_000  # entries of the term dictionary; some 4 MB for each segment
MAX_CACHED_CARDS = 2_000  # some 2 MB for each segment

# A keyword field inverted: its values in order, then pairs of document number and index of a value.
FacetColumn: TypeAlias = tuple[list[str], np.ndarray, np.ndarray]


def read_numeric_column(folder: Path, segment: Segment, name: str) -> np.ndarray:
    """Read a column of numbers, one for each document of the segment.

    Whoosh writes big-endian numbers and omits trailing zeros.
    """
    width = struct.calcsize(NUMERIC_COLUMNS[name])
    stored = np.frombuffer(_column_path(folder, segment, name).read_bytes(), f">u{width}")
    values = np.zeros(segment.doc_count_all(), np.int64)
    values[: len(stored)] = stored[: len(values)]
    return values


def get_column_name(segment: Segment, name: str) -> str:
    """Return the name of the file of a column."""
    file_name: str = segment.codec().column_filename(segment, name)
    return file_name


def _column_path(folder: Path, segment: Segment, name: str) -> Path:
    return folder / get_column_name(segment, name)


class SegmentReader:
    """Documents are numbered from 0. Positions count characters from the start of the first document's text."""

    def __init__(self, folder: Path, segment: Segment):
        codec, storage = segment.codec(), FileStorage(str(folder))
        self.count = segment.doc_count_all()
        self._terms: ArrayTermsReader = codec.terms_reader(storage, segment)
        self._lock = Lock()  # the term dictionary is read through one file position
        self._extents: dict[tuple[str, str], Extent | None] = {}
        self._cards: dict[int, Card] = {}
        self.fields = frozenset(self._terms.indexed_field_names())
        self._arrays = _map(folder / segment.make_filename(codec.POSTS_EXT))
        self.numeric_columns = {name: read_numeric_column(folder, segment, name) for name in NUMERIC_COLUMNS}
        self._maps = {name: _map(_column_path(folder, segment, name)) for name in BYTES_COLUMNS}
        self._bounds = {
            name: self._read_bounds(codec.per_document_reader(storage, segment), name) for name in BYTES_COLUMNS
        }
        self._facet_columns: dict[str, FacetColumn] = {}
        self.packed_marks: dict[tuple[str, str], np.ndarray] = {}  # by name of the kernels and mark

    def _read_bounds(self, reader: PerDocumentReader, name: str) -> list[int]:
        lengths = np.array(reader.column_reader(name, columns.VarBytesColumn())._lengths, np.int64)
        return [0, *np.cumsum(lengths).tolist()]

    def read_bytes(self, name: str, number: int, start: int = 0, end: int | None = None) -> bytes:
        """Return bytes ``start`` to ``end`` of a document's value in a bytes column, end exclusive; or all of it."""
        first, last = self._bounds[name][number : number + 2]
        return self._maps[name][first + start : last if end is None else first + end]

    def byte_length(self, name: str, number: int) -> int:
        """Return the length in bytes of a document's value in a bytes column."""
        first, last = self._bounds[name][number : number + 2]
        return last - first

    def card(self, number: int) -> Card:
        """Return the card of a document; those read last are cached."""
        card = self._cards.get(number)
        if card is None:
            if len(self._cards) >= MAX_CACHED_CARDS:
                self._cards = {}
            self._cards[number] = card = Card.from_bytes(self.read_bytes("card", number))
        return card

    def entry(self, number: int) -> IndexEntry:
        """Return a document as it was written, to write it again when segments are merged."""
        raw = {name: self.read_bytes(name, number) for name in BYTES_COLUMNS}
        return IndexEntry(
            Card.from_bytes(raw["card"]),
            PassageLayout.from_bytes(raw["layout"]),
            raw["text"].decode(TEXT_ENCODING, "surrogatepass"),
            raw["reading"].decode(TEXT_ENCODING, "surrogatepass"),
            {name: Counter(counts) for name, counts in json.loads(raw["values"]).items()},
        )

    def _extent(self, field: str, term: str) -> Extent | None:
        key = (field, term)
        try:
            return self._extents[key]
        except KeyError:
            pass
        encoded = term.encode(errors="surrogatepass")
        with self._lock:
            extent = self._terms.find_extent(field, encoded) if field in self.fields else None
            if len(self._extents) >= MAX_CACHED_EXTENTS:
                self._extents = {}
            self._extents[key] = extent
        return extent

    def _array(self, dtype: np.dtype, offset: int, count: int) -> np.ndarray:
        return np.frombuffer(self._arrays, dtype, count, offset)

    def postings(self, field: str, term: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the documents that have a term, ascending, and its frequency in each; None when none has it."""
        if (extent := self._extent(field, term)) is None:
            return None
        return (
            self._array(ID_DTYPE, extent.ids_offset, extent.document_count),
            self._array(WEIGHT_DTYPE, extent.weights_offset, extent.document_count),
        )

    def positions(self, field: str, term: str) -> np.ndarray:
        """Return the positions of a term in a field, ascending."""
        if (extent := self._extent(field, term)) is None:
            return np.empty(0, POSITION_DTYPE)
        return self._array(POSITION_DTYPE, extent.positions_offset, extent.position_count)

    def facet_values(self, field: str) -> FacetColumn:
        """Return the values of a keyword field for each document; read once."""
        if field not in self._facet_columns:
            values = [term for term, _ in self.terms(field)]
            lists = [ids for value in values for ids, _ in [self.postings(field, value) or _NO_POSTINGS]]
            indices = np.repeat(np.arange(len(values)), [len(ids) for ids in lists])
            documents = np.concatenate([np.empty(0, np.int64), *lists]).astype(np.int64)
            self._facet_columns[field] = values, documents, indices
        return self._facet_columns[field]

    def terms(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """Return the terms of a field that begin with ``prefix``, with their document counts, in byte order."""
        with self._lock:
            return self._terms.document_counts(field, prefix.encode())


_NO_POSTINGS = np.empty(0, ID_DTYPE), np.empty(0, WEIGHT_DTYPE)


def _map(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
