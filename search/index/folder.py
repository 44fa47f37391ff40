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

from search.chinese.cover import digest
from search.index.schema import NAME, schema

CURRENT = "CURRENT"
BUILD, NEXT = "build-", "next-"  # how folders of builds are called, and one that is still being written
ABOUT = "about.json"


class IndexUnavailable(Exception):
    """The index cannot be searched; the message is a Chinese sentence for readers."""


class IndexMissing(IndexUnavailable):
    """No index exists yet, or its files cannot be read."""


class IndexOutdated(IndexUnavailable):
    """The index was built with another dictionary or another analysis."""


class IndexFolder:
    def __init__(self, path: str | Path):
        self.path = Path(path)
        self._current = self.path / CURRENT

    def mark(self) -> tuple[int, int]:
        """Changes whenever the index does; one system call. Raises ``IndexMissing``."""
        try:
            status = self._current.stat()
        except OSError as error:
            raise IndexMissing("还没有检索索引。") from error
        return status.st_mtime_ns, status.st_ino

    def build(self) -> Path:
        """The build in use. Raises ``IndexMissing``, or ``IndexOutdated`` when its tokens are not ours."""
        try:
            build = self.path / self._current.read_text("utf-8").strip()
            about = json.loads((build / ABOUT).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise IndexMissing("还没有检索索引。") from error
        if about.get("digest") != digest():
            raise IndexOutdated("检索词典已更改，索引需要重建。")
        return build

    def segments(self, build: Path) -> list:
        """Whoosh's segments of the newest whole generation of ``build``. Raises ``IndexMissing``."""
        try:
            return TOC.read(FileStorage(str(build)), NAME, schema=schema()).segments
        except Exception as error:  # a file cut short fails in whatever way Whoosh or pickle happens to stumble
            raise IndexMissing("检索索引不完整。") from error

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer's lock; another process or thread waits. The system frees it if we are killed."""
        return self._holding("lock")

    @contextmanager
    def rebuilding(self) -> Iterator[Path]:
        """An empty build beside the current one, to fill while others go on changing that; one at a time."""
        with self._holding("rebuild.lock"):
            for left in self.path.glob(f"{NEXT}*"):  # by one who was killed
                shutil.rmtree(left, ignore_errors=True)
            yield self._new_build()

    @contextmanager
    def _holding(self, name: str) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _new_build(self) -> Path:
        build = self.path / f"{NEXT}{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        build.mkdir()
        (build / ABOUT).write_text(json.dumps({"digest": digest()}), "utf-8")
        TOC.create(FileStorage(str(build)), schema(), NAME)
        return build

    def commit(self, build: Path, segments: Iterable) -> None:
        """Make ``segments`` the next generation of ``build``, and ``build`` the current one.

        The writer's lock must be held. A new build takes its lasting name.
        """
        if build.name.startswith(NEXT):
            build = build.rename(self.path / build.name.replace(NEXT, BUILD, 1))
        storage = FileStorage(str(build))
        generation = TOC._latest_generation(storage, NAME) + 1
        segments = list(segments)
        TOC(schema(), segments, generation).write(storage, NAME)
        self._point_to(build)
        clean_files(storage, NAME, generation, segments)
        self._remove_other_builds(build)

    def _point_to(self, build: Path) -> None:
        new = self.path / f"{CURRENT}.{secrets.token_hex(4)}"
        new.write_text(build.name, "utf-8")
        new.replace(self._current)

    def _remove_other_builds(self, build: Path) -> None:
        """Old builds go; readers that still map their files keep them until they look again."""
        for other in self.path.glob(f"{BUILD}*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)
