"""Writing of files that are complete or absent, whatever happens meanwhile: a kill, a full disk, a power cut."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

UNFINISHED_SUFFIX = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextlib.contextmanager
def atomic_write(path: Path, mode: int = 0o666, sha256: str = "") -> Iterator[BinaryIO]:
    """Open a file for writing that replaces ``path`` when the block ends; an error leaves ``path`` as it was.

    The bytes go to a temporary file in the same folder. File and folder are synced to the disk. ``mode`` holds the
    permissions before the umask. With ``sha256`` the written bytes are read again and compared with it.
    A killed process leaves a file with a leading dot and ``UNFINISHED_SUFFIX``. Raises OSError.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}{UNFINISHED_SUFFIX}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if sha256 and hash_file(part) != sha256:
            raise OSError(errno.EIO, "the written bytes differ from those given", str(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync(path.parent)


def write_atomically(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a small text file in UTF-8 with ``atomic_write``."""
    with atomic_write(path, mode) as file:
        file.write(text.encode())


def sync(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk: a renamed file then survives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; memory does not grow with its size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_disk_full(error: BaseException) -> bool:
    """Return true when no space is left for files, for this account, or on the disk of the database.

    PostgreSQL reports its full disk as SQLSTATE 53100 (disk_full), which the error of Django carries as its cause.
    """
    causes = (error, error.__cause__)
    return any(
        (isinstance(cause, OSError) and cause.errno in _FULL) or getattr(cause, "pgcode", "") == "53100"
        for cause in causes
    )
