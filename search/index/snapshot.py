"""One generation of the index in memory: immutable, shared by all threads of a process."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from threading import Lock

import numpy as np

from search.chinese.cover import PositionedToken
from search.index.entries import TEXT_FIELDS, Card
from search.index.folder import IndexFolder, IndexMissingError, IndexOutdatedError
from search.index.lru_cache import ByteLRU
from search.index.passage_layout import TEXT_ENCODING, PassageLayout
from search.index.positions import Positions, intersect_phrase_positions
from search.index.segment_reader import SegmentReader
from search.weights import BM25_B, BM25_K1, FIELD_BOOSTS

SCOPE_FIELDS: dict[str, tuple[str, ...]] = {
    "all": TEXT_FIELDS,
    "title": ("title",),
    "preamble": ("preamble",),
    "operative": ("operative",),
    "notes": ("notes",),
    "symbol": ("symbol",),
}
POSTING_CACHE_BYTES, POSITION_CACHE_BYTES = 24 * 1024 * 1024, 48 * 1024 * 1024

Ids = np.ndarray
NO_IDS: Ids = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents that have a term, ascending, and what the term adds to the score of each."""

    ids: Ids
    impacts: np.ndarray


NO_POSTINGS = Postings(NO_IDS, np.empty(0, np.float32))


class Snapshot:
    """Documents are numbered through all segments; deleted ones keep their number and are never found.

    ``starts`` says where each document's folded text begins among those of all segments, in
    characters, the end included; places of terms count in the same way.
    """

    def __init__(self, opened: Sequence[tuple[SegmentReader, Sequence[int]]]):
        self.segments = [segment for segment, _ in opened]
        self.bases = np.cumsum([0, *(segment.count for segment in self.segments)]).tolist()
        self.size = self.bases[-1]
        self.live = np.ones(self.size, bool)
        for base, (_, deleted) in zip(self.bases, opened, strict=False):
            self.live[[base + number for number in deleted]] = False
        self.count = int(self.live.sum())
        self.keys, self.years, self.days, self.cited, self.added, self._lengths = (
            self._column(name) for name in ("key", "year", "day", "cited", "added", "length")
        )
        starts = np.concatenate([[0], np.cumsum(self._lengths)])
        self.starts = starts.astype(np.uint32) if starts[-1] < 2**32 else starts
        average = self._lengths[self.live].mean() if self.count else 1.0
        self._norms = (BM25_K1 * (1 - BM25_B + BM25_B * self._lengths / max(average, 1.0))).astype(np.float32)
        self._lists: ByteLRU[Postings] = ByteLRU(POSTING_CACHE_BYTES)
        self._places: ByteLRU[Positions] = ByteLRU(POSITION_CACHE_BYTES)
        self._values: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}
        self._standing: np.ndarray | None = None

    def _column(self, name: str) -> np.ndarray:
        return np.concatenate([NO_IDS, *(segment.numeric_columns[name] for segment in self.segments)])

    @cached_property
    def live_ids(self) -> Ids:
        return np.flatnonzero(self.live)

    def static_scores(self, of_kind: Mapping[str, float], of_citations: float) -> np.ndarray:
        """For each document what its kind and the number of its citations are worth; worked out once."""
        if self._standing is None:
            worth = (of_citations * np.log1p(self.cited)).astype(np.float32)
            for kind, value in of_kind.items():
                worth[self.term_frequencies(("kind",), kind)[0]] += value
            self._standing = worth
        return self._standing

    # Finding

    def postings(self, scope: str, term: str) -> Postings:
        """A term's documents in the fields of ``scope``; the most used lists are kept ready."""
        return self._lists.get_or_compute(
            (scope, term), lambda: self._weighed(*self.term_frequencies(SCOPE_FIELDS[scope], term)), _list_bytes
        )

    def term_frequencies(self, fields: Sequence[str], term: str) -> tuple[Ids, np.ndarray]:
        """Living documents with a term in any of ``fields``, and how often, the fields weighed by ``FIELD_BOOSTS``."""
        found = [
            (base, name, lists)
            for base, segment in zip(self.bases, self.segments, strict=False)
            for name in fields
            if (lists := segment.postings(name, term)) is not None
        ]
        if not found:
            return NO_IDS, NO_POSTINGS.impacts
        weights = np.zeros(self.size, np.float32)
        for base, name, (ids, counts) in found:
            weights[ids.astype(np.int64) + base] += counts * np.float32(FIELD_BOOSTS.get(name, 1.0))
        return self._living(weights)

    def positions(self, scope: str, term: str) -> Positions:
        """Where a term stands in the fields of ``scope``; the most used are kept ready."""
        return self._places.get_or_compute(
            (scope, term), lambda: self._read_places(SCOPE_FIELDS[scope], term), _place_bytes
        )

    def _read_places(self, fields: Sequence[str], term: str) -> Positions:
        parts = []
        for base, segment in zip(self.bases, self.segments, strict=False):
            for name in fields:
                if len(places := segment.positions(name, term)):
                    parts.append(places + self.starts[base] if base else places)
        if len(parts) < 2:
            return parts[0] if parts else np.empty(0, self.starts.dtype)
        return np.sort(np.concatenate(parts), kind="stable")  # of sorted rows: hardly more than a merge

    def phrase_positions(self, scope: str, tokens: Sequence[PositionedToken]) -> Positions:
        """Where ``tokens`` stand at their offsets from one place: that place."""
        return intersect_phrase_positions([(self.positions(scope, token.token), token.offset) for token in tokens])

    def postings_at(self, places: Positions) -> Postings:
        """Living documents in which ``places`` lie, weighed by how many do."""
        if not len(places):
            return NO_POSTINGS
        if len(places) < self.size:
            owners = self.starts.searchsorted(places, "right") - 1
            counts = np.bincount(owners, minlength=self.size)
        else:
            counts = np.diff(places.searchsorted(self.starts))
        return self._weighed(*self._living(counts))

    def _living(self, weights: np.ndarray) -> tuple[Ids, np.ndarray]:
        """Numbers and weights of those that weigh anything."""
        if self.count < self.size:
            weights = weights * self.live
        ids = weights.nonzero()[0]
        return ids, weights[ids]

    def _weighed(self, ids: Ids, weights: np.ndarray) -> Postings:
        """BM25 for each document that has something ``weights`` times."""
        if not len(ids):
            return NO_POSTINGS
        rarity = log(1 + (self.count - len(ids) + 0.5) / (len(ids) + 0.5))
        weights = weights.astype(np.float32, copy=False)
        return Postings(ids, weights / (weights + self._norms[ids]) * np.float32(rarity * (BM25_K1 + 1)))

    def positions_in(self, places: Positions, ids: Ids) -> list[Positions]:
        """For each document of ``ids`` those of ``places`` that lie in it, from the start of its text."""
        firsts = self.starts[ids]
        bounds = zip(places.searchsorted(firsts), places.searchsorted(self.starts[ids + 1]), firsts, strict=True)
        return [places[low:high].astype(np.int64) - int(first) for low, high, first in bounds]

    # Showing

    def _segment_of(self, number: int) -> tuple[SegmentReader, int]:
        index = bisect_right(self.bases, number) - 1
        return self.segments[index], number - self.bases[index]

    def folded_text(self, number: int, start: int = 0, end: int | None = None) -> str:
        """A document folded, or characters ``start`` to ``end`` of it."""
        segment, local = self._segment_of(number)
        if end is None or segment.byte_length("text", local) != 2 * (
            self._lengths[number] - 1
        ):  # a pair for one character
            return segment.read_bytes("text", local).decode(TEXT_ENCODING, "surrogatepass")[start:end]
        return segment.read_bytes("text", local, 2 * start, 2 * end).decode(TEXT_ENCODING, "surrogatepass")

    def printed_text(self, number: int, start: int, end: int) -> str:
        """Part of a document as printed, by places of its layout."""
        segment, local = self._segment_of(number)
        return segment.read_bytes("reading", local, 2 * start, 2 * end).decode(TEXT_ENCODING, "surrogatepass")

    def card(self, number: int) -> Card:
        segment, local = self._segment_of(number)
        return Card.from_bytes(segment.read_bytes("card", local))

    def layout(self, number: int) -> PassageLayout:
        segment, local = self._segment_of(number)
        return PassageLayout.from_bytes(segment.read_bytes("layout", local))

    def facet_values(self, field: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """A value field the other way round: its values in order, and pairs of document and index of value."""
        if field not in self._values:
            self._values[field] = self._read_values(field)
        return self._values[field]

    def _read_values(self, field: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        parts = [segment.facet_values(field) for segment in self.segments]
        labels = sorted({label for part, _, _ in parts for label in part})
        index_of = {label: index for index, label in enumerate(labels)}
        documents, which = [NO_IDS], [NO_IDS]
        for base, (part, numbers, places) in zip(self.bases, parts, strict=False):
            documents.append(numbers + base)
            which.append(np.array([index_of[label] for label in part], np.int64)[places])
        return labels, np.concatenate(documents), np.concatenate(which)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field in each segment and how many documents have them, deleted ones included."""
        for segment in self.segments:
            yield from segment.terms(field, prefix)

    def stamps(self) -> dict[int, str]:
        """The state in which each document was indexed, by its key."""
        return {card.key: card.stamp for card in map(self.card, self.live_ids.tolist())}


def _list_bytes(postings: Postings) -> int:
    return postings.ids.nbytes + postings.impacts.nbytes


def _place_bytes(places: Positions) -> int:
    """Places read straight from the mapped file take no memory of their own."""
    return places.nbytes if places.flags.owndata else 0


class SnapshotManager:
    """Gives the newest snapshot and opens only what is new in it."""

    def __init__(self, folder: IndexFolder):
        self.folder = folder
        self._lock = Lock()
        self._mark: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._open: dict[str, SegmentReader] = {}

    def snapshot(self) -> Snapshot:
        """The newest whole generation. Raises ``IndexMissingError`` or ``IndexOutdatedError``."""
        mark = self.folder.change_token()
        if mark == self._mark and self._snapshot is not None:
            return self._snapshot
        with self._lock:
            if mark != self._mark or self._snapshot is None:
                self._snapshot, self._mark = self._load(), mark
            return self._snapshot

    def _load(self, tries: int = 20) -> Snapshot:
        """A writer may remove files between our reading the list and opening them; then the list is newer."""
        for attempt in range(tries):
            try:
                build = self.folder.current_build()
                segments = self.folder.segments(build)
                opened = {s.segid: self._open.get(s.segid) or SegmentReader(build, s) for s in segments}
                self._open = opened
                return Snapshot([(opened[s.segid], tuple(s.deleted_docs())) for s in segments])
            except IndexOutdatedError:
                raise
            except Exception as error:  # a file gone or cut short
                if attempt == tries - 1:
                    raise IndexMissingError("检索索引不完整。") from error
        raise AssertionError
