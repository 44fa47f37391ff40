"""Changing the index: some documents, or all of it beside the old one."""

from collections.abc import Iterable

import numpy as np

from search.entries import Source, make_entry
from search.folder import IndexFolder
from search.segments import SegmentFiles, write_segment
from search.words import dictionary

DOCUMENTS_A_SEGMENT = 6_000  # bounds the memory of a rebuild to about half a gigabyte


def replace(folder: IndexFolder, sources: Iterable[Source], keys: Iterable[int]) -> None:
    """Take ``keys`` out and put ``sources`` in, as one new generation. The writer's lock must be held.

    Raises ``IndexMissing`` or ``IndexOutdated`` when there is nothing that could be changed.
    """
    build = folder.build()
    segments = folder.segments(build)
    removed = np.array(sorted(set(keys)), np.int64)
    for segment in segments:
        for number in np.flatnonzero(np.isin(SegmentFiles(build, segment).numbers["key"], removed)).tolist():
            segment.delete_document(number)
    words = dictionary()
    added = write_segment(build, (make_entry(source, words) for source in sources))
    kept = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    folder.commit(build, [*kept, added] if added else kept)


def rebuild(folder: IndexFolder, sources: Iterable[Source]) -> None:
    """Write a new build and switch to it in one step. The writer's lock must be held."""
    build = folder.new_build()
    words = dictionary()
    segments, batch = [], []
    for source in sources:
        batch.append(make_entry(source, words))
        if len(batch) == DOCUMENTS_A_SEGMENT:
            segments.append(write_segment(build, batch))
            batch = []
    if batch:
        segments.append(write_segment(build, batch))
    folder.commit(build, segments)
