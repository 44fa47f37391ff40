"""Index folder on disk: builds, of which one is current, and the locks of its writers.

``<folder>/CURRENT`` names the current build, the number of its generation and the checksum of its manifest. It is
replaced atomically after every change, so readers see either the old generation or the new one, and one look at its
status tells whether anything changed. Everything that it refers to is on the disk before it is replaced.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from resolutions.atomic_file import sync, write_atomically
from search.chinese.cover import compute_index_digest
from search.index.manifest import (
    MANIFEST_PREFIX,
    FileRecord,
    Generation,
    Manifest,
    compute_checksum,
    find_damaged_files,
    list_segment_files,
    record_files,
)
from search.index.schema import INDEX_NAME, build_schema
from search.index.whoosh_types import Segment
from search.protocol.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError, IndexUnavailableError

CURRENT_FILE = "CURRENT"
BUILD_PREFIX, NEXT_PREFIX = "build-", "next-"  # of the folders of finished builds, and of one still being written
WRITE_LOCK, REBUILD_LOCK, RECOVERY_LOCK = "lock", "rebuild.lock", "recovery.lock"
_CURRENT = re.compile(rb"(build-[0-9a-f-]+) ([0-9]+) ([0-9a-f]{32})\n")
_CURRENT_WITHOUT_CHECKSUM = re.compile(rb"build-[0-9]{8}-[0-9]{6}-[0-9a-f]{6}\n?")  # written before November 2026


class IndexFolder:
    """One index folder. An object holds no open file; readers and writers in other processes may use the folder too."""

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self._current = self.path / CURRENT_FILE

    def change_token(self) -> tuple[int, int]:
        """Return a value that differs after every change of the index; one system call.

        The first number is the time of the change, in nanoseconds since 1970. Raises ``IndexMissingError``.
        """
        try:
            status = self._current.stat()
        except OSError as error:
            raise IndexMissingError("还没有检索索引。") from error
        return status.st_mtime_ns, status.st_ino

    def current_generation(self) -> Generation:
        """Return the current generation; only ``CURRENT`` and the manifest are verified.

        Raises ``IndexMissingError`` or ``IndexDamagedError``, and ``IndexOutdatedError`` when its digest is not that
        of this program.
        """
        try:
            raw = self._current.read_bytes()
        except FileNotFoundError as error:
            raise IndexMissingError("还没有检索索引。") from error
        except OSError as error:
            raise IndexDamagedError([CURRENT_FILE]) from error
        if _CURRENT_WITHOUT_CHECKSUM.fullmatch(raw):
            raise IndexOutdatedError("检索索引没有校验和，需要重建。")
        if not (match := _CURRENT.fullmatch(raw)):
            raise IndexDamagedError([CURRENT_FILE])
        build, number, checksum = self.path / match[1].decode(), int(match[2]), match[3].decode()
        return Generation(build, number, _read_manifest(build / f"{MANIFEST_PREFIX}{number}", checksum))

    def segments(self, generation: Generation) -> list[Segment]:
        """Read the table of segments of a generation, which is verified first. Raises ``IndexDamagedError``."""
        require_whole(generation, [generation.manifest.segments])
        storage = FileStorage(str(generation.build))
        segments: list[Segment] = TOC.read(storage, INDEX_NAME, generation.number, build_schema()).segments
        return segments

    def verify(self) -> None:
        """Read all files of the current generation. Raises ``IndexUnavailableError`` when it cannot be searched."""
        while True:
            token = self.change_token()
            try:
                require_whole(self.current_generation())
                return
            except IndexDamagedError:
                if self.change_token() == token:  # otherwise a writer has removed the files
                    raise

    def write_lock(self) -> AbstractContextManager[None]:
        """Hold the lock of writers; others wait. The operating system releases it when the process is killed."""
        return self._lock(WRITE_LOCK)

    @contextmanager
    def new_build(self) -> Iterator[Path]:
        """Create an empty build beside the current one, and hold the lock of rebuilds.

        The write lock is not held: others may change the current build meanwhile. The build is removed when the block
        raises.
        """
        with self._lock(REBUILD_LOCK):
            for abandoned in self.path.glob(f"{NEXT_PREFIX}*"):  # by a rebuild that was killed
                shutil.rmtree(abandoned, ignore_errors=True)
            build = self.path / f"{NEXT_PREFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
            build.mkdir()
            try:
                yield build
            except BaseException:
                shutil.rmtree(build, ignore_errors=True)
                raise

    def is_being_rebuilt(self) -> bool:
        """Return whether a process holds the lock of rebuilds."""
        try:
            with (self.path / REBUILD_LOCK).open() as lock:
                return not _try_lock(lock, fcntl.LOCK_SH)
        except OSError:
            return False

    @contextmanager
    def try_recovery_lock(self) -> Iterator[bool]:
        """Hold the lock of recoveries and yield True, or yield False at once when another process has it."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / RECOVERY_LOCK).open("w") as lock:
            yield _try_lock(lock, fcntl.LOCK_EX)

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def commit(self, build: Path, segments: Iterable[Segment], records: Mapping[str, FileRecord] | None = None) -> None:
        """Make ``segments`` the next generation of ``build``, and ``build`` the current one.

        ``records`` are those of files of a new build that are synced already. The write lock must be held. A new build
        is renamed from ``NEXT_PREFIX`` to ``BUILD_PREFIX``. All files and folders are synced before the switch. Raises
        ``OSError`` when the disk is full.
        """
        if build.name.startswith(NEXT_PREFIX):
            build = build.rename(self.path / build.name.replace(NEXT_PREFIX, BUILD_PREFIX, 1))
            try:
                self._commit(build, segments, records or {})
            except BaseException:
                self._remove_unless_current(build)
                raise
        else:
            self._commit(build, segments, self._known_records(build))

    def _commit(self, build: Path, segments: Iterable[Segment], known: Mapping[str, FileRecord]) -> None:
        number = _latest_number(build) + 1
        segments = list(segments)
        TOC(build_schema(), segments, number).write(FileStorage(str(build)), INDEX_NAME)
        table = TOC._filename(INDEX_NAME, number)
        names = [name for segment in segments for name in list_segment_files(build, segment)]
        records = record_files(build, [name for name in (table, *names) if name not in known])
        records |= {name: known[name] for name in names if name in known}
        content = Manifest(compute_index_digest(), table, records).to_bytes()
        _write_synced(build / f"{MANIFEST_PREFIX}{number}", content)
        sync(build)
        self._set_current(f"{build.name} {number} {compute_checksum(content)}\n")
        self.remove_strays(build)

    def _remove_unless_current(self, build: Path) -> None:
        with suppress(OSError):
            if self._current.read_bytes().startswith(f"{build.name} ".encode()):
                return
        shutil.rmtree(build, ignore_errors=True)

    def _known_records(self, build: Path) -> Mapping[str, FileRecord]:
        """Return the records of the current generation when it is one of ``build``."""
        try:
            current = self.current_generation()
        except IndexUnavailableError:
            return {}
        return current.manifest.files if current.build == build else {}

    def _set_current(self, line: str) -> None:
        sync(self.path)  # the name of the build
        write_atomically(self._current, line)

    def remove_strays(self, build: Path) -> None:
        """Delete other builds and all files of ``build`` that are not in its current generation.

        The write lock must be held. Nothing is deleted unless ``build`` is current. Readers that still map a deleted
        file can read it until they unmap it. Failures are ignored: the next commit tries again.
        """
        try:
            current = self.current_generation()
        except IndexUnavailableError:
            return
        if current.build != build:
            return
        needed = {*current.manifest.files, f"{MANIFEST_PREFIX}{current.number}"}
        strays = [path for path in build.iterdir() if path.name not in needed]
        for path in (*strays, *self.path.glob(f"*{CURRENT_FILE}.*")):
            with suppress(OSError):
                path.unlink()
        for other in self.path.glob(f"{BUILD_PREFIX}*"):
            if other != build:
                shutil.rmtree(other, ignore_errors=True)


def require_whole(generation: Generation, names: Iterable[str] | None = None) -> None:
    """Read all files of a generation, or only ``names``. Raises ``IndexDamagedError`` when one is damaged."""
    if damaged := find_damaged_files(generation, names):
        raise IndexDamagedError(damaged)


def _read_manifest(path: Path, checksum: str) -> Manifest:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise IndexDamagedError([path.name]) from error
    if compute_checksum(raw) != checksum:
        raise IndexDamagedError([path.name])
    manifest = Manifest.from_bytes(raw)
    if manifest.digest != compute_index_digest():
        raise IndexOutdatedError("检索词典已更改，索引需要重建。")
    return manifest


def _latest_number(build: Path) -> int:
    """Return the highest number of a table of segments in ``build``, also of one that was never current; or 0."""
    return max(0, int(TOC._latest_generation(FileStorage(str(build)), INDEX_NAME)))


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _try_lock(file: TextIO, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
