"""Write one segment of the index: the tokens of many documents are sorted into posting lists at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import numpy as np
from whoosh.filedb.filestore import FileStorage

from search.chinese.dictionary import load_dictionary
from search.chinese.folding import UNIT_SEPARATOR
from search.chinese.squeezing import SqueezedText, squeeze
from search.chinese.tokens import TOKEN_BITS, Tokenizer, Trie, find_punctuation
from search.index.codec import ID_DTYPE, POSITION_DTYPE, WEIGHT_DTYPE, ArrayCodec, ArrayFieldWriter, Extent
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS, IndexEntry
from search.index.passage_layout import HEAD_UNIT_COUNT, TEXT_ENCODING, PassageLayout
from search.index.schema import (
    BARRIER_MARK,
    BYTES_COLUMNS,
    CONTEXT_MARK,
    GAP_MARK,
    INDEX_NAME,
    NUMERIC_COLUMNS,
    PARAGRAPH_MARK,
    STRUCTURE_FIELD,
    build_schema,
)
from search.index.whoosh_types import PerDocumentWriter, Segment

STRUCTURE_NUMBER = len(TEXT_FIELDS)  # of ``STRUCTURE_FIELD`` among the fields with positions
BATCH_CHARACTERS = 100_000  # characters tokenized at once; more would not fit into the processor's cache
MAX_FREQUENCY = 65_535  # the highest number of ``WEIGHT_DTYPE``
PART_POSITIONS = 4_000_000  # positions turned into posting lists at once, which takes about 30 bytes each


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
    number = 0
    for batch in _split_entries(entries):
        for entry, length in zip(batch, contents.add(batch), strict=True):
            writer.start_doc(number)
            for name in TEXT_FIELDS:
                writer.add_field(name, schema[name], None, min(len(entry.text), MAX_FREQUENCY))
            for name, value in _column_values(entry, length).items():
                writer.add_column_value(name, columns[name], value)
            writer.finish_doc()
            number += 1
    writer._indoc = None  # Whoosh 2.7.4 would finish the last document twice
    writer.close()


def _split_entries(entries: Iterable[IndexEntry]) -> Iterator[list[IndexEntry]]:
    """Yield batches of entries of at least ``BATCH_CHARACTERS`` each; the last one may be shorter."""
    batch: list[IndexEntry] = []
    characters = 0
    for entry in entries:
        batch.append(entry)
        characters += len(entry.text)
        if characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _column_values(entry: IndexEntry, length: int) -> dict[str, int | bytes]:
    card = entry.card
    return {
        "key": card.key,
        "year": card.year or 0,
        "day": card.date.toordinal() if card.date else 0,
        "cited": card.cited,
        "added": card.added,
        "length": length,
        "text": entry.text.encode(TEXT_ENCODING, "surrogatepass"),
        "card": card.to_bytes(),
        "reading": entry.printed_text.encode(TEXT_ENCODING, "surrogatepass"),
        "layout": entry.layout.to_bytes(),
        "values": json.dumps(entry.values).encode(),
    }


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

    ``lengths`` are in characters of the squeezed text and count one separator after each text. ``keywords`` gives, by
    field and value, document numbers and frequencies.
    """

    tokenizer: Tokenizer
    lengths: list[int] = field(default_factory=list)
    batches: list[_Batch] = field(default_factory=list)
    keywords: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    _length: int = 0  # the sum of all lengths

    def add(self, entries: Sequence[IndexEntry]) -> list[int]:
        """Add documents; their numbers follow those of the documents before. Return their lengths."""
        for number, entry in enumerate(entries, start=len(self.lengths)):
            for name, counts in entry.values.items():
                for value, count in counts.items():
                    self.keywords.setdefault(name, {}).setdefault(value, []).append((number, min(count, MAX_FREQUENCY)))
        text_starts = [0, *accumulate(len(entry.text) + 1 for entry in entries)]
        units = [
            (text_start + start, TEXT_FIELDS.index(name))
            for text_start, entry in zip(text_starts, entries, strict=False)
            for start, name in entry.layout.unit_fields()
        ]
        unit_starts, fields = (np.array(values, np.int64) for values in zip(*units, strict=True))
        squeezed = squeeze("".join(entry.text + UNIT_SEPARATOR for entry in entries), unit_starts)
        field_of_character = np.repeat(fields, np.diff(unit_starts, append=text_starts[-1])).astype(np.uint32)
        starts = squeezed.offsets.searchsorted(unit_starts)
        is_context = np.concatenate([_flag_contexts(entry.layout) for entry in entries])
        marks = ((np.unique(starts[~is_context]), PARAGRAPH_MARK), (starts[is_context], CONTEXT_MARK))
        self.batches.append(self._sort_tokens(squeezed, field_of_character, marks))
        lengths: list[int] = np.diff(squeezed.offsets.searchsorted(text_starts)).tolist()
        self.lengths += lengths
        self._length += sum(lengths)
        return lengths

    def _sort_tokens(
        self, squeezed: SqueezedText, field_of_character: np.ndarray, marks: Iterable[tuple[np.ndarray, str]]
    ) -> _Batch:
        """Find the tokens and the structure of a text, and sort them by field and token.

        ``marks`` are further positions of the structure.
        """
        positions, tokens = self.tokenizer.tokenize(squeezed)
        offsets, following, punctuation = find_punctuation(squeezed)
        structure = ((squeezed.gap_positions, GAP_MARK), (squeezed.barriers, BARRIER_MARK), *marks)
        columns = (
            (positions, field_of_character[squeezed.offsets][positions], tokens),
            (following, field_of_character[offsets], punctuation),
            *((places, np.full(len(places), STRUCTURE_NUMBER), ord(mark)) for places, mark in structure),
        )
        terms = np.concatenate([(fields << TOKEN_BITS | codes).astype(np.uint32) for _, fields, codes in columns])
        all_positions = np.concatenate([places.astype(np.uint32) for places, _, _ in columns])
        order = _stable_order(terms)
        terms, all_positions = terms[order], all_positions[order] + np.uint32(self._length)
        firsts = np.flatnonzero(np.diff(terms, prepend=terms[:1] + 1))
        counts = np.diff(firsts, append=len(terms)).astype(np.uint32)
        return _Batch(terms[firsts], counts, all_positions)


def _flag_contexts(layout: PassageLayout) -> np.ndarray:
    """Return for each unit whether it is the context of a footnote mark."""
    flags: np.ndarray = np.arange(len(layout.unit_owners)) >= HEAD_UNIT_COUNT + len(layout.kinds)
    return flags


def _stable_order(terms: np.ndarray) -> np.ndarray:
    """Return the stable sorting order of 32-bit numbers: two passes of numpy's radix sort, which takes 16 bits."""
    low = np.argsort(terms.astype(np.uint16), kind="stable")
    return low[np.argsort((terms[low] >> 16).astype(np.uint16), kind="stable")]


def _write_terms(writer: ArrayFieldWriter, contents: _SegmentContents) -> None:
    owners = np.repeat(np.arange(len(contents.lengths), dtype=np.uint32), contents.lengths)
    parts = [_write_postings(writer, batches, owners) for batches in _split_batches(contents.batches)]
    contents.batches = []
    terms, extents, highest = (np.concatenate(columns) for columns in zip(_NO_ROWS, *parts, strict=True))
    for number, name in enumerate((*TEXT_FIELDS, STRUCTURE_FIELD)):
        first, last = np.searchsorted(terms, [number << TOKEN_BITS, (number + 1) << TOKEN_BITS]).tolist()
        strings = contents.tokenizer.decode_tokens(terms[first:last] & ((1 << TOKEN_BITS) - 1))
        _write_field(writer, name, strings, extents[first:last], highest[first:last])
    for name in KEYWORD_FIELDS:
        _write_field(writer, name, *_write_keywords(writer, contents.keywords.get(name, {})))
    writer.close()


_TermRows: TypeAlias = tuple[np.ndarray, np.ndarray, np.ndarray]  # term or nothing, values of ``Extent``, frequency
_NO_ROWS: _TermRows = (np.empty(0, np.uint32), np.empty((0, 5), np.int64), np.empty(0, np.int64))


def _split_batches(batches: list[_Batch]) -> Iterator[list[_Batch]]:
    """Yield parts of all batches with the same ascending range of terms, about ``PART_POSITIONS`` positions each.

    The postings of a part are made at once. A smaller part needs less memory.
    """
    terms, counts = _count_positions(batches)
    parts = np.cumsum(counts) // PART_POSITIONS
    bounds = terms[1:][np.diff(parts) > 0].tolist()
    starts = [(0, 0)] * len(batches)
    for bound in (*bounds, None):
        part = []
        for index, batch in enumerate(batches):
            term, position = starts[index]
            last_term = len(batch.terms) if bound is None else int(np.searchsorted(batch.terms, bound))
            last_position = position + int(batch.counts[term:last_term].sum())
            part.append(
                _Batch(
                    batch.terms[term:last_term], batch.counts[term:last_term], batch.positions[position:last_position]
                )
            )
            starts[index] = last_term, last_position
        yield part


def _write_postings(writer: ArrayFieldWriter, batches: list[_Batch], owners: np.ndarray) -> _TermRows:
    """Write the posting lists of ``batches``. ``owners`` has the document at each position."""
    terms, counts, positions = _merge_batches(batches)
    documents = owners[positions]
    bounds = np.concatenate([[0], np.cumsum(counts)])
    begins_posting = np.empty(len(documents), bool)
    begins_posting[1:] = documents[1:] != documents[:-1]
    begins_posting[bounds[:-1]] = True
    postings = np.flatnonzero(begins_posting)
    weights = np.minimum(np.diff(postings, append=len(positions)), MAX_FREQUENCY)
    offsets = writer.write_arrays(documents[postings], weights, positions)
    lists = np.searchsorted(postings, bounds)
    highest = np.maximum.reduceat(weights, lists[:-1]) if len(terms) else _NO_ROWS[2]
    return terms, _extents(offsets, lists, bounds), highest


def _merge_batches(batches: list[_Batch]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return terms, counts and positions of all batches, as in one ``_Batch``."""
    terms, counts = _count_positions(batches)
    term_indices = [np.searchsorted(terms, batch.terms) for batch in batches]
    positions = np.empty(int(counts.sum()), np.uint32)
    next_free = np.concatenate([[0], np.cumsum(counts)[:-1]])
    for indices, batch in zip(term_indices, batches, strict=True):
        shift = next_free[indices] - np.concatenate([[0], np.cumsum(batch.counts, dtype=np.int64)[:-1]])
        positions[np.repeat(shift, batch.counts) + np.arange(len(batch.positions))] = batch.positions
        next_free[indices] += batch.counts
    return terms, counts, positions


def _count_positions(batches: list[_Batch]) -> tuple[np.ndarray, np.ndarray]:
    """Return all terms, ascending, and the number of positions of each."""
    terms = np.unique(np.concatenate([np.empty(0, np.uint32), *(batch.terms for batch in batches)]))
    counts = np.zeros(len(terms), np.int64)
    for batch in batches:
        counts[np.searchsorted(terms, batch.terms)] += batch.counts
    return terms, counts


def _extents(offsets: tuple[int, int, int], lists: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Return the values of the extent of each term, a row each. ``lists`` and ``bounds`` count postings and positions.

    They count what comes before each term, and end with the sum.
    """
    ids, weights, positions = offsets
    columns = (
        ids + ID_DTYPE.itemsize * lists[:-1],
        weights + WEIGHT_DTYPE.itemsize * lists[:-1],
        positions + POSITION_DTYPE.itemsize * bounds[:-1],
        np.diff(lists),
        np.diff(bounds),
    )
    return np.column_stack(columns).astype(np.int64, copy=False)


def _write_keywords(
    writer: ArrayFieldWriter, keywords: dict[str, list[tuple[int, int]]]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Write the posting lists of a keyword field, which have no positions; return values, extents and frequencies."""
    extents, highest = [], []
    for pairs in keywords.values():
        ids, counts = np.array(pairs).T
        offsets = writer.write_arrays(ids, counts, np.empty(0, np.uint32))
        extents.append((*offsets, len(ids), 0))
        highest.append(counts.max())
    return list(keywords), np.array(extents, np.int64), np.array(highest, np.int64)


def _write_field(
    writer: ArrayFieldWriter, name: str, strings: list[str], extents: np.ndarray, highest: np.ndarray
) -> None:
    if not strings:
        return
    writer.start_field(name, build_schema()[name])
    terms = [string.encode() for string in strings]
    for row in sorted(range(len(terms)), key=terms.__getitem__):
        writer.add_term(terms[row], Extent(*extents[row].tolist()), float(highest[row]))
    writer.finish_field()
