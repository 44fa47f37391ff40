"""Index folder on disk: builds, of which one is current, and the locks of its writers.

``<folder>/CURRENT`` holds the name of the current build. It is replaced atomically after every change, so readers
see either the old generation or the new one, and one look at its status tells whether anything changed.
"""

import fcntl
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from search.chinese.cover import compute_index_digest
from search.index.schema import INDEX_NAME, build_schema
from search.index.whoosh_types import Segment

CURRENT_FILE = "CURRENT"
BUILD_PREFIX, NEXT_PREFIX = "build-", "next-"  # of the folders of finished builds, and of one still being written
METADATA_FILE = "about.json"


class IndexUnavailableError(Exception):
    """The index cannot be searched; the message is a Chinese sentence for readers."""


class IndexMissingError(IndexUnavailableError):
    """No index exists yet, or its files cannot be read."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built with another dictionary or another version of the tokens."""


class IndexFolder:
    """One index folder. An object holds no open file; readers and writers in other processes may use the folder too."""

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self._current = self.path / CURRENT_FILE

    def change_token(self) -> tuple[int, int]:
        """Return a value that differs after every change of the index; one system call.

        Raises ``IndexMissingError``.
        """
        try:
            status = self._current.stat()
        except OSError as error:
            raise IndexMissingError("还没有检索索引。") from error
        return status.st_mtime_ns, status.st_ino

    def current_build(self) -> Path:
        """Return the folder of the current build.

        Raises ``IndexMissingError``, or ``IndexOutdatedError`` when its digest is not that of this program.
        """
        try:
            build = self.path / self._current.read_text("utf-8").strip()
            metadata = json.loads((build / METADATA_FILE).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexMissingError("还没有检索索引。") from error
        if metadata.get("digest") != compute_index_digest():
            raise IndexOutdatedError("检索词典已更改，索引需要重建。")
        return build

    def segments(self, build: Path) -> list[Segment]:
        """Return the segments of the newest complete generation of ``build``. Raises ``IndexMissingError``."""
        try:
            segments: list[Segment] = TOC.read(FileStorage(str(build)), INDEX_NAME, schema=build_schema()).segments
        except Exception as error:  # a truncated file raises various exceptions in Whoosh and pickle
            raise IndexMissingError("检索索引不完整。") from error
        return segments

    def write_lock(self) -> AbstractContextManager[None]:
        """Hold the lock of writers; others wait. The operating system releases it when the process is killed."""
        return self._lock("lock")

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """Create an empty build beside the current one, and hold the lock of rebuilds.

        The write lock is not held: others may change the current build meanwhile.
        """
        with self._lock("rebuild.lock"):
            for abandoned in self.path.glob(f"{NEXT_PREFIX}*"):  # by a rebuild that was killed
                shutil.rmtree(abandoned, ignore_errors=True)
            yield self._create_build()

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create_build(self) -> Path:
        build = self.path / f"{NEXT_PREFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        build.mkdir()
        (build / METADATA_FILE).write_text(json.dumps({"digest": compute_index_digest()}), "utf-8")
        TOC.create(FileStorage(str(build)), build_schema(), INDEX_NAME)
        return build

    def commit(self, build: Path, segments: Iterable[Segment]) -> None:
        """Make ``segments`` the next generation of ``build``, and ``build`` the current one.

        The write lock must be held. A new build is renamed from ``NEXT_PREFIX`` to ``BUILD_PREFIX``.
        """
        if build.name.startswith(NEXT_PREFIX):
            build = build.rename(self.path / build.name.replace(NEXT_PREFIX, BUILD_PREFIX, 1))
        storage = FileStorage(str(build))
        generation = TOC._latest_generation(storage, INDEX_NAME) + 1
        segments = list(segments)
        TOC(build_schema(), segments, generation).write(storage, INDEX_NAME)
        self._set_current(build)
        clean_files(storage, INDEX_NAME, generation, segments)
        self._remove_other_builds(build)

    def _set_current(self, build: Path) -> None:
        new = self.path / f"{CURRENT_FILE}.{secrets.token_hex(4)}"
        new.write_text(build.name, "utf-8")
        new.replace(self._current)

    def _remove_other_builds(self, build: Path) -> None:
        """Delete old builds; readers that still map their files can read them until they unmap them."""
        for other in self.path.glob(f"{BUILD_PREFIX}*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)
