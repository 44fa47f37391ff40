"""Fetched documents in place of a segment on the disk."""

from collections.abc import Sequence

import numpy as np

from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS
from search.index.positions import Positions
from search.index.schema import STRUCTURE_FIELD
from search.index.segment_reader import FacetColumn
from search.index.snapshot import NO_IDS
from search.opensearch_engine.reading.fetched_documents import FetchedDocument
from search.protocol.documents import Card

DISTANCE = 100_000  # positions between two documents, so that no word of one is near a word of the other
_ID_DTYPE, _WEIGHT_DTYPE = np.uint32, np.uint16


class FetchedSegment:
    """Documents in place of a segment on the disk; it has the methods of ``SegmentReader``."""

    def __init__(self, documents: Sequence[FetchedDocument]):
        self._documents = documents
        self.count = len(documents)
        cards = [document.card for document in documents]
        lengths = [document.positions.length for document in documents]
        columns = {
            "key": [card.key for card in cards],
            "year": [card.year or 0 for card in cards],
            "day": [card.date.toordinal() if card.date else 0 for card in cards],
            "cited": [card.cited for card in cards],
            "added": [card.added for card in cards],
            "length": lengths,
        }
        self.numeric_columns = {name: np.array(values, np.int64) for name, values in columns.items()}
        self.starts = np.cumsum([0, *(length + DISTANCE for length in lengths)])
        self._structure: dict[str, Positions] = {}
        self.packed_marks: dict[tuple[str, str], np.ndarray] = {}

    def card(self, number: int) -> Card:
        """Return the card of a document."""
        return self._documents[number].card

    def read_bytes(self, name: str, number: int, start: int = 0, end: int | None = None) -> bytes:
        """Return bytes of a stored value, end exclusive."""
        return self._documents[number].read_bytes(name)[start:end]

    def byte_length(self, name: str, number: int) -> int:
        """Return the length of a stored value in bytes."""
        return len(self._documents[number].read_bytes(name))

    def positions(self, field: str, term: str) -> Positions:
        """Return the positions of a term in a section, or of a mark of the structure, ascending."""
        if field == STRUCTURE_FIELD:
            if term not in self._structure:
                self._structure[term] = self._join([one.positions.structure(term) for one in self._documents])
            return self._structure[term]
        return self.positions_in((field,), term)

    def positions_in(self, fields: Sequence[str], term: str) -> Positions:
        """Return the positions of a term in several sections, ascending."""
        found = [document.positions.find(term) for document in self._documents]
        if set(fields) < set(TEXT_FIELDS):
            numbers = [TEXT_FIELDS.index(name) for name in fields]
            found = [
                positions[np.isin(document.positions.field_numbers[positions], numbers)]
                if len(positions)
                else positions
                for document, positions in zip(self._documents, found, strict=True)
            ]
        return self._join(found)

    def weighted_counts(self, term: str, boosts: np.ndarray) -> np.ndarray:
        """Return how often each document has a term, an occurrence counting as ``boosts`` says for its section."""
        counts = np.zeros(self.count, np.float32)
        for number, document in enumerate(self._documents):
            found = document.positions.find(term)
            if len(found):
                counts[number] = boosts[document.positions.field_numbers[found]].sum()
        return counts

    def _join(self, lists: Sequence[np.ndarray]) -> Positions:
        parts = [
            positions + np.uint32(start) for positions, start in zip(lists, self.starts, strict=False) if len(positions)
        ]
        return np.concatenate([np.empty(0, np.uint32), *parts])

    def postings(self, field: str, term: str) -> tuple[np.ndarray, np.ndarray] | None:
        """Return the documents that have a term and its frequency in each; None when none has it."""
        if field in KEYWORD_FIELDS:
            counts = np.array([document.values.get(field, {}).get(term, 0) for document in self._documents])
        else:
            owners = self.starts.searchsorted(self.positions(field, term), "right") - 1
            counts = np.bincount(owners, minlength=self.count)
        ids = counts.nonzero()[0]
        return (ids.astype(_ID_DTYPE), counts[ids].astype(_WEIGHT_DTYPE)) if len(ids) else None

    def facet_values(self, field: str) -> FacetColumn:
        """Return the values of a keyword field for each document."""
        values = sorted({value for document in self._documents for value in document.values.get(field, {})})
        lists = [postings[0] for value in values if (postings := self.postings(field, value))]
        indices = np.repeat(np.arange(len(values)), [len(ids) for ids in lists])
        return values, np.concatenate([NO_IDS, *lists]).astype(np.int64), indices

    def terms(self, field: str, prefix: str = "") -> list[tuple[str, int]]:
        """Return no terms: those of the whole index are asked of the cluster."""
        return []
