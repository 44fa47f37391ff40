"""One generation of the index in memory: immutable, shared by all threads of a process."""

import json
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np

from search.entries import FIELD_OF_KIND, WORD_FIELDS
from search.folder import IndexFolder, IndexMissing
from search.segments import SegmentFiles

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
POSTING_CACHE_BYTES = 32 * 1024 * 1024

Ids = np.ndarray


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents that have a term, ascending, and what the term adds to the score of each."""

    ids: Ids
    impacts: np.ndarray


NOTHING = Postings(np.empty(0, np.int64), np.empty(0, np.float32))


def field_of(card: dict, passage: int) -> str:
    """The index field of a unit of the text: of a passage by its number, -1 the title, -2 the symbol."""
    if passage < 0:
        return "title" if passage == -1 else "symbol"
    return FIELD_OF_KIND.get(card["passages"][passage][0], "body")


class Snapshot:
    """Documents are numbered through all segments; deleted ones keep their number and are never found."""

    def __init__(self, opened: Sequence[tuple[SegmentFiles, Sequence[int]]]):
        self.segments = [files for files, _ in opened]
        self.bases = np.cumsum([0, *(files.count for files in self.segments)])
        self.size = int(self.bases[-1])
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

    def _column(self, name: str) -> np.ndarray:
        return np.concatenate([np.empty(0, np.int64), *(files.numbers[name] for files in self.segments)])

    @cached_property
    def everything(self) -> Ids:
        return np.flatnonzero(self.live)

    def postings(self, scope: str, term: str) -> Postings:
        """A term's documents in the fields of ``scope``; the most used lists are kept ready."""
        with self._lock:
            if (found := self._lists.get((scope, term))) is not None:
                self._lists.move_to_end((scope, term))
                return found
        found = self._read(SCOPES[scope], term)
        with self._lock:
            if (scope, term) not in self._lists:
                self._lists[scope, term] = found
                self._bytes += found.ids.nbytes + found.impacts.nbytes + 200
                while self._bytes > POSTING_CACHE_BYTES and len(self._lists) > 1:
                    _, old = self._lists.popitem(last=False)
                    self._bytes -= old.ids.nbytes + old.impacts.nbytes + 200
        return found

    def _read(self, fields: tuple[str, ...], term: str) -> Postings:
        ids, weights = self.raw(fields, term)
        if not len(ids):
            return NOTHING
        rarity = np.log(1 + (self.count - len(ids) + 0.5) / (len(ids) + 0.5))
        return Postings(ids, (rarity * (K1 + 1) * weights / (weights + self._norms[ids])).astype(np.float32))

    def raw(self, fields: Sequence[str], term: str) -> tuple[Ids, np.ndarray]:
        """Living documents with a term in any of ``fields``, and how often, the fields weighed by ``BOOSTS``."""
        ids, weights = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for base, files in zip(self.bases, self.segments, strict=False):
            for name in fields:
                if (found := files.postings(name, term)) is not None:
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

    def _place(self, number: int) -> tuple[SegmentFiles, int]:
        index = int(np.searchsorted(self.bases, number, "right")) - 1
        return self.segments[index], number - int(self.bases[index])

    def containing(self, ids: Ids, needle: bytes) -> Ids:
        """Those of ``ids`` whose folded text holds ``needle``: read, not guessed."""
        found: list[int] = []
        cuts = np.searchsorted(ids, self.bases)
        for files, base, first, last in zip(self.segments, self.bases.tolist(), cuts, cuts[1:], strict=False):
            holds = files.holds
            found.extend(number for number in ids[first:last].tolist() if holds(number - base, needle))
        return np.array(found, np.int64)

    def text(self, number: int) -> bytes:
        files, local = self._place(number)
        return files.bytes_of("text", local)

    def reading(self, number: int) -> bytes:
        files, local = self._place(number)
        return files.bytes_of("reading", local)

    def card(self, number: int) -> dict:
        files, local = self._place(number)
        return json.loads(files.bytes_of("card", local))

    def stamps(self) -> dict[int, str]:
        """The state in which each document was indexed, by its key."""
        return {card["key"]: card["stamp"] for card in map(self.card, self.everything.tolist())}

    def any_in_scope(self, number: int, places: Sequence[int], scope: str) -> bool:
        """Whether any of ``places`` (bytes of the folded text) lies in a field of ``scope``."""
        card = self.card(number)
        starts = [start for start, _, _ in card["places"]]
        units = (card["places"][bisect_right(starts, place) - 1][1] for place in places)
        return any(field_of(card, passage) in SCOPES[scope] for passage in units)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        for files in self.segments:
            yield from files.terms(field, prefix)


class Reader:
    """Gives the newest snapshot and opens only what is new in it."""

    def __init__(self, folder: IndexFolder):
        self.folder = folder
        self._lock = Lock()
        self._mark: tuple[int, int] | None = None
        self._snapshot: Snapshot | None = None
        self._open: dict[str, SegmentFiles] = {}

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
                opened = {s.segid: self._open.get(s.segid) or SegmentFiles(build, s) for s in segments}
                self._open = opened
                return Snapshot([(opened[s.segid], tuple(s.deleted_docs())) for s in segments])
            except (OSError, IndexMissing) as error:
                if attempt == tries - 1:
                    raise IndexMissing("检索索引不完整。") from error
        raise AssertionError
