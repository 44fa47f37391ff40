"""The index on disk: one folder of builds, one of them current, one writer at a time.

``<folder>/CURRENT`` names the build in use and is replaced in one step, so readers see
either the old index or the new one. It is also replaced after each change of a build:
whoever reads knows from one look at that file whether anything changed.
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

CURRENT_FILE = "CURRENT"
BUILD_PREFIX, NEXT_PREFIX = "build-", "next-"  # how folders of builds are called, and one that is still being written
METADATA_FILE = "about.json"


class IndexUnavailableError(Exception):
    """The index cannot be searched; the message is a Chinese sentence for readers."""


class IndexMissingError(IndexUnavailableError):
    """No index exists yet, or its files cannot be read."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built with another dictionary or another analysis."""


class IndexFolder:
    def __init__(self, path: str | Path):
        self.path = Path(path)
        self._current = self.path / CURRENT_FILE

    def change_token(self) -> tuple[int, int]:
        """Changes whenever the index does; one system call. Raises ``IndexMissingError``."""
        try:
            status = self._current.stat()
        except OSError as error:
            raise IndexMissingError("还没有检索索引。") from error
        return status.st_mtime_ns, status.st_ino

    def current_build(self) -> Path:
        """The build in use. Raises ``IndexMissingError``, or ``IndexOutdatedError`` when its tokens are not ours."""
        try:
            build = self.path / self._current.read_text("utf-8").strip()
            about = json.loads((build / METADATA_FILE).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexMissingError("还没有检索索引。") from error
        if about.get("digest") != compute_index_digest():
            raise IndexOutdatedError("检索词典已更改，索引需要重建。")
        return build

    def segments(self, build: Path) -> list:
        """Whoosh's segments of the newest whole generation of ``build``. Raises ``IndexMissingError``."""
        try:
            return TOC.read(FileStorage(str(build)), INDEX_NAME, schema=build_schema()).segments
        except Exception as error:  # a file cut short fails in whatever way Whoosh or pickle happens to stumble
            raise IndexMissingError("检索索引不完整。") from error

    def write_lock(self) -> AbstractContextManager[None]:
        """Hold the writer's lock; another process or thread waits. The system frees it if we are killed."""
        return self._holding("lock")

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """An empty build beside the current one, to fill while others go on changing that; one at a time."""
        with self._holding("rebuild.lock"):
            for left in self.path.glob(f"{NEXT_PREFIX}*"):  # by one who was killed
                shutil.rmtree(left, ignore_errors=True)
            yield self._new_build()

    @contextmanager
    def _holding(self, name: str) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _new_build(self) -> Path:
        build = self.path / f"{NEXT_PREFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        build.mkdir()
        (build / METADATA_FILE).write_text(json.dumps({"digest": compute_index_digest()}), "utf-8")
        TOC.create(FileStorage(str(build)), build_schema(), INDEX_NAME)
        return build

    def commit(self, build: Path, segments: Iterable) -> None:
        """Make ``segments`` the next generation of ``build``, and ``build`` the current one.

        The writer's lock must be held. A new build takes its lasting name.
        """
        if build.name.startswith(NEXT_PREFIX):
            build = build.rename(self.path / build.name.replace(NEXT_PREFIX, BUILD_PREFIX, 1))
        storage = FileStorage(str(build))
        generation = TOC._latest_generation(storage, INDEX_NAME) + 1
        segments = list(segments)
        TOC(build_schema(), segments, generation).write(storage, INDEX_NAME)
        self._point_to(build)
        clean_files(storage, INDEX_NAME, generation, segments)
        self._remove_other_builds(build)

    def _point_to(self, build: Path) -> None:
        new = self.path / f"{CURRENT_FILE}.{secrets.token_hex(4)}"
        new.write_text(build.name, "utf-8")
        new.replace(self._current)

    def _remove_other_builds(self, build: Path) -> None:
        """Old builds go; readers that still map their files keep them until they look again."""
        for other in self.path.glob(f"{BUILD_PREFIX}*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)
