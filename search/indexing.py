"""Synchronisation of the search index with the database: some documents after a commit, or all of them.

The database is read while the index's write lock is held, so the last writer writes the newest state. A change is
entered into the change log in its own transaction (``search.change_log``). The process that made it writes it to its
own index at once. Followers take it from the log for the indexes of other machines, and for this one when it could not
be written. ``find_differences`` compares everything, and ``repair_index`` corrects it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from django.db import DatabaseError
from django.db.models import QuerySet

from resolutions.models import Document
from search import background_rebuild
from search.change_log.entries import LogReading, add_entry, read_entries
from search.change_log.position import LogPosition
from search.change_log.storage import PositionStorage, position_storage
from search.engine import search_engine
from search.protocol.documents import IndexableDocument
from search.protocol.engine import IndexHealth
from search.protocol.errors import IndexUnavailableError
from search.search_indexes import FETCH_BATCH_SIZE, build_indexables, build_stamp

Progress = Callable[[int], object]  # called with the number of documents done since the last call
WRITE_BATCH_SIZE = 25  # documents written while the write lock is held; other writers get it between two batches
MAX_WRITTEN_AT_ONCE = 100  # documents of others that a change delivers with its own; a follower delivers more
MAX_IDLE = timedelta(hours=1)  # after which the position of an idle index is written again
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


@dataclass(frozen=True, slots=True)
class IndexLag:
    """Distance of this machine's index from the database: entries of the log, and seconds since the oldest of them.

    Both are None while the index has no usable position: all documents are then compared.
    """

    changes: int | None
    seconds: int | None


class _Delivery:
    """State of this process: a follower runs in it; the engine failed at the last attempt."""

    is_followed = False
    is_failing = False


def announce_follower() -> None:
    """Let changes of this process wait for its follower while the engine fails. The follower calls it once."""
    _Delivery.is_followed = True


def queue_update(document_ids: Iterable[int]) -> None:
    """Enter documents into the change log. Call it in the transaction that changes them; one query."""
    add_entry(document_ids)


def queue_comparison() -> int:
    """Let all indexes compare all documents, after changes that were not entered one by one; one query.

    Return the number of the entry.
    """
    return add_entry(())


def update_documents(document_ids: Iterable[int]) -> None:
    """Write the published documents among ``document_ids`` to the index and remove the others from it.

    What earlier writers could not write is written with them, unless that is much: then a follower does it. Call it
    after the commit. An unusable index is rebuilt instead, by a server in the background. Raises ``OSError`` when the
    index cannot be written; then a follower or the next change delivers it.
    """
    if _Delivery.is_failing and _Delivery.is_followed:
        return  # no change waits for a server that does not answer; the follower tries again
    with _failures_noted():
        _deliver_with_own(position_storage(), set(document_ids))


def _deliver_with_own(storage: PositionStorage, document_ids: set[int]) -> None:
    with storage.try_lock() as is_ours:
        reading = read_entries(storage.load()) if is_ours else None
        is_small = reading is not None and not reading.must_compare and len(reading.keys) <= MAX_WRITTEN_AT_ONCE
        late = reading.keys if reading and is_small else ()
        if _write_or_rebuild({*document_ids, *late}) and reading and is_small:
            storage.save(reading.position)
    if is_ours and not is_small and not background_rebuild.is_enabled():
        deliver_queued()


def deliver_queued() -> bool:
    """Write what the index has not received, and return whether there was anything; one query when there was not.

    One process at a time does so for one index. Documents that the index already has are not written again. When so
    many differ that a rebuild is faster, a server starts a process for it. Raises ``OSError``.
    """
    storage = position_storage()
    if not _needs_work(read_entries(position := storage.load()), position):
        _Delivery.is_failing = False
        return False
    with storage.try_lock() as is_ours:
        if not is_ours:
            return False
        with _failures_noted():
            reading = read_entries(storage.load())
            if reading.must_compare:
                _write_all_differences(storage, reading)
            elif _write_or_rebuild(_find_unwritten(reading.keys)):
                storage.save(reading.position)
    return not reading.is_empty


@contextmanager
def _failures_noted() -> Iterator[None]:
    """Note whether the engine took what the block writes; an error of the database says nothing about it."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception:
        _Delivery.is_failing = True
        raise
    _Delivery.is_failing = False


def has_undelivered() -> bool:
    """Return whether changes wait for this machine's index; one query."""
    return read_entries(position_storage().load()).count > 0


def measure_lag() -> IndexLag:
    """Return how far this machine's index is behind the database; one query."""
    reading = read_entries(position_storage().load())
    if reading.is_lost:
        return IndexLag(None, None)
    return IndexLag(reading.count, int(reading.seconds))


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


def _needs_work(reading: LogReading, position: LogPosition | None) -> bool:
    is_old = position is None or reading.position.read_at - position.read_at > MAX_IDLE
    return is_old or not reading.is_empty


def _write_or_rebuild(document_ids: Iterable[int]) -> bool:
    """Write documents, or rebuild an unusable index; return False when another process is going to rebuild it."""
    try:
        _write_documents(document_ids)
    except IndexUnavailableError:
        if background_rebuild.is_enabled():
            background_rebuild.request_rebuild(search_engine().is_being_rebuilt)
            return False
        rebuild_from_database()
    return True


def _write_all_differences(storage: PositionStorage, reading: LogReading) -> None:
    if background_rebuild.is_enabled() and search_engine().is_being_rebuilt():
        return
    differences = find_differences()
    if differences.reason or _are_many(differences.keys):
        if not background_rebuild.is_enabled():
            rebuild_from_database()
        else:
            action = "--recover" if differences.reason else "--repair"
            background_rebuild.request_rebuild(search_engine().is_being_rebuilt, action)
    elif _write_or_rebuild(differences.keys):
        storage.save(reading.after_comparison())


def _find_unwritten(document_ids: Iterable[int]) -> list[int]:
    """Return the documents that the index lacks or has in another state; one query. All, when it is unusable."""
    ids = list(document_ids)
    states, engine = _read_stamps(Document.objects.held().filter(pk__in=ids)), search_engine()
    try:
        stamps = engine.stamps() if len(ids) > MAX_WRITTEN_AT_ONCE else {key: engine.stamp(key) for key in ids}
        return [key for key in ids if stamps.get(key, "") != states.get(key, "")]
    except IndexUnavailableError:
        return ids


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
    storage, readings = position_storage(), [read_entries(None)]

    def read_changed(stamps: Mapping[int, str]) -> tuple[Iterable[IndexableDocument], list[int]]:
        """Return the documents that changed since ``stamps`` were written, and the keys to replace or remove."""
        readings.append(read_entries(None))
        keys = _compare(stamps).keys
        return _read_documents(keys), keys

    search_engine().rebuild(_read_documents(progress=progress), read_changed)
    storage.save(readings[-1].after_comparison())


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
    published = _read_stamps(Document.objects.held())
    common = published.keys() & indexed.keys()
    return IndexDifferences(
        missing=tuple(sorted(published.keys() - indexed.keys())),
        outdated=tuple(sorted(key for key in common if published[key] != indexed[key])),
        surplus=tuple(sorted(indexed.keys() - published.keys())),
    )


def _read_stamps(documents: QuerySet[Document]) -> dict[int, str]:
    """Return the stamp that an index with the present state of these documents has, by key; one query."""
    rows = documents.values_list("pk", "updated_at", "citations_in", "catalogue__agenda_item__name_zh")
    return {key: build_stamp(updated_at, cited, subject or "") for key, updated_at, cited, subject in rows}


def repair_index(progress: Progress | None = None) -> IndexDifferences:
    """Verify all files, correct what ``find_differences`` finds and return it.

    An unusable index is rebuilt, and one in which a tenth of the documents differs. Other machines compare too when
    documents differ, because not every change is entered one by one. ``progress`` is called only for a rebuild. Raises
    ``OSError`` when the index cannot be written.
    """
    storage, reading = position_storage(), read_entries(None)
    differences = find_differences(read_all_files=True)
    entries = [queue_comparison()] if differences.keys and not differences.reason else []
    if differences.reason or _are_many(differences.keys):
        rebuild_from_database(progress)
    else:
        _write_documents(differences.keys)
        storage.save(reading.after_comparison(*entries))
    return differences


def index_new_documents() -> int:
    """Write the published documents that the index lacks and return their number; one query.

    Other differences, such as the counts of cited documents, are left to ``repair_index``, and so is an unusable index.
    Raises ``OSError`` when the index cannot be written.
    """
    differences = find_differences()
    if differences.reason:
        return 0
    if differences.missing:
        queue_comparison()
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
