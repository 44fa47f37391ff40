"""Changing the index: some documents, or all of it beside the old one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from math import log
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment

from search.index.entries import IndexableDocument, IndexEntry, build_entry
from search.index.folder import IndexFolder
from search.index.segment_reader import SegmentReader, read_numeric_column
from search.index.segment_writer import write_segment

MERGE_FACTOR = 8  # segments of about the same size; then they are written as one
CatchUp = Callable[[Mapping[int, str]], tuple[Iterable[IndexableDocument], Iterable[int]]]
MAX_MERGE_DOCUMENTS = 512  # documents; larger segments are left alone, so that no change takes long
MAX_SEGMENT_CHARACTERS = 24_000_000  # bounds the memory of a rebuild to about half a gigabyte


def replace_documents(folder: IndexFolder, sources: Iterable[IndexableDocument], keys: Iterable[int]) -> None:
    """Take ``keys`` out and put ``sources`` in, as one new generation. The writer's lock must be held.

    Raises ``IndexMissingError`` or ``IndexOutdatedError`` when there is nothing that could be changed.
    """
    build = folder.current_build()
    folder.commit(build, _changed(build, folder.segments(build), sources, keys))


def _changed(
    build: Path, segments: list[Segment], sources: Iterable[IndexableDocument], keys: Iterable[int]
) -> list[Segment]:
    """``segments`` without ``keys`` and with ``sources``."""
    removed = np.array(sorted(set(keys)), np.int64)
    for segment in segments:
        for number in np.flatnonzero(np.isin(read_numeric_column(build, segment, "key"), removed)).tolist():
            segment.delete_document(number)
    segments = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    crowded = _crowded(segments)
    entries = chain(map(build_entry, sources), *(_living(build, segment) for segment in crowded))
    added = write_segment(build, entries)
    kept = [segment for segment in segments if segment not in crowded]
    return [*kept, added] if added else kept


def _crowded(segments: Iterable[Segment]) -> list[Segment]:
    """Segments of one order of size when there are too many of it, the smallest first: the new one takes them in.

    A document is thus written anew once for each order of size, not at each change.
    """
    of_size: dict[int, list[Segment]] = {}
    for segment in segments:
        if segment.doc_count_all() < MAX_MERGE_DOCUMENTS:
            of_size.setdefault(int(log(segment.doc_count_all(), MERGE_FACTOR)), []).append(segment)
    return next((alike for _, alike in sorted(of_size.items()) if len(alike) >= MERGE_FACTOR), [])


def _living(build: Path, segment: Segment) -> Iterator[IndexEntry]:
    """The documents of a segment that were not deleted, as they were written."""
    reader = SegmentReader(build, segment)
    return (reader.entry(number) for number in range(reader.count) if not segment.is_deleted(number))


def rebuild_index(folder: IndexFolder, sources: Iterable[IndexableDocument], catch_up: CatchUp | None = None) -> None:
    """Write a new build and switch to it in one step. The writer's lock must not be held.

    Others may change the current build meanwhile. Before the switch, under the writer's lock,
    ``catch_up`` is told the stamps of the documents written, by key, and gives what to put in
    and what to take out as ``replace_documents`` takes it.
    """
    stamps: dict[int, str] = {}
    with folder.new_build() as build:
        entries = (_noted(build_entry(source), stamps) for source in sources)
        segments = []
        while segment := write_segment(build, _some(entries)):
            segments.append(segment)
        with folder.write_lock():
            late, keys = catch_up(stamps) if catch_up else ((), ())
            folder.commit(build, _changed(build, segments, late, keys) if keys else segments)


def _noted(entry: IndexEntry, stamps: dict[int, str]) -> IndexEntry:
    stamps[entry.card.key] = entry.card.stamp
    return entry


def _some(entries: Iterator[IndexEntry]) -> Iterator[IndexEntry]:
    """The next entries, as many as make one segment."""
    characters = 0
    while characters < MAX_SEGMENT_CHARACTERS and (entry := next(entries, None)):
        characters += len(entry.text)
        yield entry
