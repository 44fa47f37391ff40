"""Storage of an index's position, and the lock of the process that follows the log for this index.

An index in a folder belongs to one machine: file and lock are in the folder, so a copy or a restore of the folder takes
the position with it, and the system releases the lock of a killed process. An index on a server belongs to all
machines: its position is a row of PostgreSQL, its lock an advisory lock.
"""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from haystack import DEFAULT_ALIAS

from resolutions.advisory_lock import try_lock
from resolutions.atomic_file import write_atomically
from resolutions.models import IndexPosition
from search.change_log.position import LogPosition

POSITION_FILE, LOCK_FILE = "FOLLOWED", "follower.lock"


class PositionStorage(Protocol):
    """Storage of one index's position."""

    def load(self) -> LogPosition | None:
        """Return the position, None when there is none or it cannot be read."""

    def save(self, position: LogPosition) -> None:
        """Replace the position. Raises OSError."""

    def try_lock(self) -> AbstractContextManager[bool]:
        """Hold the lock of followers and yield True, or yield False at once when another process has it."""


class FolderStorage:
    """A file in the folder of the index."""

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    def load(self) -> LogPosition | None:
        """Read the file."""
        try:
            return LogPosition.from_json((self._folder / POSITION_FILE).read_text())
        except (OSError, UnicodeError):
            return None

    def save(self, position: LogPosition) -> None:
        """Replace the file at once."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._folder / POSITION_FILE, position.to_json())

    @contextmanager
    def try_lock(self) -> Iterator[bool]:
        """Lock a file beside it. Raises OSError when the folder cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / LOCK_FILE).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True


class SharedStorage:
    """A row of PostgreSQL, for an index that several machines share."""

    def __init__(self, name: str) -> None:
        self._name = name

    def load(self) -> LogPosition | None:
        """Read the row; one query."""
        texts = IndexPosition.objects.filter(index_name=self._name).values_list("position", flat=True)
        return LogPosition.from_json(texts.first() or "")

    def save(self, position: LogPosition) -> None:
        """Write the row."""
        IndexPosition.objects.update_or_create(index_name=self._name, defaults={"position": position.to_json()})

    def try_lock(self) -> AbstractContextManager[bool]:
        """Take an advisory lock."""
        return try_lock(f"index follower {self._name}")


def position_storage() -> PositionStorage:
    """Return the storage of the default index: its connection names a folder, or the index of a server."""
    options = settings.HAYSTACK_CONNECTIONS[DEFAULT_ALIAS]
    if path := options.get("PATH"):
        return FolderStorage(path)
    return SharedStorage(options.get("INDEX") or "default")
