"""Originals in a bucket with the API of S3, through django-storages.

An object appears when all its bytes have arrived. It is read again afterwards and compared with its hash. The checksums
that newer clients of S3 add to requests are left out, because not every compatible storage takes them.
"""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from storages.backends.s3 import S3Storage

from resolutions.writing.errors import OriginalsUnavailableError
from resolutions.writing.storage.paths import storage_path

_NOT_FOUND = 404
_NO_SUCH_RANGE = 416


class Bucket(S3Storage):
    """Storage of django-storages that raises OSError, as files do, and FileNotFoundError for a missing object."""

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_os_error(name):
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with _as_os_error(name):
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        """Delete an object."""
        with _as_os_error(name):
            super().delete(name)

    def read_head(self, name: str, count: int) -> bytes:
        """Return the first ``count`` bytes of an object; the others are not transferred."""
        key = self._normalize_name(name)
        with _as_os_error(name):
            try:
                data: bytes = self.bucket.Object(key).get(Range=f"bytes=0-{count - 1}")["Body"].read()
            except ClientError as error:
                if _status_of(error) != _NO_SUCH_RANGE:
                    raise
                return b""  # an empty object has no first byte
            return data

    def list_objects(self) -> Iterator[Any]:
        """Yield all objects of the storage, each with ``key`` and ``last_modified``; a thousand in one request."""
        with _as_os_error(self.bucket_name):
            yield from self.bucket.objects.filter(Prefix=self.location.rstrip("/") + "/" if self.location else "")


class BucketOriginals:
    """The objects of a bucket."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def write(self, sha256: str, data: bytes) -> None:
        """Write the object, read it again and compare. A damaged object is deleted."""
        self._storage.save(storage_path(sha256), ContentFile(data))
        if self.hash(sha256) != sha256:
            self.delete(sha256)
            raise OSError(errno.EIO, "the stored bytes differ from those given", storage_path(sha256))

    def read(self, sha256: str) -> bytes:
        """Fetch the object."""
        name = storage_path(sha256)
        with _as_os_error(name), self._storage.open(name) as file:
            data: bytes = file.read()
            return data

    def read_head(self, sha256: str, count: int) -> bytes:
        """Fetch the beginning of the object."""
        return cast(Bucket, self._storage).read_head(storage_path(sha256), count)

    def hash(self, sha256: str) -> str:
        """Fetch the object; large ones are kept in a temporary file."""
        name = storage_path(sha256)
        with _as_os_error(name), self._storage.open(name) as file:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            return digest.hexdigest()

    def exists(self, sha256: str) -> bool:
        """Ask for the head of the object."""
        with _as_os_error(storage_path(sha256)):
            return bool(self._storage.exists(storage_path(sha256)))

    def delete(self, sha256: str) -> None:
        """Delete the object."""
        self._storage.delete(storage_path(sha256))

    def list_names(self, until: datetime) -> list[str]:
        """List all objects, by the clock of the storage."""
        objects = cast(Bucket, self._storage).list_objects()
        return [found.key.rpartition("/")[2] for found in objects if found.last_modified <= until]

    def delete_unfinished(self, until: datetime) -> None:
        """Delete nothing: the storage shows no unfinished objects."""


@contextmanager
def _as_os_error(name: str) -> Iterator[None]:
    """Raise OriginalsUnavailableError, or FileNotFoundError, in place of the errors of the client."""
    try:
        yield
    except ClientError as error:
        if _status_of(error) == _NOT_FOUND:
            raise FileNotFoundError(errno.ENOENT, "no such object", name) from error
        raise OriginalsUnavailableError(errno.EIO, _one_line(error), name) from error
    except BotoCoreError as error:
        raise OriginalsUnavailableError(errno.EIO, _one_line(error), name) from error


def _status_of(error: ClientError) -> object:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
