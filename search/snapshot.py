"""One generation of the index in memory: immutable, shared by all threads of a process."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np

from search.analysis import Placed
from search.entries import WORD_FIELDS, Card
from search.folder import IndexFolder, IndexMissing, IndexOutdated
from search.layout import ENCODING, Layout
from search.segment_reader import SegmentReader

SCOPES: dict[str, tuple[str, ...]] = {
    "all": WORD_FIELDS,
    "title": ("title",),
    "preamble": ("preamble",),
    "operative": ("operative",),
    "notes": ("notes",),
    "symbol": ("symbol",),
}
BOOSTS = {"symbol": 6.0, "title": 5.0, "operative": 1.2, "preamble": 1.0, "body": 1.0, "notes": 0.6}
K1, B = 1.2, 0.6  # BM25; usual values, b a little lower because resolutions differ much in length
CACHE_BYTES = 32 * 1024 * 1024
MANY = 50_000  # places; above this a table is quicker than looking each one up

Ids = np.ndarray
NO_IDS: Ids = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents that have a term, ascending, and what the term adds to the score of each."""

    ids: Ids
    impacts: np.ndarray


NOTHING = Postings(NO_IDS, np.empty(0, np.float32))


class Snapshot:
    """Documents are numbered through all segments; deleted ones keep their number and are never found."""

    def __init__(self, opened: Sequence[tuple[SegmentReader, Sequence[int]]]):
        self.segments = [segment for segment, _ in opened]
        self.bases = np.cumsum([0, *(segment.count for segment in self.segments)]).tolist()
        self.size = self.bases[-1]
        self.live = np.ones(self.size, bool)
        for base, (_, deleted) in zip(self.bases, opened, strict=False):
            self.live[[base + number for number in deleted]] = False
        self.count = int(self.live.sum())
        self.keys, self.years, self.days, self.cited, self._lengths = (
            self._column(name) for name in ("key", "year", "day", "cited", "length")
        )
        average = self._lengths[self.live].mean() if self.count else 1.0
        self._norms = (K1 * (1 - B + B * self._lengths / max(average, 1.0))).astype(np.float32)
        self._lists: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._standing: np.ndarray | None = None

    def _column(self, name: str) -> np.ndarray:
        return np.concatenate([NO_IDS, *(segment.numbers[name] for segment in self.segments)])

    @cached_property
    def everything(self) -> Ids:
        return np.flatnonzero(self.live)

    def standing(self, of_kind: Mapping[str, float]) -> np.ndarray:
        """For each document what its kind is worth; worked out once."""
        if self._standing is None:
            worth = np.zeros(self.size, np.float32)
            for kind, value in of_kind.items():
                worth[self.raw(("kind",), kind)[0]] = value
            self._standing = worth
        return self._standing

    # Finding

    def postings(self, scope: str, term: str) -> Postings:
        """A term's documents in the fields of ``scope``; the most used lists are kept ready."""
        with self._lock:
            if (found := self._lists.get((scope, term))) is not None:
                self._lists.move_to_end((scope, term))
                return found
        found = self.weighed(*self.raw(SCOPES[scope], term))
        with self._lock:
            self._keep((scope, term), found)
        return found

    def _keep(self, key: tuple[str, str], found: Postings) -> None:
        if key not in self._lists:
            self._lists[key] = found
            self._bytes += _size(found)
            while self._bytes > CACHE_BYTES and len(self._lists) > 1:
                self._bytes -= _size(self._lists.popitem(last=False)[1])

    def weighed(self, ids: Ids, weights: np.ndarray) -> Postings:
        """BM25 for each document that has something ``weights`` times."""
        if not len(ids):
            return NOTHING
        rarity = np.log(1 + (self.count - len(ids) + 0.5) / (len(ids) + 0.5))
        return Postings(ids, (rarity * (K1 + 1) * weights / (weights + self._norms[ids])).astype(np.float32))

    def raw(self, fields: Sequence[str], term: str) -> tuple[Ids, np.ndarray]:
        """Living documents with a term in any of ``fields``, and how often, the fields weighed by ``BOOSTS``."""
        ids, weights = [NO_IDS], [np.empty(0, np.float32)]
        for base, segment in zip(self.bases, self.segments, strict=False):
            for name in fields:
                if (found := segment.postings(name, term)) is not None:
                    ids.append(found[0].astype(np.int64) + base)
                    weights.append(found[1] * np.float32(BOOSTS.get(name, 1.0)))
        return self._merge(np.concatenate(ids), np.concatenate(weights), len(ids) > 2)

    def _merge(self, ids: Ids, weights: np.ndarray, is_mixed: bool) -> tuple[Ids, np.ndarray]:
        if is_mixed:
            ids, place = np.unique(ids, return_inverse=True)
            weights = np.bincount(place, weights, len(ids)).astype(np.float32)
        if self.count < self.size:
            keep = self.live[ids]
            ids, weights = ids[keep], weights[keep]
        return ids, weights

    def side_by_side(self, scope: str, tokens: Sequence[Placed]) -> tuple[Ids, np.ndarray]:
        """Living documents in which ``tokens`` stand at their offsets from one place, and how often."""
        ids = [NO_IDS]
        for base, segment in zip(self.bases, self.segments, strict=False):
            places = _side_by_side(segment, SCOPES[scope], tokens)
            ids.append(np.searchsorted(segment.starts, places, "right") - 1 + base)
        return self._merge(*np.unique(np.concatenate(ids), return_counts=True), False)

    # Showing

    def _segment_of(self, number: int) -> tuple[SegmentReader, int]:
        index = bisect_right(self.bases, number) - 1
        return self.segments[index], number - self.bases[index]

    def text(self, number: int) -> str:
        """All of a document folded."""
        segment, local = self._segment_of(number)
        return segment.bytes_of("text", local).decode(ENCODING, "surrogatepass")

    def passage(self, number: int, start: int, end: int) -> str:
        """Part of a document as printed, by places of its layout."""
        segment, local = self._segment_of(number)
        return segment.bytes_of("reading", local, 2 * start, 2 * end).decode(ENCODING, "surrogatepass")

    def card(self, number: int) -> Card:
        segment, local = self._segment_of(number)
        return Card.from_bytes(segment.bytes_of("card", local))

    def layout(self, number: int) -> Layout:
        segment, local = self._segment_of(number)
        return Layout.from_bytes(segment.bytes_of("layout", local))

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The terms of a field in each segment and how many documents have them, deleted ones included."""
        for segment in self.segments:
            yield from segment.terms(field, prefix)

    def stamps(self) -> dict[int, str]:
        """The state in which each document was indexed, by its key."""
        return {card.key: card.stamp for card in map(self.card, self.everything.tolist())}


def _size(postings: Postings) -> int:
    return postings.ids.nbytes + postings.impacts.nbytes + 300


def _side_by_side(segment: SegmentReader, fields: Sequence[str], tokens: Sequence[Placed]) -> np.ndarray:
    """Where all ``tokens`` stand at their offsets: the rarest one's places, thinned out by the others."""
    lists = [([places for name in fields if len(places := segment.places(name, t.token))], t.offset) for t in tokens]
    lists.sort(key=lambda one: sum(map(len, one[0])))
    if not lists or not lists[0][0]:
        return np.empty(0, np.uint32)
    (rarest, offset), *others = lists
    places = np.sort(np.concatenate(rarest), kind="stable") if len(rarest) > 1 else rarest[0]
    places = places[places >= offset] - np.uint32(offset)
    for parts, offset in others:
        if not len(places):
            break
        wanted = places + np.uint32(offset)
        places = places[np.logical_or.reduce([_among(wanted, part) for part in parts])] if parts else places[:0]
    return places


def _among(wanted: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which of ``wanted`` are in ``places``; both ascending."""
    if len(wanted) > MANY:
        return np.isin(wanted, places, assume_unique=True, kind="table")
    where = np.searchsorted(places, wanted)
    where[where == len(places)] = 0
    return places[where] == wanted


class Reader:
    """Gives the newest snapshot and opens only what is new in it."""

    def __init__(self, folder: IndexFolder):
        self.folder = folder
        self._lock = Lock()
        self._mark: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._open: dict[str, SegmentReader] = {}

    def snapshot(self) -> Snapshot:
        """The newest whole generation. Raises ``IndexMissing`` or ``IndexOutdated``."""
        mark = self.folder.mark()
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
                build = self.folder.build()
                segments = self.folder.segments(build)
                opened = {s.segid: self._open.get(s.segid) or SegmentReader(build, s) for s in segments}
                self._open = opened
                return Snapshot([(opened[s.segid], tuple(s.deleted_docs())) for s in segments])
            except IndexOutdated:
                raise
            except Exception as error:  # a file gone or cut short
                if attempt == tries - 1:
                    raise IndexMissing("检索索引不完整。") from error
        raise AssertionError
