"""Find and finish the work that a killed process left: uploads, index, counts, originals."""

from dataclasses import dataclass

from django.db.models import QuerySet

from resolutions.comparison.sketch import sketch_document
from resolutions.desk import uploads
from resolutions.models import SourceFile, TextVersion, Upload
from resolutions.writing import originals
from resolutions.writing.citation_counts import recount_all
from search import indexing

_FETCH_BATCH_SIZE = 200  # rows


@dataclass(frozen=True, slots=True)
class PendingRepairs:
    """Numbers of unfinished items; false when there are none.

    ``waiting`` counts uploads, ``index`` documents, ``stray`` stored files without a row, ``sketches`` text versions.
    ``missing`` are originals with bytes that are gone; they do not count, because only a backup restores them.
    """

    waiting: int
    index: int
    stray: int = 0
    sketches: int = 0
    missing: tuple[SourceFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.waiting or self.index or self.stray or self.sketches)


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The uploads that were read, and numbers of documents indexed, counts corrected and sketches added."""

    uploads: tuple[Upload, ...]
    index: int
    counts: int
    sketches: int


def find_pending_quickly() -> PendingRepairs:
    """Look for unread uploads and index differences only; fast enough for every page view."""
    return PendingRepairs(uploads.waiting_uploads().count(), _count_differences(indexing.find_differences()))


def find_pending() -> PendingRepairs:
    """Look for all unfinished items; nothing is written."""
    return PendingRepairs(
        waiting=uploads.waiting_uploads().count(),
        index=_count_differences(indexing.find_differences()),
        stray=len(originals.find_orphans()),
        sketches=_versions_without_sketch().count(),
        missing=tuple(originals.find_missing()),
    )


def repair_all() -> RepairResult:
    """Finish all unfinished items; a second run does nothing.

    A stored file without a row becomes an upload again.
    """
    for sha256 in originals.find_orphans():
        uploads.receive_file(originals.read_original(sha256), f"未登记的原件 {sha256[:10]}")
    processed = tuple(uploads.process_upload(upload) for upload in uploads.waiting_uploads())
    counts, sketches = recount_all(), _fill_sketches()
    return RepairResult(processed, _count_differences(indexing.repair_index()), counts, sketches)


def _count_differences(differences: indexing.IndexDifferences) -> int:
    return len(differences.missing) + len(differences.outdated) + len(differences.surplus)


def _versions_without_sketch() -> QuerySet[TextVersion]:
    return TextVersion.objects.filter(sketch=[]).exclude(text="")


def _fill_sketches() -> int:
    """Add the sketch to versions without one; a text that is too short stays without."""
    filled = 0
    for version in _versions_without_sketch().iterator(chunk_size=_FETCH_BATCH_SIZE):
        version.sketch = sketch_document(version.text)
        if version.sketch:
            version.save(update_fields=["sketch"])
            filled += 1
    return filled
