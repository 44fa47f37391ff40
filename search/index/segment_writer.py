"""Writing one segment of the index: many documents sorted into posting lists at once."""

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
from search.index.codec import ArrayCodec, ArrayFieldWriter, Extent
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS, IndexEntry
from search.index.passage_layout import TEXT_ENCODING
from search.index.schema import BYTES_COLUMNS, INDEX_NAME, NUMERIC_COLUMNS, build_schema

BATCH_CHARACTERS = 100_000  # characters taken apart at once: what the processor's cache holds
MAX_FREQUENCY = 65_535


@cache
def _trie() -> Trie:
    return Trie(load_dictionary())


def write_segment(folder: Path, entries: Iterable[IndexEntry]):
    """Write ``entries`` as one new segment; returns Whoosh's segment, or None when there is nothing to write."""
    storage, codec = FileStorage(str(folder)), ArrayCodec()
    segment = codec.new_segment(storage, INDEX_NAME)
    collected = _Collected(Tokenizer(_trie()))
    _write_documents(codec.per_document_writer(storage, segment), entries, collected)
    segment.set_doc_count(len(collected.lengths))
    _write_terms(codec.field_writer(storage, segment), collected)
    return segment if collected.lengths else None


def _write_documents(writer, entries: Iterable[IndexEntry], collected: "_Collected") -> None:
    layout = build_schema()
    columns = {name: layout[name].column_type for name in (*NUMERIC_COLUMNS, *BYTES_COLUMNS)}
    for number, entry in enumerate(entries):
        collected.add(entry)
        card = entry.card
        numbers = {"key": card.key, "year": card.year or 0, "day": card.date.toordinal() if card.date else 0}
        numbers |= {"cited": card.cited, "added": card.added, "length": collected.lengths[-1]}
        texts = {"text": entry.text.encode(TEXT_ENCODING, "surrogatepass"), "card": card.to_bytes()}
        texts |= {
            "reading": entry.printed_text.encode(TEXT_ENCODING, "surrogatepass"),
            "layout": entry.layout.to_bytes(),
        }
        texts |= {"values": json.dumps(entry.values).encode()}
        writer.start_doc(number)
        for name in TEXT_FIELDS:
            writer.add_field(name, layout[name], None, min(len(entry.text), MAX_FREQUENCY))
        for name, value in (numbers | texts).items():
            writer.add_column_value(name, columns[name], value)
        writer.finish_doc()
    writer._indoc = None  # Whoosh 2.7.4 would finish the last document twice
    writer.close()


@dataclass(slots=True)
class _Batch:
    """Tokens of some documents: each (field and token) with its places, sorted."""

    terms: np.ndarray
    counts: np.ndarray
    places: np.ndarray


@dataclass(slots=True)
class _Collected:
    """What the documents of a segment hold. ``lengths`` are in characters, the break after each text included."""

    tokenizer: Tokenizer
    lengths: list[int] = field(default_factory=list)
    batches: list[_Batch] = field(default_factory=list)
    values: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)
    _fields: list[tuple[int, int]] = field(default_factory=list)
    _base: int = 0
    _waiting: int = 0

    def add(self, entry: IndexEntry) -> None:
        number = len(self.lengths)
        for name, counts in entry.values.items():
            for value, count in counts.items():
                self.values.setdefault(name, {}).setdefault(value, []).append((number, min(count, MAX_FREQUENCY)))
        self._fields += [(self._waiting + place, TEXT_FIELDS.index(name)) for place, name in entry.layout.unit_fields()]
        self._texts.append(entry.text)
        self.lengths.append(len(entry.text) + 1)
        self._waiting += self.lengths[-1]
        if self._waiting >= BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Take the waiting texts apart."""
        if not self._waiting:
            return
        places, tokens = self.tokenizer.tokenize(UNIT_SEPARATOR.join(self._texts))
        starts, fields = (np.array(values, np.int64) for values in zip(*self._fields, strict=True))
        of_character = np.repeat(fields, np.diff(starts, append=self._waiting)).astype(np.uint32)
        terms = of_character[places] << TOKEN_BITS | tokens
        order = _order(terms)
        terms, places = terms[order], places[order] + np.uint32(self._base)
        first = np.flatnonzero(np.diff(terms, prepend=terms[:1] + 1))
        self.batches.append(_Batch(terms[first], np.diff(first, append=len(terms)), places))
        self._base += self._waiting
        self._texts, self._fields, self._waiting = [], [], 0


def _order(terms: np.ndarray) -> np.ndarray:
    """What sorts 32-bit numbers, equal ones left in order: two passes of numpy's radix sort for 16 bits."""
    low = np.argsort(terms.astype(np.uint16), kind="stable")
    return low[np.argsort((terms[low] >> 16).astype(np.uint16), kind="stable")]


def _write_terms(writer: ArrayFieldWriter, collected: _Collected) -> None:
    collected.flush()
    terms, occurrences, places = _gather(collected.batches)
    collected.batches = []
    documents = np.repeat(np.arange(len(collected.lengths), dtype=np.uint32), collected.lengths)[places]
    bounds = np.concatenate([[0], np.cumsum(occurrences)])
    new = np.diff(documents, prepend=documents[:1]) != 0
    new[bounds[:-1]] = True
    runs = np.flatnonzero(new)
    weights = np.minimum(np.diff(runs, append=len(places)), MAX_FREQUENCY)
    begins = writer.write_arrays(documents[runs], weights, places)
    lists = np.searchsorted(runs, bounds)
    extents = _extents(begins, lists.tolist(), bounds.tolist())
    strings = collected.tokenizer.decode_tokens(terms & ((1 << TOKEN_BITS) - 1))
    highest = np.maximum.reduceat(weights, lists[:-1]).tolist() if len(terms) else []
    rows = list(zip((terms >> TOKEN_BITS).tolist(), strings, extents, highest, strict=True))
    for number, name in enumerate(TEXT_FIELDS):
        _write_field(writer, name, [(s, e, h) for f, s, e, h in rows if f == number])
    for name in KEYWORD_FIELDS:
        _write_field(writer, name, list(_values(writer, collected.values.get(name, {}))))
    writer.close()


def _gather(batches: list[_Batch]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All batches as one: the terms, how often each occurs, and all places, ascending within a term."""
    terms = np.unique(np.concatenate([np.empty(0, np.uint32), *(batch.terms for batch in batches)]))
    where = [np.searchsorted(terms, batch.terms) for batch in batches]
    counts = np.zeros(len(terms), np.int64)
    for rows, batch in zip(where, batches, strict=True):
        counts[rows] += batch.counts
    places = np.empty(int(counts.sum()), np.uint32)
    next_free = np.concatenate([[0], np.cumsum(counts)[:-1]])
    for rows, batch in zip(where, batches, strict=True):
        shift = next_free[rows] - np.concatenate([[0], np.cumsum(batch.counts)[:-1]])
        places[np.repeat(shift, batch.counts) + np.arange(len(batch.places))] = batch.places
        next_free[rows] += batch.counts
    return terms, counts, places


def _extents(begins: tuple[int, int, int], lists: list[int], bounds: list[int]) -> Iterator[Extent]:
    for i in range(len(lists) - 1):
        documents, occurrences = lists[i + 1] - lists[i], bounds[i + 1] - bounds[i]
        yield Extent(
            begins[0] + 4 * lists[i], begins[1] + 2 * lists[i], begins[2] + 4 * bounds[i], documents, occurrences
        )


def _values(writer: ArrayFieldWriter, values: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[str, Extent, int]]:
    """The terms of a value field: documents and counts, without places."""
    for value, pairs in values.items():
        ids, counts = np.array(pairs).T
        begins = writer.write_arrays(ids, counts, np.empty(0, np.uint32))
        yield value, Extent(*begins, len(ids), 0), int(counts.max())


def _write_field(writer: ArrayFieldWriter, name: str, rows: list[tuple[str, Extent, int]]) -> None:
    if not rows:
        return
    writer.start_field(name, build_schema()[name])
    for term, extent, highest in sorted(((s.encode(), e, h) for s, e, h in rows), key=lambda row: row[0]):
        writer.add_term(term, extent, highest)
    writer.finish_field()
