"""Reading one segment of the index: its files are mapped, never changed, and shared by all threads."""

import json
import mmap
import struct
from collections import Counter
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh import columns
from whoosh.filedb.filestore import FileStorage

from search.index.codec import ID_DTYPE, POSITION_DTYPE, WEIGHT_DTYPE, Extent
from search.index.entries import Card, IndexEntry
from search.index.passage_layout import TEXT_ENCODING, PassageLayout
from search.index.schema import BYTES_COLUMNS, NUMERIC_COLUMNS

MAX_CACHED_EXTENTS = 50_000  # entries of the term dictionary kept ready, a few megabytes


def read_numeric_column(folder: Path, segment, name: str) -> np.ndarray:
    """A column of numbers; Whoosh writes big-endian and leaves out trailing zeros."""
    width = struct.calcsize(NUMERIC_COLUMNS[name])
    stored = np.frombuffer(_column_path(folder, segment, name).read_bytes(), f">u{width}")
    values = np.zeros(segment.doc_count_all(), np.int64)
    values[: len(stored)] = stored[: len(values)]
    return values


def _column_path(folder: Path, segment, name: str) -> Path:
    return folder / segment.codec().column_filename(segment, name)


class SegmentReader:
    """Documents are numbered from 0, and places count characters from the first document's text."""

    def __init__(self, folder: Path, segment):
        codec, storage = segment.codec(), FileStorage(str(folder))
        self.count: int = segment.doc_count_all()
        self._terms = codec.terms_reader(storage, segment)
        self._lock = Lock()  # the term dictionary is read through one file position
        self._extents: dict[tuple[str, str], Extent | None] = {}
        self.fields = frozenset(self._terms.indexed_field_names())
        self._lists = _map(folder / segment.make_filename(codec.POSTS_EXT))
        self.numeric_columns = {name: read_numeric_column(folder, segment, name) for name in NUMERIC_COLUMNS}
        self._maps = {name: _map(_column_path(folder, segment, name)) for name in BYTES_COLUMNS}
        self._bounds = {
            name: self._read_bounds(codec.per_document_reader(storage, segment), name) for name in BYTES_COLUMNS
        }
        self._values: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}

    def _read_bounds(self, reader, name: str) -> list[int]:
        lengths = np.array(reader.column_reader(name, columns.VarBytesColumn())._lengths, np.int64)
        return [0, *np.cumsum(lengths).tolist()]

    def read_bytes(self, name: str, number: int, start: int = 0, end: int | None = None) -> bytes:
        """A text column of a document, or bytes ``start`` to ``end`` of it."""
        first, last = self._bounds[name][number : number + 2]
        return self._maps[name][first + start : last if end is None else first + end]

    def byte_length(self, name: str, number: int) -> int:
        """The length of a text column of a document in bytes."""
        first, last = self._bounds[name][number : number + 2]
        return last - first

    def entry(self, number: int) -> IndexEntry:
        """A document as it was written: what merging segments reads."""
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
        with self._lock:
            extent = (
                self._terms.find_extent(field, term.encode(errors="surrogatepass")) if field in self.fields else None
            )
            if len(self._extents) >= MAX_CACHED_EXTENTS:
                self._extents = {}
            self._extents[key] = extent
        return extent

    def _array(self, kind: np.dtype, offset: int, count: int) -> np.ndarray:
        return np.frombuffer(self._lists, kind, count, offset)

    def postings(self, field: str, term: str) -> tuple[np.ndarray, np.ndarray] | None:
        """The documents that have a term and how often, or None when none has it."""
        if (extent := self._extent(field, term)) is None:
            return None
        return (
            self._array(ID_DTYPE, extent.ids_offset, extent.document_count),
            self._array(WEIGHT_DTYPE, extent.weights_offset, extent.document_count),
        )

    def positions(self, field: str, term: str) -> np.ndarray:
        """Where a term occurs, in characters of all folded texts of the segment."""
        extent = self._extent(field, term)
        return (
            self._array(POSITION_DTYPE, extent.positions_offset, extent.position_count)
            if extent
            else np.empty(0, POSITION_DTYPE)
        )

    def facet_values(self, field: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """A value field the other way round: its terms, and pairs of document and index of term."""
        if field not in self._values:
            labels = [term for term, _ in self.terms(field)]
            lists = [self.postings(field, label)[0] for label in labels]  # type: ignore[index]
            which = np.repeat(np.arange(len(labels)), [len(ids) for ids in lists])
            documents = np.concatenate([np.empty(0, np.int64), *lists]).astype(np.int64)
            self._values[field] = labels, documents, which
        return self._values[field]

    def terms(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """The terms of a field that begin with ``prefix`` and how many documents have each, in order."""
        with self._lock:
            return self._terms.document_counts(field, prefix.encode())


def _map(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
