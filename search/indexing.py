"""Synchronisation of the search index with the database: some documents after a commit, or all of them.

The database is read while the index's write lock is held, so the last writer writes the newest state.
``find_differences`` finds what a killed process did not finish, and ``repair_index`` finishes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from haystack import DEFAULT_ALIAS

from resolutions.models import Document
from search.index import maintenance
from search.index.entries import IndexableDocument
from search.index.folder import IndexFolder, IndexUnavailableError
from search.index.snapshot import SnapshotManager
from search.search_indexes import FETCH_BATCH_SIZE, build_indexables, build_stamp

Progress = Callable[[int], object]  # called with the number of documents done since the last call


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


def get_index_folder() -> IndexFolder:
    """Return the index folder of the default Haystack connection."""
    return IndexFolder(settings.HAYSTACK_CONNECTIONS[DEFAULT_ALIAS]["PATH"])


def update_documents(document_ids: Iterable[int]) -> None:
    """Write the published documents among ``document_ids`` to the index and remove the others from it.

    Call it after the commit. A missing or outdated index is rebuilt instead.
    """
    ids = sorted(set(document_ids))
    folder = get_index_folder()
    try:
        with folder.write_lock():
            maintenance.replace_documents(folder, _read_documents(ids), ids)
    except IndexUnavailableError:
        rebuild_from_database()


def rebuild_from_database(progress: Progress | None = None) -> None:
    """Write a new index beside the current one, then switch to it.

    Until the switch readers use the current index, and other processes may change it.
    """
    maintenance.rebuild_index(get_index_folder(), _read_documents(progress=progress), _read_changed)


def _read_changed(stamps: Mapping[int, str]) -> tuple[Iterable[IndexableDocument], list[int]]:
    """Return the documents that changed since ``stamps`` were written, and the keys to replace or remove."""
    keys = _compare(stamps).keys
    return _read_documents(keys), keys


def find_differences() -> IndexDifferences:
    """Compare index and database by their stamps; one query, without reading texts."""
    try:
        return _compare(SnapshotManager(get_index_folder()).snapshot().stamps())
    except IndexUnavailableError as error:
        return replace(_compare({}), reason=str(error))


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
    """Correct what ``find_differences`` finds and return it. ``progress`` is called only for a rebuild."""
    differences = find_differences()
    if differences.reason:
        rebuild_from_database(progress)
    elif differences:
        update_documents(differences.keys)
    return differences


def _read_documents(ids: list[int] | None = None, progress: Progress | None = None) -> Iterator[IndexableDocument]:
    """Yield the published documents, or those of them in ``ids``, in batches."""
    published = Document.objects.held().order_by("pk")
    documents = published if ids is None else published.filter(pk__in=ids)
    for indexable in build_indexables(documents.iterator(chunk_size=FETCH_BATCH_SIZE)):
        yield indexable
        if progress:
            progress(1)
