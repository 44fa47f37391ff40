"""Changes of the index: replace some documents, or rebuild all of it beside the current build.

A writer verifies the files that it reads before it reads them; readers verify the others.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from math import log
from pathlib import Path
from typing import TypeAlias

import numpy as np

from search.index.entries import IndexEntry, build_entry
from search.index.folder import IndexFolder, require_whole
from search.index.manifest import FileRecord, list_segment_files, record_files
from search.index.segment_reader import SegmentReader, get_column_name, read_numeric_column
from search.index.segment_writer import write_segment
from search.index.whoosh_types import Segment
from search.protocol.documents import IndexableDocument
from search.protocol.engine import CatchUp

MERGE_FACTOR = 8  # so many segments of one order of size are merged; also the base of these orders
MAX_MERGE_DOCUMENTS = 512  # documents; larger segments are not merged, which bounds the time of one change
MAX_SEGMENT_CHARACTERS = 10_000_000  # bounds the memory of a rebuild to less than half a gigabyte

Verify: TypeAlias = Callable[[Iterable[str]], None]


def replace_documents(folder: IndexFolder, sources: Iterable[IndexableDocument], keys: Iterable[int]) -> None:
    """Remove ``keys`` and add ``sources`` in one new generation. The write lock must be held.

    Raises ``IndexUnavailableError`` when the current build cannot be changed, and ``OSError`` when the disk is full or
    the folder cannot be written; the current generation then stays.
    """
    current = folder.current_generation()
    segments = folder.segments(current)
    try:
        changed = _apply_changes(current.build, segments, sources, keys, partial(require_whole, current))
        folder.commit(current.build, changed)
    except BaseException:
        folder.remove_strays(current.build)
        raise


def _apply_changes(
    build: Path, segments: list[Segment], sources: Iterable[IndexableDocument], keys: Iterable[int], verify: Verify
) -> list[Segment]:
    """Return ``segments`` without ``keys`` and with a new segment for ``sources``.

    ``verify`` is called with the names of the files that are read next.
    """
    removed = np.array(sorted(set(keys)), np.int64)
    verify([get_column_name(segment, "key") for segment in segments])
    for segment in segments:
        for number in np.flatnonzero(np.isin(read_numeric_column(build, segment, "key"), removed)).tolist():
            segment.delete_document(number)
    segments = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    merged = _select_for_merge(segments)
    verify([name for segment in merged for name in list_segment_files(build, segment)])
    entries = chain(map(build_entry, sources), *(_live_entries(build, segment) for segment in merged))
    added = write_segment(build, entries)
    unchanged = [segment for segment in segments if segment not in merged]
    return [*unchanged, added] if added else unchanged


def _select_for_merge(segments: Iterable[Segment]) -> list[Segment]:
    """Return ``MERGE_FACTOR`` or more segments of the smallest order of size that has so many, to merge them.

    They are written again with the new documents. Thus a document is written again once for each order of size, not
    at each change.
    """
    by_order: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.doc_count_all() < MAX_MERGE_DOCUMENTS:
            by_order.setdefault(int(log(segment.doc_count_all(), MERGE_FACTOR)), []).append(segment)
    return next((group for _, group in sorted(by_order.items()) if len(group) >= MERGE_FACTOR), [])


def _live_entries(build: Path, segment: Segment) -> Iterator[IndexEntry]:
    reader = SegmentReader(build, segment)
    return (reader.entry(number) for number in range(reader.count) if not segment.is_deleted(number))


def rebuild_index(folder: IndexFolder, sources: Iterable[IndexableDocument], catch_up: CatchUp | None = None) -> None:
    """Write a new build and switch to it. The write lock must not be held.

    Others may change the current build meanwhile. Before the switch, ``catch_up`` is called with the write lock
    held; it returns documents and keys as ``replace_documents`` takes them. Raises ``OSError`` when the disk is full
    or the folder cannot be written; the current build then stays.
    """
    stamps: dict[int, str] = {}
    with folder.new_build() as build:
        entries = (_record_stamp(build_entry(source), stamps) for source in sources)
        segments = []
        records: dict[str, FileRecord] = {}
        while segment := write_segment(build, _next_segment_entries(entries)):
            segments.append(segment)
            records |= record_files(build, list_segment_files(build, segment))
        with folder.write_lock():
            late, keys = catch_up(stamps) if catch_up else ((), ())
            changed = _apply_changes(build, segments, late, keys, _trust) if keys else segments
            folder.commit(build, changed, records)


def _trust(names: Iterable[str]) -> None:
    """Verify nothing: this process has just written the files."""


def _record_stamp(entry: IndexEntry, stamps: dict[int, str]) -> IndexEntry:
    stamps[entry.card.key] = entry.card.stamp
    return entry


def _next_segment_entries(entries: Iterator[IndexEntry]) -> Iterator[IndexEntry]:
    """Yield entries until they have ``MAX_SEGMENT_CHARACTERS``."""
    characters = 0
    while characters < MAX_SEGMENT_CHARACTERS and (entry := next(entries, None)):
        characters += len(entry.text)
        yield entry
