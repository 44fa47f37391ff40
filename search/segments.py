"""One segment of the index: written once, read by mapping its files, never changed."""

import mmap
import struct
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np
from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from search.codec import ArrayCodec, extent, split_postings
from search.entries import VALUE_FIELDS, WORD_FIELDS, Entry

NAME = "portal"
NUMBERS = {"key": "I", "year": "H", "day": "I", "cited": "I", "length": "I"}
BYTES = ("text", "reading", "card")


class Words(fields.FieldType):
    """Terms with their frequencies, counted before they come here."""

    def __init__(self, scorable: bool = True):
        self.format = formats.Frequency()
        self.scorable, self.stored, self.unique, self.analyzer = scorable, False, False, None

    def parse_query(self, fieldname, qstring, boost=1.0):
        raise NotImplementedError("Queries are read by search.language, not by Whoosh.")


def schema() -> fields.Schema:
    words = {name: Words() for name in WORD_FIELDS} | {name: Words(scorable=False) for name in VALUE_FIELDS}
    numbers = {name: fields.COLUMN(columns.NumericColumn(code)) for name, code in NUMBERS.items()}
    texts = {name: fields.COLUMN(columns.VarBytesColumn()) for name in BYTES}
    return fields.Schema(**words, **numbers, **texts)


def write_segment(folder: Path, entries: Iterable[Entry]):
    """Write ``entries`` as one new segment; returns Whoosh's segment, or None when there is nothing to write."""
    storage, layout, codec = FileStorage(str(folder)), schema(), ArrayCodec()
    segment = codec.new_segment(storage, NAME)
    postings = _write_documents(codec.per_document_writer(storage, segment), layout, entries, segment)
    _write_terms(codec.field_writer(storage, segment), layout, postings)
    return segment if segment.doc_count_all() else None


def _write_documents(per_document, layout, entries: Iterable[Entry], segment) -> dict[str, dict[str, array]]:
    postings: dict[str, dict[str, array]] = {name: {} for name in sorted(WORD_FIELDS + VALUE_FIELDS)}
    number = -1
    for number, entry in enumerate(entries):
        per_document.start_doc(number)
        for name, counts in (entry.words | entry.values).items():
            _add_postings(postings[name], number, counts)
            per_document.add_field(name, layout[name], None, counts.total() if layout[name].scorable else 0)
        length = sum(counts.total() for counts in entry.words.values())
        numbers = {"key": entry.key, "year": entry.year, "day": entry.day, "cited": entry.cited, "length": length}
        for name, value in (numbers | {name: getattr(entry, name) for name in BYTES}).items():
            per_document.add_column_value(name, layout[name].column_type, value)
        per_document.finish_doc()
    per_document._indoc = None
    per_document.close()
    segment.set_doc_count(number + 1)
    return postings


def _add_postings(postings: dict[str, array], number: int, counts: dict[str, int]) -> None:
    """Append document ``number`` to the list of each term: ids and counts in turn."""
    for term, count in counts.items():
        if term in postings:
            postings[term].extend((number, count if count < 65_536 else 65_535))
        else:
            postings[term] = array("I", (number, count if count < 65_536 else 65_535))


def _write_terms(writer, layout, postings: dict[str, dict[str, array]]) -> None:
    for name, lists in postings.items():
        writer.start_field(name, layout[name])
        for term, text in sorted((text.encode(), text) for text in lists):
            pairs = np.frombuffer(lists[text], np.uint32).reshape(-1, 2)
            writer.add_term(term, pairs[:, 0], pairs[:, 1])
        writer.finish_field()
    writer.close()


class SegmentFiles:
    """A segment opened for reading. Safe between threads: only the term dictionary has a position, and a lock."""

    def __init__(self, folder: Path, segment):
        self._folder, self._segment = folder, segment
        codec, storage = segment.codec(), FileStorage(str(folder))
        self.count: int = segment.doc_count_all()
        self._terms = codec.terms_reader(storage, segment)
        self._lock = Lock()
        self._values: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}
        self._lists = _map(folder / segment.make_filename(codec.POSTS_EXT))
        self.numbers = {name: self._read_numbers(name, code) for name, code in NUMBERS.items()}
        self._maps = {name: _map(self._column_path(name)) for name in BYTES}
        self._bounds = {name: self._read_bounds(codec.per_document_reader(storage, segment), name) for name in BYTES}

    def _column_path(self, name: str) -> Path:
        return self._folder / self._segment.codec().column_filename(self._segment, name)

    def _read_numbers(self, name: str, code: str) -> np.ndarray:
        """A column of numbers; Whoosh writes big-endian and leaves out trailing zeros."""
        stored = np.frombuffer(self._column_path(name).read_bytes(), f">u{struct.calcsize(code)}")
        values = np.zeros(self.count, np.int64)
        values[: len(stored)] = stored[: self.count]
        return values

    def _read_bounds(self, reader, name: str) -> list[int]:
        lengths = np.array(reader.column_reader(name, columns.VarBytesColumn())._lengths, np.int64)
        return [0, *np.cumsum(lengths).tolist()]

    def bytes_of(self, name: str, number: int) -> bytes:
        bounds = self._bounds[name]
        return self._maps[name][bounds[number] : bounds[number + 1]]

    def holds(self, number: int, needle: bytes) -> bool:
        """Whether the folded text of a document holds ``needle``."""
        bounds = self._bounds["text"]
        return self._maps["text"].find(needle, bounds[number], bounds[number + 1]) >= 0

    def postings(self, field: str, term: str) -> tuple[np.ndarray, np.ndarray] | None:
        """The ids and frequencies of a term, or None when no document has it."""
        with self._lock:
            try:
                info = self._terms.term_info(field, term.encode())
            except TermNotFound:
                return None
        offset, length = extent(info)
        return split_postings(self._lists[offset : offset + length])

    def values(self, field: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """A value field the other way round: its terms, and pairs of document and index of term."""
        if field not in self._values:
            labels = [term for term, _ in self.terms(field)]
            lists = [self.postings(field, label)[0] for label in labels]  # type: ignore[index]
            which = np.repeat(np.arange(len(labels)), [len(ids) for ids in lists])
            documents = np.concatenate([np.empty(0, np.int64), *lists]).astype(np.int64)
            self._values[field] = labels, documents, which
        return self._values[field]

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field that begin with ``prefix`` and how many documents have each, in order."""
        found = []
        with self._lock:
            for (name, term), info in self._terms.items_from(field, prefix.encode()):
                if name != field or not term.startswith(prefix.encode()):
                    break
                found.append((term.decode(), info.doc_frequency()))
        yield from found


def _map(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
