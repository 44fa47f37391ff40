"""Write one segment of the index: the tokens of many documents are sorted into posting lists at once."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.chinese.dictionary import load_dictionary
from search.chinese.folding import UNIT_SEPARATOR
from search.chinese.tokens import TOKEN_BITS, Tokenizer, Trie
from search.index.codec import ID_DTYPE, POSITION_DTYPE, WEIGHT_DTYPE, ArrayCodec, ArrayFieldWriter, Extent
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS, IndexEntry
from search.index.passage_layout import TEXT_ENCODING
from search.index.schema import BYTES_COLUMNS, INDEX_NAME, NUMERIC_COLUMNS, build_schema
from search.index.whoosh_types import PerDocumentWriter, Segment

BATCH_CHARACTERS = 100_000  # characters tokenized at once; more would not fit into the processor's cache
MAX_FREQUENCY = 65_535  # the highest number of ``WEIGHT_DTYPE``

_TermRow = tuple[str, Extent, float]  # term, extent, highest frequency in a document


@cache
def _trie() -> Trie:
    return Trie(load_dictionary())


def write_segment(folder: Path, entries: Iterable[IndexEntry]) -> Segment | None:
    """Write ``entries`` as one new segment and return it; None when there are no entries."""
    storage, codec = FileStorage(str(folder)), ArrayCodec()
    segment: Segment = codec.new_segment(storage, INDEX_NAME)
    contents = _SegmentContents(Tokenizer(_trie()))
    _write_documents(codec.per_document_writer(storage, segment), entries, contents)
    segment.set_doc_count(len(contents.lengths))
    _write_terms(codec.field_writer(storage, segment), contents)
    return segment if contents.lengths else None


def _write_documents(writer: PerDocumentWriter, entries: Iterable[IndexEntry], contents: "_SegmentContents") -> None:
    schema = build_schema()
    columns = {name: schema[name].column_type for name in (*NUMERIC_COLUMNS, *BYTES_COLUMNS)}
    for number, entry in enumerate(entries):
        contents.add(entry)
        card = entry.card
        values: dict[str, int | bytes] = {
            "key": card.key,
            "year": card.year or 0,
            "day": card.date.toordinal() if card.date else 0,
            "cited": card.cited,
            "added": card.added,
            "length": contents.lengths[-1],
            "text": entry.text.encode(TEXT_ENCODING, "surrogatepass"),
            "card": card.to_bytes(),
            "reading": entry.printed_text.encode(TEXT_ENCODING, "surrogatepass"),
            "layout": entry.layout.to_bytes(),
            "values": json.dumps(entry.values).encode(),
        }
        writer.start_doc(number)
        for name in TEXT_FIELDS:
            writer.add_field(name, schema[name], None, min(len(entry.text), MAX_FREQUENCY))
        for name, value in values.items():
            writer.add_column_value(name, columns[name], value)
        writer.finish_doc()
    writer._indoc = None  # Whoosh 2.7.4 would finish the last document twice
    writer.close()


@dataclass(slots=True)
class _Batch:
    """Posting lists of some documents.

    ``terms`` are numbers made of field and token, ascending; ``counts`` says how many of ``positions`` each has.
    """

    terms: np.ndarray
    counts: np.ndarray
    positions: np.ndarray


@dataclass(slots=True)
class _SegmentContents:
    """Tokens and keywords of the documents added so far.

    ``lengths`` are in characters and count one separator after each text. ``keywords`` gives, by field and value,
    document numbers and frequencies.
    """

    tokenizer: Tokenizer
    lengths: list[int] = field(default_factory=list)
    batches: list[_Batch] = field(default_factory=list)
    keywords: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)  # texts not yet tokenized
    _unit_fields: list[tuple[int, int]] = field(default_factory=list)  # start and field of each of their units
    _batch_start: int = 0  # the position at which these texts begin
    _batch_length: int = 0  # their length in characters

    def add(self, entry: IndexEntry) -> None:
        """Add a document; its number is that of the documents before it."""
        number = len(self.lengths)
        for name, counts in entry.values.items():
            for value, count in counts.items():
                self.keywords.setdefault(name, {}).setdefault(value, []).append((number, min(count, MAX_FREQUENCY)))
        self._unit_fields += [
            (self._batch_length + start, TEXT_FIELDS.index(name)) for start, name in entry.layout.unit_fields()
        ]
        self._texts.append(entry.text)
        self.lengths.append(len(entry.text) + 1)
        self._batch_length += self.lengths[-1]
        if self._batch_length >= BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Tokenize the waiting texts and add them as one batch."""
        if not self._batch_length:
            return
        offsets, tokens = self.tokenizer.tokenize(UNIT_SEPARATOR.join(self._texts))
        starts, fields = (np.array(values, np.int64) for values in zip(*self._unit_fields, strict=True))
        field_of_character = np.repeat(fields, np.diff(starts, append=self._batch_length)).astype(np.uint32)
        terms = field_of_character[offsets] << TOKEN_BITS | tokens
        order = _stable_order(terms)
        terms, positions = terms[order], offsets[order] + np.uint32(self._batch_start)
        firsts = np.flatnonzero(np.diff(terms, prepend=terms[:1] + 1))
        self.batches.append(_Batch(terms[firsts], np.diff(firsts, append=len(terms)), positions))
        self._batch_start += self._batch_length
        self._texts, self._unit_fields, self._batch_length = [], [], 0


def _stable_order(terms: np.ndarray) -> np.ndarray:
    """Return the stable sorting order of 32-bit numbers: two passes of numpy's radix sort, which takes 16 bits."""
    low = np.argsort(terms.astype(np.uint16), kind="stable")
    return low[np.argsort((terms[low] >> 16).astype(np.uint16), kind="stable")]


def _write_terms(writer: ArrayFieldWriter, contents: _SegmentContents) -> None:
    contents.flush()
    terms, counts, positions = _merge_batches(contents.batches)
    contents.batches = []
    documents = np.repeat(np.arange(len(contents.lengths), dtype=np.uint32), contents.lengths)[positions]
    bounds = np.concatenate([[0], np.cumsum(counts)])
    begins_posting = np.diff(documents, prepend=documents[:1]) != 0
    begins_posting[bounds[:-1]] = True
    postings = np.flatnonzero(begins_posting)
    weights = np.minimum(np.diff(postings, append=len(positions)), MAX_FREQUENCY)
    offsets = writer.write_arrays(documents[postings], weights, positions)
    lists = np.searchsorted(postings, bounds)
    extents = _extents(offsets, lists.tolist(), bounds.tolist())
    strings = contents.tokenizer.decode_tokens(terms & ((1 << TOKEN_BITS) - 1))
    highest = np.maximum.reduceat(weights, lists[:-1]).tolist() if len(terms) else []
    rows = list(zip((terms >> TOKEN_BITS).tolist(), strings, extents, highest, strict=True))
    for number, name in enumerate(TEXT_FIELDS):
        _write_field(
            writer, name, [(term, extent, high) for field_number, term, extent, high in rows if field_number == number]
        )
    for name in KEYWORD_FIELDS:
        _write_field(writer, name, list(_keyword_rows(writer, contents.keywords.get(name, {}))))
    writer.close()


def _merge_batches(batches: list[_Batch]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return terms, counts and positions of all batches, as in one ``_Batch``."""
    terms = np.unique(np.concatenate([np.empty(0, np.uint32), *(batch.terms for batch in batches)]))
    term_indices = [np.searchsorted(terms, batch.terms) for batch in batches]
    counts = np.zeros(len(terms), np.int64)
    for indices, batch in zip(term_indices, batches, strict=True):
        counts[indices] += batch.counts
    positions = np.empty(int(counts.sum()), np.uint32)
    next_free = np.concatenate([[0], np.cumsum(counts)[:-1]])
    for indices, batch in zip(term_indices, batches, strict=True):
        shift = next_free[indices] - np.concatenate([[0], np.cumsum(batch.counts)[:-1]])
        positions[np.repeat(shift, batch.counts) + np.arange(len(batch.positions))] = batch.positions
        next_free[indices] += batch.counts
    return terms, counts, positions


def _extents(offsets: tuple[int, int, int], lists: list[int], bounds: list[int]) -> Iterator[Extent]:
    """Yield the extent of each term. ``lists`` and ``bounds`` count postings and positions before it."""
    ids, weights, positions = offsets
    for i in range(len(lists) - 1):
        yield Extent(
            ids + ID_DTYPE.itemsize * lists[i],
            weights + WEIGHT_DTYPE.itemsize * lists[i],
            positions + POSITION_DTYPE.itemsize * bounds[i],
            lists[i + 1] - lists[i],
            bounds[i + 1] - bounds[i],
        )


def _keyword_rows(writer: ArrayFieldWriter, keywords: dict[str, list[tuple[int, int]]]) -> Iterator[_TermRow]:
    """Write the posting lists of a keyword field, which have no positions, and yield their rows."""
    for value, pairs in keywords.items():
        ids, counts = np.array(pairs).T
        offsets = writer.write_arrays(ids, counts, np.empty(0, np.uint32))
        yield value, Extent(*offsets, len(ids), 0), int(counts.max())


def _write_field(writer: ArrayFieldWriter, name: str, rows: list[_TermRow]) -> None:
    if not rows:
        return
    writer.start_field(name, build_schema()[name])
    for term, extent, highest in sorted(((s.encode(), e, h) for s, e, h in rows), key=lambda row: row[0]):
        writer.add_term(term, extent, highest)
    writer.finish_field()
