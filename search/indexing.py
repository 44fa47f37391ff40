"""The index follows the database: after a commit for some documents, or all of it anew.

The database is read inside the writer's lock, so that whoever writes last writes the
newest state; what a killed process left undone is found by ``find_differences`` and repaired.
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
from search.search_indexes import build_indexable, build_stamp, prefetch_for_indexing

FETCH_BATCH_SIZE = 200  # documents fetched from the database in one go
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class IndexDifferences:
    """Where index and database do not agree; ``reason`` is set when the index as a whole is of no use."""

    missing: tuple[int, ...] = ()
    outdated: tuple[int, ...] = ()
    surplus: tuple[int, ...] = ()
    reason: str = ""

    @property
    def keys(self) -> list[int]:
        return [*self.missing, *self.outdated, *self.surplus]

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.surplus or self.reason)


def get_index_folder() -> IndexFolder:
    return IndexFolder(settings.HAYSTACK_CONNECTIONS[DEFAULT_ALIAS]["PATH"])


def update_documents(document_ids: Iterable[int]) -> None:
    """Bring some documents of the index in line with the database: held ones in, others out.

    Call it after the commit. An index that is missing or was made with another dictionary is built anew.
    """
    ids = sorted(set(document_ids))
    folder = get_index_folder()
    try:
        with folder.write_lock():
            maintenance.replace_documents(folder, _sources(ids), ids)
    except IndexUnavailableError:
        rebuild_from_database()


def rebuild_from_database(progress: Progress | None = None) -> None:
    """Build the index anew beside the old one and switch; until then readers see the old one, and writers change it."""
    maintenance.rebuild_index(get_index_folder(), _sources(progress=progress), _changed_since)


def _changed_since(stamps: Mapping[int, str]) -> tuple[Iterable[IndexableDocument], list[int]]:
    """What the database says otherwise than ``stamps``, by document."""
    keys = _compare(stamps).keys
    return _sources(keys), keys


def find_differences() -> IndexDifferences:
    """Compare index and database; reads one short row of each document."""
    try:
        return _compare(SnapshotManager(get_index_folder()).snapshot().stamps())
    except IndexUnavailableError as error:
        return replace(_compare({}), reason=str(error))


def _compare(present: Mapping[int, str]) -> IndexDifferences:
    """What is in an index, as stamps by key, beside what the database holds."""
    rows = Document.objects.held().values_list("pk", "updated_at", "citations_in", "catalogue__agenda_item__name_zh")
    wanted = {key: build_stamp(updated_at, cited, subject or "") for key, updated_at, cited, subject in rows}
    return IndexDifferences(
        missing=tuple(sorted(wanted.keys() - present.keys())),
        outdated=tuple(sorted(key for key in wanted.keys() & present.keys() if wanted[key] != present[key])),
        surplus=tuple(sorted(present.keys() - wanted.keys())),
    )


def repair_index(progress: Progress | None = None) -> IndexDifferences:
    """Put right what ``find_differences`` finds and return what it was."""
    found = find_differences()
    if found.reason:
        rebuild_from_database(progress)
    elif found:
        update_documents(found.keys)
    return found


def _sources(ids: list[int] | None = None, progress: Progress | None = None) -> Iterator[IndexableDocument]:
    held = Document.objects.held() if ids is None else Document.objects.held().filter(pk__in=ids)
    for document in prefetch_for_indexing(held).iterator(chunk_size=FETCH_BATCH_SIZE):
        yield build_indexable(document)
        if progress:
            progress(1)
