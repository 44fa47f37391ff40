"""Synchronisation of the search index with the database: some documents after a commit, or all of them.

The database is read while the index's write lock is held, so the last writer writes the newest state. A change is
queued in its own transaction (``IndexUpdate``) and leaves the queue when the index has it. The next writer delivers
what an earlier one could not. ``find_differences`` compares everything, and ``repair_index`` corrects it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from resolutions.models import Document, IndexUpdate
from search import background_rebuild
from search.engine import search_engine
from search.protocol.documents import IndexableDocument
from search.protocol.engine import IndexHealth
from search.protocol.errors import IndexUnavailableError
from search.search_indexes import FETCH_BATCH_SIZE, build_indexables, build_stamp

Progress = Callable[[int], object]  # called with the number of documents done since the last call
WRITE_BATCH_SIZE = 25  # documents written while the write lock is held; other writers get it between two batches
PAUSE_SECONDS = 0.1  # between two batches; without it a process that waits for the lock would hardly ever get it
MIN_REBUILD_DIFFERENCES = 200  # documents; a rebuild is faster than so many changes, if they are a tenth of all


@dataclass(frozen=True, slots=True)
class IndexDifferences:
    """Primary keys of the documents that differ between index and database.

    ``missing`` are in the database alone, ``surplus`` in the index alone, ``outdated`` in both with different
    stamps. ``reason`` is a Chinese sentence when the whole index is unusable, otherwise empty.
    """

    missing: tuple[int, ...] = ()
    outdated: tuple[int, ...] = ()
    surplus: tuple[int, ...] = ()
    reason: str = ""

    @property
    def keys(self) -> list[int]:
        """All keys that differ."""
        return [*self.missing, *self.outdated, *self.surplus]

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.surplus or self.reason)


def index_health() -> IndexHealth:
    """Return the state of the index as readers get it; no query. A server starts the rebuild of an unusable index."""
    return search_engine().health()


def queue_update(document_ids: Iterable[int]) -> None:
    """Queue documents for the index. Call it in the transaction that changes them; one query."""
    IndexUpdate.objects.create(document_ids=sorted(set(document_ids)))


def update_documents(document_ids: Iterable[int]) -> None:
    """Write the published documents among ``document_ids`` to the index and remove the others from it.

    Queued documents are written with them. Call it after the commit. An unusable index is rebuilt instead, by a server
    in the background. Raises ``OSError`` when the index cannot be written; then the queue stays.
    """
    queued = dict(IndexUpdate.objects.values_list("pk", "document_ids"))
    try:
        _write_documents({*document_ids, *chain.from_iterable(queued.values())})
    except IndexUnavailableError:
        if background_rebuild.is_enabled():
            background_rebuild.request_rebuild(search_engine().is_being_rebuilt)
            return
        rebuild_from_database()
    IndexUpdate.objects.filter(pk__in=queued).delete()


def deliver_queued() -> None:
    """Write the documents that earlier writers queued and could not write; one query when there are none."""
    if has_undelivered():
        update_documents(())


def has_undelivered() -> bool:
    """Return whether changes wait for the index; one query."""
    return IndexUpdate.objects.exists()


def is_indexed(document: Document) -> bool:
    """Return whether the index has the present state of a document; at most two queries."""
    try:
        stamp = search_engine().stamp(document.pk)
    except IndexUnavailableError:
        return False
    if not document.is_held:
        return not stamp
    subject = document.agenda_item.name_zh if document.agenda_item else ""
    return stamp == build_stamp(document.updated_at, document.citations_in, subject)


def _write_documents(document_ids: Iterable[int]) -> None:
    """Write documents in batches. Other writers get the write lock between two of them."""
    engine, ids = search_engine(), sorted(set(document_ids))
    for start in range(0, len(ids), WRITE_BATCH_SIZE):
        if start:
            time.sleep(PAUSE_SECONDS)
        batch = ids[start : start + WRITE_BATCH_SIZE]
        engine.update(batch, partial(_read_documents, batch))


def rebuild_from_database(progress: Progress | None = None) -> None:
    """Write a new index beside the current one, then switch to it.

    Until the switch readers use the current index, and other processes may change it. Raises ``OSError`` when the
    index cannot be written.
    """
    queued: list[int] = []

    def read_changed(stamps: Mapping[int, str]) -> tuple[Iterable[IndexableDocument], list[int]]:
        """Return the documents that changed since ``stamps`` were written, and the keys to replace or remove."""
        queued.extend(IndexUpdate.objects.values_list("pk", flat=True))
        keys = _compare(stamps).keys
        return _read_documents(keys), keys

    search_engine().rebuild(_read_documents(progress=progress), read_changed)
    IndexUpdate.objects.filter(pk__in=queued).delete()


def recover_index() -> bool:
    """Rebuild an unusable index; return False when it is usable or another process is rebuilding it."""
    return search_engine().recover(rebuild_from_database)


def find_differences(*, read_all_files: bool = False) -> IndexDifferences:
    """Compare index and database by their stamps; one query, without reading texts.

    With ``read_all_files`` every file of the index is read and compared with its checksum. Otherwise only files are
    read that this process has not verified.
    """
    try:
        return _compare(search_engine().stamps(read_all_files=read_all_files))
    except IndexUnavailableError as error:
        return replace(_compare({}), reason=error.explanation)


def _compare(indexed: Mapping[int, str]) -> IndexDifferences:
    """Compare ``indexed``, the stamps in an index by key, with the published documents."""
    rows = Document.objects.held().values_list("pk", "updated_at", "citations_in", "catalogue__agenda_item__name_zh")
    published = {key: build_stamp(updated_at, cited, subject or "") for key, updated_at, cited, subject in rows}
    common = published.keys() & indexed.keys()
    return IndexDifferences(
        missing=tuple(sorted(published.keys() - indexed.keys())),
        outdated=tuple(sorted(key for key in common if published[key] != indexed[key])),
        surplus=tuple(sorted(indexed.keys() - published.keys())),
    )


def repair_index(progress: Progress | None = None) -> IndexDifferences:
    """Verify all files, correct what ``find_differences`` finds and return it.

    An unusable index is rebuilt, and one in which a tenth of the documents differs. ``progress`` is called only for a
    rebuild. Raises ``OSError`` when the index cannot be written.
    """
    queued = list(IndexUpdate.objects.values_list("pk", flat=True))
    differences = find_differences(read_all_files=True)
    if differences.reason or _are_many(differences.keys):
        rebuild_from_database(progress)
    else:
        _write_documents(differences.keys)
    IndexUpdate.objects.filter(pk__in=queued).delete()
    return differences


def index_new_documents() -> int:
    """Write the published documents that the index lacks and return their number; one query.

    Other differences, such as the counts of cited documents, are left to ``repair_index``, and so is an unusable index.
    Raises ``OSError`` when the index cannot be written.
    """
    differences = find_differences()
    if differences.reason:
        return 0
    _write_documents(differences.missing)
    return len(differences.missing)


def _are_many(keys: list[int]) -> bool:
    return len(keys) >= MIN_REBUILD_DIFFERENCES and 10 * len(keys) > Document.objects.held().count()


def _read_documents(ids: list[int] | None = None, progress: Progress | None = None) -> Iterator[IndexableDocument]:
    """Yield the published documents, or those of them in ``ids``, in batches."""
    published = Document.objects.held().order_by("pk")
    documents = published if ids is None else published.filter(pk__in=ids)
    for indexable in build_indexables(documents.iterator(chunk_size=FETCH_BATCH_SIZE)):
        yield indexable
        if progress:
            progress(1)
