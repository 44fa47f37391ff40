"""Fetched documents as a snapshot, scored with the statistics of the whole index."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from search.index.document_text import DocumentText
from search.index.entries import TEXT_FIELDS
from search.index.positions import Positions
from search.index.snapshot import NO_IDS, NO_POSTINGS, SCOPE_FIELDS, Ids, Postings, Snapshot
from search.opensearch_engine.reading.fetched_documents import FetchedDocument
from search.opensearch_engine.reading.fetched_segment import FetchedSegment
from search.results.matching import Matcher
from search.weights import BM25_B, BM25_K1, FIELD_BOOSTS


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


def dump_key(condition: Any) -> str:
    """Return a condition as a string, to tell two apart."""
    return json.dumps(condition, sort_keys=True, ensure_ascii=False)
