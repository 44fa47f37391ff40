"""Storage of uploaded files under their SHA-256, before and after they become the original of a document.

A file in the storage is complete (``resolutions.writing.storage``). Disks lose bytes all the same: stored bytes are
used only when their hash fits.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resolutions.advisory_lock import lock_in_transaction
from resolutions.models import PageRecognition, SourceFile, Upload, UploadState
from resolutions.writing.errors import LostOriginalError
from resolutions.writing.storage import originals_storage, storage_path

__all__ = ["storage_path"]

ORPHAN_GRACE_PERIOD = timedelta(minutes=5)
_HASH_LENGTH = 64  # hexadecimal digits of SHA-256
_MISSING_MESSAGE = "原件已不在存储中。请从备份恢复，或重新上传同样的文件。"
_DAMAGED_MESSAGE = "存储中的原件已损坏。请从备份恢复，或重新上传同样的文件。"
# Uploads whose bytes are needed: undecided ones, and discarded ones that can be restored.
_WITH_BYTES = Q(state__in=(UploadState.WAITING, UploadState.ASKED)) | Q(discarded_at__isnull=False)


@dataclass(frozen=True, slots=True)
class LostOriginals:
    """Originals with no bytes in the storage, and originals with bytes that do not fit their hash."""

    missing: tuple[SourceFile, ...] = ()
    damaged: tuple[SourceFile, ...] = ()


def store_file(data: bytes) -> str:
    """Store the bytes and return their SHA-256; intact bytes stay, damaged ones are replaced.

    Raises OSError when they cannot be written completely, and leaves no part of them.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_intact(sha256):
        originals_storage().write(sha256, data)
    return sha256


def read_original(sha256: str) -> bytes:
    """Return the bytes of a stored file. Raises LostOriginalError when they are missing or their hash differs."""
    try:
        data = originals_storage().read(sha256)
    except FileNotFoundError as error:
        raise LostOriginalError(_MISSING_MESSAGE) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LostOriginalError(_DAMAGED_MESSAGE)
    return data


def read_head(sha256: str, count: int) -> bytes:
    """Return the first ``count`` bytes of a stored file, unverified; empty when they are missing."""
    try:
        return originals_storage().read_head(sha256, count)
    except FileNotFoundError:
        return b""


def is_intact(sha256: str) -> bool:
    """Return true when the storage has the bytes; reads all of them."""
    try:
        return originals_storage().hash(sha256) == sha256
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
        originals_storage().delete(sha256)
        PageRecognition.objects.filter(sha256=sha256).delete()


def find_orphans(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> list[str]:
    """List the SHA-256 of stored files without a row, left by a process that was killed; sorted.

    A file newer than ``older_than`` is left out, because another process may be about to write its row.
    Lists the whole storage.
    """
    known = set(SourceFile.objects.values_list("sha256", flat=True))
    known |= set(Upload.objects.filter(_WITH_BYTES).values_list("sha256", flat=True))
    names = originals_storage().list_names(timezone.now() - older_than)
    return sorted(name for name in names if len(name) == _HASH_LENGTH and name not in known)


def delete_unfinished(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> None:
    """Delete the temporary files of processes that were killed while they stored a file."""
    originals_storage().delete_unfinished(timezone.now() - older_than)


def find_lost() -> LostOriginals:
    """Read all originals and list those without their bytes; memory does not grow with them."""
    sources = SourceFile.objects.select_related("document").order_by("pk")
    lost = [source for source in sources if not is_intact(source.sha256)]
    missing = tuple(source for source in lost if not originals_storage().exists(source.sha256))
    return LostOriginals(missing, tuple(source for source in lost if source not in missing))
