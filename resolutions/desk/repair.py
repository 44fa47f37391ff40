"""What a killed process may leave behind, seen and finished: uploads, index, counts, originals."""

from dataclasses import dataclass

from resolutions.comparison.sketch import sketch_document
from resolutions.desk import uploads
from resolutions.models import SourceFile, TextVersion, Upload
from resolutions.writing import originals
from resolutions.writing.corrections import recount_all
from search import indexing

_AT_ONCE = 200  # rows


@dataclass(frozen=True, slots=True)
class PendingRepairs:
    """What remains to do; falsy when nothing does. ``missing`` cannot be repaired here: the bytes are gone."""

    waiting: int
    index: int
    stray: int = 0
    sketches: int = 0
    missing: tuple[SourceFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.waiting or self.index or self.stray or self.sketches)


@dataclass(frozen=True, slots=True)
class RepairResult:
    """What was done. ``uploads`` are those read now, with their sentence."""

    uploads: tuple[Upload, ...]
    index: int
    counts: int
    sketches: int


def find_pending_quickly() -> PendingRepairs:
    """What a page can look for at every view: uploads and index, not every stored file."""
    return PendingRepairs(uploads.waiting_uploads().count(), _index_differences(indexing.find_differences()))


def find_pending() -> PendingRepairs:
    """Look for all that remains to do; nothing is written."""
    return PendingRepairs(
        waiting=uploads.waiting_uploads().count(),
        index=_index_differences(indexing.find_differences()),
        stray=len(originals.find_orphans()),
        sketches=_without_sketch().count(),
        missing=tuple(originals.find_missing()),
    )


def repair_all() -> RepairResult:
    """Finish what remains; can be repeated, and a second time does nothing.

    A stored file without a row becomes an upload again: nothing that reached the desk is lost.
    """
    for sha256 in originals.find_orphans():
        uploads.receive_file(originals.read_original(sha256), f"未登记的原件 {sha256[:10]}")
    read = tuple(uploads.process_upload(upload) for upload in uploads.waiting_uploads())
    counts, sketches = recount_all(), _fill_sketches()
    return RepairResult(read, _index_differences(indexing.repair_index()), counts, sketches)


def _index_differences(found: indexing.IndexDifferences) -> int:
    return len(found.missing) + len(found.outdated) + len(found.surplus)


def _without_sketch():
    return TextVersion.objects.filter(sketch=[]).exclude(text="")


def _fill_sketches() -> int:
    """Versions from before the sketch was kept get theirs; texts too short for one stay without."""
    filled = 0
    for version in _without_sketch().iterator(chunk_size=_AT_ONCE):
        version.sketch = sketch_document(version.text)
        if version.sketch:
            version.save(update_fields=["sketch"])
            filled += 1
    return filled
