"""Find and finish the work that a killed process left: uploads, index, counts, originals."""

from collections.abc import Iterator
from dataclasses import dataclass

from resolutions.comparison.sketch import sketch_document
from resolutions.desk import old_texts, receiving, uploads
from resolutions.desk.background_reading import count_abandoned
from resolutions.models import TextVersion, Upload, UploadState
from resolutions.writing import originals, similar_paragraphs
from resolutions.writing.catalogue.stub_merge import find_yearless_stubs, merge_yearless_stubs
from resolutions.writing.citation_counts import recount_all
from resolutions.writing.errors import LostOriginalError
from search import indexing

_NOTHING_LOST = originals.LostOriginals()
_FETCH_BATCH_SIZE = 200  # rows


@dataclass(frozen=True, slots=True)
class PendingRepairs:
    """Numbers of unfinished items; false when there are none.

    ``waiting`` counts uploads, ``index`` documents, ``stray`` stored files without a row, ``sketches`` and
    ``languages`` text versions without one, ``titles`` documents without one, ``similar`` documents without similar
    paragraphs, ``yearless`` stubs without a year that belong to another document.
    ``index_problem`` is a Chinese sentence when the whole index is unusable; ``index`` then counts all documents.
    ``lost`` are originals that are missing or damaged; they do not count, because only a backup or an upload of the
    same bytes restores them.
    """

    waiting: int
    index: int
    stray: int = 0
    sketches: int = 0
    similar: int = 0
    languages: int = 0
    titles: int = 0
    yearless: int = 0
    lost: originals.LostOriginals = _NOTHING_LOST
    index_problem: str = ""

    def __bool__(self) -> bool:
        counts = (self.waiting, self.index, self.stray, self.sketches, self.similar, self.languages, self.titles)
        return any(counts) or bool(self.yearless or self.index_problem)


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The uploads that were read, and the numbers of what was done.

    ``index``, ``similar`` and ``titles`` count documents, ``counts`` corrected counts, ``sketches`` and ``languages``
    text versions, ``yearless`` merged stubs.
    """

    uploads: tuple[Upload, ...]
    index: int
    counts: int
    sketches: int
    similar: int
    languages: int
    titles: int
    yearless: int


def find_pending_quickly() -> PendingRepairs:
    """Look for unread uploads and index differences only; fast enough for every page view."""
    problem = indexing.index_health().sentence
    differences = indexing.find_differences()
    waiting = count_abandoned(list(uploads.waiting_uploads()))
    return PendingRepairs(waiting, _count_differences(differences), index_problem=problem)


def find_pending() -> PendingRepairs:
    """Look for all unfinished items and read all originals; nothing is written."""
    differences = indexing.find_differences(read_all_files=True)
    return PendingRepairs(
        waiting=uploads.waiting_uploads().count(),
        index=_count_differences(differences),
        index_problem=differences.reason,
        stray=len(originals.find_orphans()),
        sketches=sum(1 for _ in _missing_sketches()),
        similar=len(similar_paragraphs.find_outdated_ids()),
        languages=old_texts.versions_without_language().count(),
        titles=old_texts.untitled_documents().count(),
        yearless=len(find_yearless_stubs()),
        lost=originals.find_lost(),
    )


def repair_all() -> RepairResult:
    """Finish all unfinished items; a second run does nothing.

    A stored file without a row becomes an upload again.
    """
    originals.delete_unfinished()
    received = [_receive_orphan(sha256) for sha256 in originals.find_orphans()]
    processed = (
        *(upload for upload in received if upload.state == UploadState.REFUSED),
        *(uploads.process_upload(upload) for upload in uploads.waiting_uploads()),
    )
    yearless = len(merge_yearless_stubs())
    counts, sketches, outdated = recount_all(), _fill_sketches(), similar_paragraphs.find_outdated_ids()
    similar_paragraphs.update_similar_paragraphs(outdated)
    languages, titles = old_texts.fill_languages(), old_texts.fill_titles()
    indexed = _count_differences(indexing.repair_index())
    return RepairResult(processed, indexed, counts, sketches, len(outdated), languages, titles, yearless)


def _receive_orphan(sha256: str) -> Upload:
    """Make a stored file without a row an upload; a damaged one is refused and deleted."""
    name = f"未登记的原件 {sha256[:10]}"
    try:
        return receiving.receive_file(originals.read_original(sha256), name)
    except LostOriginalError:
        originals.delete_if_unused(sha256)
        return receiving.record_refusal(name, 0, "只存下了一部分，已删除；请重新上传。")


def _count_differences(differences: indexing.IndexDifferences) -> int:
    return len(differences.missing) + len(differences.outdated) + len(differences.surplus)


def _missing_sketches() -> Iterator[tuple[TextVersion, list[int]]]:
    """Yield each version that lacks its sketch, with the sketch; a text that is too short has none."""
    versions = TextVersion.objects.filter(sketch=[]).exclude(text="")
    for version in versions.iterator(chunk_size=_FETCH_BATCH_SIZE):
        if sketch := sketch_document(version.text):
            yield version, sketch


def _fill_sketches() -> int:
    filled = 0
    for version, sketch in _missing_sketches():
        version.sketch = sketch
        version.save(update_fields=["sketch"])
        filled += 1
    return filled
