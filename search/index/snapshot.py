"""One generation of the index in memory: immutable, shared by all threads of a process.

A position counts characters in the squeezed texts of all documents (``search.chinese.squeezing``), joined in the order
of their numbers. An offset counts characters in the folded text of one document, punctuation included.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from threading import Lock
from time import monotonic
from typing import TypeAlias

import numpy as np

from resolutions.lru_cache import ByteLRU
from search.chinese.cover import PositionedToken
from search.index.document_text import DocumentText
from search.index.entries import TEXT_FIELDS
from search.index.folder import IndexFolder
from search.index.manifest import FileStatus, Generation, find_damaged_files, get_file_statuses
from search.index.passage_layout import PassageLayout
from search.index.positions import Positions
from search.index.schema import CONTEXT_MARK, PARAGRAPH_MARK, STRUCTURE_FIELD
from search.index.segment_reader import FacetColumn, SegmentReader
from search.kernels import choose_kernels
from search.kernels.plain import Packed, StructureParts
from search.protocol.documents import Card
from search.protocol.errors import IndexDamagedError, IndexOutdatedError, IndexUnavailableError
from search.weights import BM25_B, BM25_K1, FIELD_BOOSTS

SCOPE_FIELDS: dict[str, tuple[str, ...]] = {
    "all": TEXT_FIELDS,
    "title": ("title", "agenda"),
    "own_title": ("title",),
    "agenda": ("agenda",),
    "preamble": ("preamble",),
    "operative": ("operative",),
    "notes": ("notes",),
    "body": ("body",),
    "symbol": ("symbol",),
}
SCOPE_FIELDS |= {  # all sections but one
    f"not_{name}": tuple(field for field in TEXT_FIELDS if field not in SCOPE_FIELDS[name])
    for name in ("title", "preamble", "operative", "body", "notes")
}
POSTING_CACHE_BYTES, POSITION_CACHE_BYTES = 12 * 1024 * 1024, 24 * 1024 * 1024  # of one process, at least
# A list is as long as the index is large. With these shares 40 different queries over 30,000 texts read each list once.
POSTING_CACHE_BYTES_PER_DOCUMENT, POSITIONS_PER_CACHE_BYTE = 2048, 2
MAX_OPEN_ATTEMPTS = 20  # of opening a generation that a writer replaces meanwhile
RECHECK_SECONDS = 2.0  # between two looks at the status of all files

ChangeToken: TypeAlias = tuple[int, int]  # see IndexFolder.change_token
Statuses: TypeAlias = dict[str, FileStatus | None]  # by name of a file
Ids: TypeAlias = np.ndarray  # document numbers, ascending
NO_IDS: Ids = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """Numbers of the documents that have a term, ascending, and the term's BM25 score in each.

    ``packed`` are the documents as ``match_words`` takes them.
    """

    ids: Ids
    impacts: np.ndarray
    packed: Packed = None


NO_POSTINGS = Postings(NO_IDS, np.empty(0, np.float32))


class Snapshot:
    """Read access to all segments of one generation.

    Documents are numbered from 0 across the segments. A deleted document keeps its number and is never found.
    ``starts`` are the positions at which the documents' texts begin, followed by the end of the last one.
    """

    def __init__(self, opened: Sequence[tuple[SegmentReader, Sequence[int]]]):
        """Combine ``opened``: each segment with the numbers of its deleted documents."""
        self.segments = [segment for segment, _ in opened]
        self.bases: list[int] = np.cumsum([0, *(segment.count for segment in self.segments)]).tolist()
        self.size = self.bases[-1]
        self.live = np.ones(self.size, bool)
        for base, (_, deleted) in zip(self.bases, opened, strict=False):
            self.live[[base + number for number in deleted]] = False
        self.count = int(self.live.sum())
        self.keys, self.years, self.days, self.cited, self.added, self._lengths = (
            self._column(name) for name in ("key", "year", "day", "cited", "added", "length")
        )
        starts = np.concatenate([[0], np.cumsum(self._lengths)])
        self.starts: Positions = starts.astype(np.uint32) if starts[-1] < 2**32 else starts
        self.kernels = choose_kernels(self.starts.dtype)
        average = self._lengths[self.live].mean() if self.count else 1.0
        self._norms = (BM25_K1 * (1 - BM25_B + BM25_B * self._lengths / max(average, 1.0))).astype(np.float32)
        self._postings: ByteLRU[Postings] = ByteLRU(
            max(POSTING_CACHE_BYTES, self.size * POSTING_CACHE_BYTES_PER_DOCUMENT)
        )
        self._positions: ByteLRU[Positions] = ByteLRU(
            max(POSITION_CACHE_BYTES, int(starts[-1]) // POSITIONS_PER_CACHE_BYTE)
        )
        self._structures: dict[str, StructureParts] = {}
        self._facet_columns: dict[str, FacetColumn] = {}
        self._static_scores: tuple[Mapping[str, float], float, np.ndarray] | None = None

    def _column(self, name: str) -> np.ndarray:
        return np.concatenate([NO_IDS, *(segment.numeric_columns[name] for segment in self.segments)])

    @cached_property
    def live_ids(self) -> Ids:
        """Numbers of the documents that are not deleted."""
        return np.flatnonzero(self.live)

    def static_scores(self, kind_boosts: Mapping[str, float], citation_boost: float) -> np.ndarray:
        """Return the part of each document's score that no query changes; that of the last arguments is cached.

        It is the boost of the document's kind plus ``citation_boost`` times log(1 + citations received).
        """
        cached = self._static_scores
        if cached and cached[0] == kind_boosts and cached[1] == citation_boost:
            return cached[2]
        scores: np.ndarray = (citation_boost * np.log1p(self.cited)).astype(np.float32)
        for kind, boost in kind_boosts.items():
            scores[self.term_frequencies(("kind",), kind)[0]] += boost
        self._static_scores = dict(kind_boosts), citation_boost, scores
        return scores

    # Finding

    def postings(self, scope: str, term: str) -> Postings:
        """Return the scored posting list of a term in the fields of ``scope``, from the LRU cache if it is there."""

        if postings := self._postings.get((scope, term)):
            return postings

        def compute() -> Postings:
            ids, frequencies = self.term_frequencies(SCOPE_FIELDS[scope], term)
            return replace(self._score(ids, frequencies), packed=self.kernels.pack_ids(ids, self.size))

        return self._postings.get_or_compute((scope, term), compute, _posting_bytes)

    def term_frequencies(self, fields: Sequence[str], term: str) -> tuple[Ids, np.ndarray]:
        """Return the live documents that have a term in any of ``fields``, and its frequency in each.

        Frequencies of several fields are added, each multiplied by its ``FIELD_BOOSTS``.
        """
        lists = [
            (base, name, postings)
            for base, segment in zip(self.bases, self.segments, strict=False)
            for name in fields
            if (postings := segment.postings(name, term)) is not None
        ]
        if not lists:
            return NO_IDS, NO_POSTINGS.impacts
        frequencies = np.zeros(self.size, np.float32)
        for base, name, (ids, counts) in lists:
            frequencies[ids.astype(np.int64) + base] += counts * np.float32(FIELD_BOOSTS.get(name, 1.0))
        return self._select_live(frequencies)

    def positions(self, scope: str, term: str) -> Positions:
        """Return the sorted positions of a term in the fields of ``scope``, from the LRU cache if they are there."""

        positions = self._positions.get((scope, term))
        if positions is not None:
            return positions

        def compute() -> Positions:
            return self._read_positions(SCOPE_FIELDS[scope], term)

        return self._positions.get_or_compute((scope, term), compute, _position_bytes)

    def _read_positions(self, fields: Sequence[str], term: str) -> Positions:
        parts = []
        for base, segment in zip(self.bases, self.segments, strict=False):
            for name in fields:
                if len(positions := segment.positions(name, term)):
                    parts.append(positions + self.starts[base] if base else positions)
        if len(parts) < 2:
            return parts[0] if parts else np.empty(0, self.starts.dtype)
        return self.kernels.merge_positions(parts)

    @cached_property
    def paragraph_starts(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions at which titles, agenda items, paragraphs and contexts of footnote marks begin, ascending.

        The second array says whether each is no context. The end of the last document comes last.
        """
        found = [self._read_positions((STRUCTURE_FIELD,), mark) for mark in (PARAGRAPH_MARK, CONTEXT_MARK)]
        starts = np.concatenate([*found, self.starts[-1:]]).astype(np.int64)
        order = starts.argsort(kind="stable")
        return starts[order], (np.arange(len(starts)) < len(found[0]))[order]

    def phrase_positions(self, scope: str, tokens: Sequence[PositionedToken]) -> Positions:
        """Return the positions at which a phrase begins, that is, each of ``tokens`` occurs at its offset."""
        return self.kernels.find_phrase([(self.positions(scope, token.token), token.offset) for token in tokens])

    def select_clear(self, positions: Positions, mark: str, first: int, last: int) -> Positions:
        """Return the positions without a ``mark`` between their characters ``first`` to ``last`` (exclusive)."""
        return self.kernels.select_clear(positions, self._structure(mark), first, last)

    def _structure(self, mark: str) -> StructureParts:
        """Return the marks of each segment as ``select_clear`` takes them; a segment keeps them for later snapshots."""
        if mark not in self._structures:
            parts: StructureParts = []
            for segment, low, high in zip(self.segments, self.bases, self.bases[1:], strict=False):
                begin, end, key = int(self.starts[low]), int(self.starts[high]), (self.kernels.NAME, mark)
                if key not in segment.packed_marks:
                    marks = segment.positions(STRUCTURE_FIELD, mark)
                    segment.packed_marks[key] = self.kernels.pack_marks(marks, end - begin)
                parts.append((begin, end, segment.packed_marks[key]))
            self._structures[mark] = parts
        return self._structures[mark]

    def select(self, positions: Positions, mark: str, check: Callable[[Positions, Positions], np.ndarray]) -> Positions:
        """Return the ``positions`` for which ``check`` is true.

        It is called for each segment with the positions of ``mark`` in its structure and with the positions in it.
        """
        if not len(positions):
            return positions
        bounds = positions.searchsorted(self.starts[self.bases]).tolist()
        flags = []
        for segment, base, low, high in zip(self.segments, self.bases, bounds, bounds[1:], strict=False):
            inside = positions[low:high] - self.starts[base]
            flags.append(check(segment.positions(STRUCTURE_FIELD, mark), inside))
        selected: Positions = positions[np.concatenate(flags)]
        return selected

    def postings_at(self, positions: Positions) -> Postings:
        """Return the scored posting list of the live documents that contain ``positions``."""
        if not len(positions):
            return NO_POSTINGS
        return self._score(*self.kernels.count_documents(positions, self.starts, self.live.view(np.uint8)))

    def _select_live(self, frequencies: np.ndarray) -> tuple[Ids, np.ndarray]:
        """Return the live documents with a frequency above 0, and these frequencies."""
        if self.count < self.size:
            frequencies = frequencies * self.live
        ids = frequencies.nonzero()[0]
        return ids, frequencies[ids]

    def _score(self, ids: Ids, frequencies: np.ndarray) -> Postings:
        """Score documents by BM25."""
        if not len(ids):
            return NO_POSTINGS
        return Postings(ids, self.kernels.score(ids, frequencies, self._norms, self.count, BM25_K1))

    def positions_in(self, positions: Positions, ids: Ids) -> list[np.ndarray]:
        """Return for each document of ``ids`` the ``positions`` inside it, counted from its start."""
        firsts = self.starts[ids]
        bounds = zip(positions.searchsorted(firsts), positions.searchsorted(self.starts[ids + 1]), firsts, strict=True)
        return [positions[low:high].astype(np.int64) - int(first) for low, high, first in bounds]

    # Showing

    def _locate(self, number: int) -> tuple[SegmentReader, int]:
        """Return the segment of a document and the document's number in it."""
        index = bisect_right(self.bases, number) - 1
        return self.segments[index], number - self.bases[index]

    def text(self, number: int) -> DocumentText:
        """Return the text of a document; nothing is read yet."""
        segment, local = self._locate(number)
        base = int(self.starts[number - local])
        return DocumentText(segment, local, int(self.starts[number]) - base, int(self.starts[number + 1]) - base)

    def card(self, number: int) -> Card:
        """Read the card of a document."""
        segment, local = self._locate(number)
        return segment.card(local)

    def layout(self, number: int) -> PassageLayout:
        """Read the passage layout of a document."""
        segment, local = self._locate(number)
        return PassageLayout.from_bytes(segment.read_bytes("layout", local))

    def facet_values(self, field: str) -> FacetColumn:
        """Return the values of a keyword field in all segments, deleted documents included; read once."""
        if field not in self._facet_columns:
            self._facet_columns[field] = self._read_facet_values(field)
        return self._facet_columns[field]

    def _read_facet_values(self, field: str) -> FacetColumn:
        columns = [segment.facet_values(field) for segment in self.segments]
        values = sorted({value for part, _, _ in columns for value in part})
        index_of = {value: index for index, value in enumerate(values)}
        documents, indices = [NO_IDS], [NO_IDS]
        for base, (part, numbers, part_indices) in zip(self.bases, columns, strict=False):
            documents.append(numbers + base)
            indices.append(np.array([index_of[value] for value in part], np.int64)[part_indices])
        return values, np.concatenate(documents), np.concatenate(indices)

    def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the terms of a field with their document counts, segment by segment, deleted documents included."""
        for segment in self.segments:
            yield from segment.terms(field, prefix)

    def stamps(self) -> dict[int, str]:
        """Return the stamp of each live document by its key; reads all cards."""
        return {card.key: card.stamp for card in map(self.card, self.live_ids.tolist())}

    def stamp(self, key: int) -> str:
        """Return the stamp of the live document with ``key``; an empty string when there is none. Reads one card."""
        for number in np.flatnonzero((self.keys == key) & self.live).tolist():
            return self.card(number).stamp
        return ""

    def without(self, keys: Iterable[int]) -> "Snapshot":
        """Return a snapshot of the same segments in which the documents with ``keys`` are deleted."""
        live = self.live & ~np.isin(self.keys, list(keys))
        bounds = zip(self.segments, self.bases[:-1], self.bases[1:], strict=True)
        return Snapshot([(segment, np.flatnonzero(~live[low:high]).tolist()) for segment, low, high in bounds])


def _posting_bytes(postings: Postings) -> int:
    return postings.ids.nbytes + postings.impacts.nbytes + (0 if postings.packed is None else postings.packed.nbytes)


def _position_bytes(positions: Positions) -> int:
    """Return 0 for positions that are a view of the memory-mapped file."""
    return positions.nbytes if positions.flags.owndata else 0


@dataclass(frozen=True, slots=True)
class _Reading:
    """Snapshot of the newest generation, or the error that prevented it, as one value."""

    change_token: ChangeToken  # of the folder when it was read
    outcome: Snapshot | IndexUnavailableError
    checked_at: float = -RECHECK_SECONDS  # time.monotonic

    def is_recent(self, token: ChangeToken) -> bool:
        return token == self.change_token and monotonic() - self.checked_at < RECHECK_SECONDS

    def result(self) -> Snapshot:
        if isinstance(self.outcome, IndexUnavailableError):
            raise self.outcome
        return self.outcome


@cache
def get_snapshot_manager(path: str) -> "SnapshotManager":
    """Return the snapshot manager of an index folder; all threads of the process share its decoded posting lists."""
    return SnapshotManager(IndexFolder(path))


class SnapshotManager:
    """Source of the newest snapshot; a segment that is already open is not opened again. Thread-safe.

    All files are verified before they are opened, and again when their status in the file system changes. The status
    is looked at once in ``RECHECK_SECONDS``, so that a query reads no checksums.
    """

    def __init__(self, folder: IndexFolder):
        self.folder = folder
        self._lock = Lock()
        self._latest: _Reading | None = None  # replaced as a whole: readers look at it without the lock
        self._generation: Generation | None = None  # the last one that was read, whole or not
        self._statuses: Statuses = {}  # of all its files
        self._whole: Statuses = {}  # of those that were verified
        self._open: dict[str, SegmentReader] = {}

    def snapshot(self) -> Snapshot:
        """Return the newest generation; one system call when nothing changed.

        Raises ``IndexUnavailableError``. A damage that was found is not looked for again until a file changes.
        """
        token = self.folder.change_token()
        if (reading := self._latest) and reading.is_recent(token):
            return reading.result()
        with self._lock:
            reading = self._latest
            if reading is None or not reading.is_recent(token):
                if reading is None or token != reading.change_token or self._is_changed_on_disk():
                    reading = self._read_newest(token)
                self._latest = reading = replace(reading, change_token=token, checked_at=monotonic())
            return reading.result()

    def expire(self) -> None:
        """Let the next call of ``snapshot`` look at the files, however recently they were looked at."""
        with self._lock:
            if self._latest:
                self._latest = replace(self._latest, checked_at=-RECHECK_SECONDS)

    def _is_changed_on_disk(self) -> bool:
        return self._generation is None or get_file_statuses(self._generation) != self._statuses

    def _read_newest(self, token: ChangeToken) -> "_Reading":
        """Return the snapshot of the newest generation, or the error that prevents it."""
        self._generation = None
        try:
            return _Reading(token, self._load())
        except IndexUnavailableError as error:
            return _Reading(token, error)

    def _load(self) -> Snapshot:
        """Verify and open the newest generation.

        A writer may remove files after ``CURRENT`` was read and before they are opened. Then ``CURRENT`` has changed,
        and the next attempt reads the newer generation.
        """
        for _ in range(MAX_OPEN_ATTEMPTS):
            token = self.folder.change_token()
            try:
                return self._open_generation(self.folder.current_generation())
            except IndexOutdatedError:
                raise
            except IndexUnavailableError:
                if self.folder.change_token() == token:
                    raise
            except Exception as error:  # a file that is removed meanwhile raises various exceptions in Whoosh
                if self.folder.change_token() == token:
                    raise IndexDamagedError([]) from error
        raise IndexDamagedError([])

    def _open_generation(self, generation: Generation) -> Snapshot:
        statuses = get_file_statuses(generation)
        self._generation, self._statuses = generation, statuses
        files = generation.manifest.files
        changed = [name for name in files if statuses[name] is None or statuses[name] != self._whole.get(name)]
        damaged = find_damaged_files(generation, changed)
        self._whole = {name: status for name, status in statuses.items() if name not in damaged}
        if damaged:
            raise IndexDamagedError(damaged)
        segments = self.folder.segments(generation)
        reusable = {segid: reader for segid, reader in self._open.items() if not _has_file(segid, changed)}
        self._open = {s.segid: reusable.get(s.segid) or SegmentReader(generation.build, s) for s in segments}
        return Snapshot([(self._open[s.segid], tuple(s.deleted_docs())) for s in segments])


def _has_file(segment_id: str, names: Iterable[str]) -> bool:
    return any(f"_{segment_id}." in name for name in names)
