"""Documents fetched from the cluster as a snapshot that ranking, snippets and phrase history read.

It has the documents of a page or of one phrase alone, with the statistics of the whole index, so that the same code
gives the same scores as with an index on the disk.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

import numpy as np

from search.index.document_text import DocumentText
from search.index.entries import KEYWORD_FIELDS, TEXT_FIELDS
from search.index.passage_layout import TEXT_ENCODING, PassageLayout
from search.index.positions import Positions
from search.index.schema import STRUCTURE_FIELD
from search.index.segment_reader import FacetColumn
from search.index.snapshot import NO_IDS, NO_POSTINGS, SCOPE_FIELDS, Ids, Postings, Snapshot
from search.opensearch_engine.positions import DocumentPositions
from search.protocol.documents import Card
from search.results.matching import Matcher
from search.weights import BM25_B, BM25_K1, FIELD_BOOSTS

DISTANCE = 100_000  # positions between two documents, so that no word of one is near a word of the other
_ID_DTYPE, _WEIGHT_DTYPE = np.uint32, np.uint16


class FetchedDocument:
    """A document as the index stores it."""

    def __init__(self, stored: dict[str, Any]):
        self._raw = {
            "card": stored["card"].encode(),
            "layout": base64.b64decode(stored["layout"]),
            "text": stored["text"].encode(TEXT_ENCODING, "surrogatepass"),
            "reading": stored["printed"].encode(TEXT_ENCODING, "surrogatepass"),
        }
        self.card = Card.from_bytes(self._raw["card"])
        self.values: dict[str, dict[str, int]] = stored["values"]

    @cached_property
    def positions(self) -> DocumentPositions:
        """The squeezed text; made when it is first asked for."""
        folded = self._raw["text"].decode(TEXT_ENCODING, "surrogatepass")
        return DocumentPositions.of(folded, PassageLayout.from_bytes(self._raw["layout"]))

    @property
    def byte_size(self) -> int:
        """Bytes of memory, about: a character of the text has some 40 in arrays of positions."""
        return sum(map(len, self._raw.values())) + 20 * len(self._raw["text"])

    def read_bytes(self, name: str) -> bytes:
        """Return one of the stored values."""
        return self._raw[name]


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


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of the whole index that BM25 needs."""

    documents: int
    average_length: float

    def rarity(self, found: int) -> float:
        """Return the weight of a string that ``found`` documents have."""
        return log(1 + (max(self.documents - found, 0) + 0.5) / (found + 0.5))


CountStrings = Callable[[str, str, bool, bool], int]  # of string, scope, whether a prefix, whether verbatim
CountTerms = Callable[[str, str], int]  # of scope and token


class FetchedSnapshot(Snapshot):
    """Snapshot of fetched documents, in the order of their keys, scored with the statistics of the whole index.

    ``has_word`` says whether the portal's tokenizer makes a token of a string of Chinese characters.
    """

    def __init__(
        self,
        documents: Sequence[FetchedDocument],
        statistics: Statistics,
        count_terms: CountTerms,
        count_strings: CountStrings,
        has_word: Callable[[str], bool],
    ):
        self._segment = FetchedSegment(sorted(documents, key=lambda document: document.card.key))
        super().__init__([(self._segment, ())] if documents else [])  # type: ignore[list-item]
        self._statistics, self._count_terms, self.count_strings = statistics, count_terms, count_strings
        self._has_word = has_word
        if documents:
            self.starts = self._segment.starts.astype(np.uint32)
        relative = self._lengths / max(statistics.average_length, 1.0)
        self._norms = (BM25_K1 * (1 - BM25_B + BM25_B * relative)).astype(np.float32)

    def text(self, number: int) -> DocumentText:
        """Return the text of a document."""
        start = int(self.starts[number])
        segment: Any = self._segment
        return DocumentText(segment, number, start, start + int(self._lengths[number]))

    def postings(self, scope: str, term: str) -> Postings:
        """Return the documents with a token, scored with its number of documents in the whole index."""
        ids, frequencies = self.term_frequencies(SCOPE_FIELDS[scope], term)
        return self.weigh(self._score(ids, frequencies), self._count_terms(scope, term)) if len(ids) else NO_POSTINGS

    def weigh(self, postings: Postings, found: int) -> Postings:
        """Multiply scores by the rarity of what ``found`` documents of the whole index have."""
        rarity = self._statistics.rarity(max(found, len(postings.ids)))
        return Postings(postings.ids, postings.impacts * np.float32(rarity))

    def _score(self, ids: Ids, frequencies: np.ndarray) -> Postings:
        """Return the scores without the rarity, which ``weigh`` adds."""
        frequencies = frequencies.astype(np.float32, copy=False)
        return Postings(ids, frequencies / (frequencies + self._norms[ids]) * np.float32(BM25_K1 + 1))

    def term_frequencies(self, fields: Sequence[str], term: str) -> tuple[Ids, np.ndarray]:
        """Return the documents with a token, or with a value of a keyword field, and its weighted frequency."""
        if fields[0] not in TEXT_FIELDS:
            return super().term_frequencies(fields, term)
        if not self._has_word(term):
            return NO_IDS, NO_POSTINGS.impacts
        if not self.size:
            return NO_IDS, NO_POSTINGS.impacts
        boosts = np.array([FIELD_BOOSTS.get(name, 1.0) * (name in fields) for name in TEXT_FIELDS])
        return self._select_live(self._segment.weighted_counts(term, boosts))

    def positions_of(self, fields: Sequence[str], term: str) -> Positions:
        """Return the positions of a token in ``fields``, ascending."""
        return self._segment.positions_in(fields, term) if self.size else np.empty(0, np.uint32)

    def _read_positions(self, fields: Sequence[str], term: str) -> Positions:
        if fields[0] not in TEXT_FIELDS:
            return super()._read_positions(fields, term)
        return self.positions_of(fields, term) if self._has_word(term) else np.empty(0, np.uint32)


class FetchedMatcher(Matcher):
    """Matcher over fetched documents; the rarity of a string is that in the whole index."""

    def _read_postings(self, string: str, scope: str, is_prefix: bool, is_verbatim: bool) -> Postings:
        snapshot = self.snapshot
        assert isinstance(snapshot, FetchedSnapshot)
        if self.is_decided_by_token(string, is_prefix, is_verbatim):
            return super()._read_postings(string, scope, is_prefix, is_verbatim)
        postings = snapshot.postings_at(self.positions(string, scope, is_prefix, is_verbatim))
        if not len(postings.ids):
            return postings
        return snapshot.weigh(postings, snapshot.count_strings(string, scope, is_prefix, is_verbatim))


def read_stored(source: dict[str, Any]) -> FetchedDocument:
    """Return the document of a hit. Raises ``KeyError`` for one that another program wrote."""
    return FetchedDocument(source["stored"])


def dump_key(condition: Any) -> str:
    """Return a condition as a string, to tell two apart."""
    return json.dumps(condition, sort_keys=True, ensure_ascii=False)
