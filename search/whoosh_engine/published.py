"""Documents of a snapshot that readers may see, while the index is behind the database."""

from collections.abc import Iterable
from threading import Lock

from resolutions.models import Document
from search.index.snapshot import Snapshot


def find_hidden(keys: Iterable[int]) -> set[int]:
    """Return those of ``keys`` that are not the keys of published documents; at most one query.

    The index is behind the database while it cannot be written, so results are checked before they are shown.
    """
    wanted = set(keys)
    return wanted - set(Document.objects.held().filter(pk__in=wanted).values_list("pk", flat=True))


class PublishedSnapshots:
    """Thread-safe cache of the newest snapshot without the documents that are no longer published.

    ``get`` returns the snapshot itself until ``exclude_hidden`` was called for it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._whole: Snapshot | None = None
        self._published: Snapshot | None = None

    def get(self, snapshot: Snapshot) -> Snapshot:
        """Return ``snapshot`` without the documents known to be hidden."""
        with self._lock:
            if self._whole is not snapshot:
                self._whole = self._published = None
            return self._published or snapshot

    def exclude_hidden(self, snapshot: Snapshot) -> Snapshot:
        """Compare all documents of ``snapshot`` with the database; one query."""
        published = set(Document.objects.held().values_list("pk", flat=True))
        indexed = set(snapshot.keys[snapshot.live_ids].tolist())
        with self._lock:
            self._whole, self._published = snapshot, snapshot.without(indexed - published)
            return self._published
