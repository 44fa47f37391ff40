"""Storages of originals: a folder, or a bucket with the API of S3. ``ORIGINALS_URL`` chooses."""

from datetime import datetime
from typing import Protocol

from django.core.files.storage import FileSystemStorage, default_storage

from resolutions.writing.storage.folder import FolderOriginals
from resolutions.writing.storage.paths import storage_path

__all__ = ["OriginalsStorage", "originals_storage", "storage_path"]


class OriginalsStorage(Protocol):
    """Files named by their SHA-256. Every method raises OSError when the storage cannot be used."""

    def write(self, sha256: str, data: bytes) -> None:
        """Store the bytes, in place of others under this name; they are there completely or not at all."""

    def read(self, sha256: str) -> bytes:
        """Return the bytes. Raises FileNotFoundError."""

    def read_head(self, sha256: str, count: int) -> bytes:
        """Return the first ``count`` bytes; ``count`` is at least 1. Raises FileNotFoundError."""

    def hash(self, sha256: str) -> str:
        """Return the SHA-256 of the stored bytes in hexadecimal. Raises FileNotFoundError."""

    def exists(self, sha256: str) -> bool:
        """Return true if there is a file, whole or not."""

    def delete(self, sha256: str) -> None:
        """Delete the file; a missing one is no error."""

    def list_names(self, until: datetime) -> list[str]:
        """Return the names of the files that were stored at ``until`` or before; lists the whole storage."""

    def delete_unfinished(self, until: datetime) -> None:
        """Delete what processes that were killed before ``until`` left of unfinished files."""


def originals_storage() -> OriginalsStorage:
    """Return the storage of the settings."""
    if isinstance(default_storage, FileSystemStorage):
        return FolderOriginals(default_storage)
    from resolutions.writing.storage.bucket import BucketOriginals  # 40 MB of memory, which a folder does not need

    return BucketOriginals(default_storage)
