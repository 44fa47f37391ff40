"""Originals in a folder, of this machine or shared by several.

A file is written under another name, verified and renamed, so that a file with a hash for a name is complete.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from resolutions.atomic_file import UNFINISHED_SUFFIX, atomic_write, hash_file
from resolutions.writing.storage.paths import storage_path


class FolderOriginals:
    """The folder of a file system storage."""

    def __init__(self, storage: FileSystemStorage) -> None:
        self._storage = storage

    def write(self, sha256: str, data: bytes) -> None:
        """Write, verify, rename."""
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True, mode=self._storage.directory_permissions_mode or 0o777)
        with atomic_write(path, self._storage.file_permissions_mode or 0o666, sha256) as file:
            file.write(data)

    def read(self, sha256: str) -> bytes:
        """Read the file."""
        return self._path(sha256).read_bytes()

    def read_head(self, sha256: str, count: int) -> bytes:
        """Read the beginning of the file."""
        with self._path(sha256).open("rb") as file:
            return file.read(count)

    def hash(self, sha256: str) -> str:
        """Read the file in pieces; memory does not grow with it."""
        return hash_file(self._path(sha256))

    def exists(self, sha256: str) -> bool:
        """Look for the file."""
        return self._path(sha256).exists()

    def delete(self, sha256: str) -> None:
        """Delete the file."""
        self._storage.delete(storage_path(sha256))

    def list_names(self, until: datetime) -> list[str]:
        """List all files, unfinished ones too."""
        return [path.name for path in self._old_files(until)]

    def delete_unfinished(self, until: datetime) -> None:
        """Delete temporary files."""
        for path in self._old_files(until):
            if path.name.endswith(UNFINISHED_SUFFIX):
                path.unlink(missing_ok=True)

    def _old_files(self, until: datetime) -> Iterator[Path]:
        for path in Path(self._storage.location).glob("??/*"):
            try:
                if path.stat().st_mtime <= until.timestamp():
                    yield path
            except FileNotFoundError:  # another process has just renamed or deleted it
                continue

    def _path(self, sha256: str) -> Path:
        return Path(self._storage.path(storage_path(sha256)))
