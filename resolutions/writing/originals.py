"""Storage of uploaded files under their SHA-256, before and after they become the original of a document.

A file is written under another name, verified and renamed, so that a file with a hash for a name is complete. Disks
lose bytes all the same: stored bytes are used only when their hash fits.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resolutions.advisory_lock import lock_in_transaction
from resolutions.atomic_file import UNFINISHED_SUFFIX, atomic_write, hash_file
from resolutions.models import PageRecognition, SourceFile, Upload, UploadState
from resolutions.writing.errors import LostOriginalError

ORPHAN_GRACE_PERIOD = timedelta(minutes=5)
_MISSING_MESSAGE = "原件已不在存储中。请从备份恢复，或重新上传同样的文件。"
_DAMAGED_MESSAGE = "存储中的原件已损坏。请从备份恢复，或重新上传同样的文件。"
# Uploads whose bytes are needed: undecided ones, and discarded ones that can be restored.
_WITH_BYTES = Q(state__in=(UploadState.WAITING, UploadState.ASKED)) | Q(discarded_at__isnull=False)


@dataclass(frozen=True, slots=True)
class LostOriginals:
    """Originals with no bytes in the storage, and originals with bytes that do not fit their hash."""

    missing: tuple[SourceFile, ...] = ()
    damaged: tuple[SourceFile, ...] = ()


def storage_path(sha256: str) -> str:
    """Return the path of a file in the storage: the first two digits as folder, then the whole hash."""
    return f"{sha256[:2]}/{sha256}"


def store_file(data: bytes) -> str:
    """Store the bytes and return their SHA-256; intact bytes stay, damaged ones are replaced.

    Raises OSError when they cannot be written completely, and leaves no part of them.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_intact(sha256):
        path, storage = _path(sha256), _storage()
        path.parent.mkdir(parents=True, exist_ok=True, mode=storage.directory_permissions_mode or 0o777)
        with atomic_write(path, storage.file_permissions_mode or 0o666, sha256) as file:
            file.write(data)
    return sha256


def read_original(sha256: str) -> bytes:
    """Return the bytes of a stored file. Raises LostOriginalError when they are missing or their hash differs."""
    try:
        data = _path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise LostOriginalError(_MISSING_MESSAGE) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LostOriginalError(_DAMAGED_MESSAGE)
    return data


def read_head(sha256: str, count: int) -> bytes:
    """Return the first ``count`` bytes of a stored file, unverified; empty when they are missing."""
    try:
        with _path(sha256).open("rb") as file:
            return file.read(count)
    except FileNotFoundError:
        return b""


def is_intact(sha256: str) -> bool:
    """Return true when the storage has the bytes; reads all of them."""
    try:
        return hash_file(_path(sha256)) == sha256
    except FileNotFoundError:
        return False


def lock_bytes(sha256: str) -> None:
    """Wait for the other transactions that store or delete these bytes, and keep them waiting until this one ends."""
    lock_in_transaction(f"original {sha256}")


@transaction.atomic
def delete_if_unused(sha256: str) -> None:
    """Delete the bytes of a refused or discarded file, unless a document or an undecided upload needs them.

    The question and the answer are one transaction: nobody stores a row for these bytes between them. They are deleted
    before its commit, because bytes without a row would be taken for a file that a killed process left. The recognised
    pages of the file go too.
    """
    lock_bytes(sha256)
    is_original = SourceFile.objects.filter(sha256=sha256).exists()
    is_awaited = Upload.objects.filter(_WITH_BYTES, sha256=sha256).exists()
    if sha256 and not is_original and not is_awaited:
        default_storage.delete(storage_path(sha256))
        PageRecognition.objects.filter(sha256=sha256).delete()


def find_orphans(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> list[str]:
    """List the SHA-256 of stored files without a row, left by a process that was killed; sorted.

    A file newer than ``older_than`` is left out, because another process may be about to write its row.
    Lists the whole storage.
    """
    known = set(SourceFile.objects.values_list("sha256", flat=True))
    known |= set(Upload.objects.filter(_WITH_BYTES).values_list("sha256", flat=True))
    return sorted(name for name in _old_files(older_than) if len(name) == 64 and name not in known)


def delete_unfinished(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> None:
    """Delete the temporary files of processes that were killed while they stored a file."""
    for name, path in _old_files(older_than).items():
        if name.endswith(UNFINISHED_SUFFIX):
            path.unlink(missing_ok=True)


def find_lost() -> LostOriginals:
    """Read all originals and list those without their bytes; memory does not grow with them."""
    sources = SourceFile.objects.select_related("document").order_by("pk")
    lost = [source for source in sources if not is_intact(source.sha256)]
    missing = tuple(source for source in lost if not _path(source.sha256).exists())
    return LostOriginals(missing, tuple(source for source in lost if source not in missing))


def _old_files(older_than: timedelta) -> dict[str, Path]:
    """Return the path of each stored file by its name; newer files are left out."""
    latest = (timezone.now() - older_than).timestamp()
    found = {}
    for path in Path(_storage().location).glob("??/*"):
        try:
            if path.stat().st_mtime <= latest:
                found[path.name] = path
        except FileNotFoundError:  # another process has just renamed or deleted it
            continue
    return found


def _storage() -> FileSystemStorage:
    """Return the storage of the originals. It has to be a folder: a rename makes a file complete."""
    assert isinstance(default_storage, FileSystemStorage)
    return default_storage


def _path(sha256: str) -> Path:
    return Path(_storage().path(storage_path(sha256)))
