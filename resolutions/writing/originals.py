"""Storage of uploaded files under their SHA-256, before and after they become the original of a document."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from resolutions.models import SourceFile, Upload, UploadState

ORPHAN_GRACE_PERIOD = timedelta(minutes=5)
_STATES_WITH_BYTES = (UploadState.WAITING, UploadState.ASKED)


def storage_path(sha256: str) -> str:
    """Return the path of a file in the storage: the first two digits as folder, then the whole hash."""
    return f"{sha256[:2]}/{sha256}"


def store_file(data: bytes) -> str:
    """Store the bytes, unless they are stored already, and return their SHA-256."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not default_storage.exists(storage_path(sha256)):
        default_storage.save(storage_path(sha256), ContentFile(data))
    return sha256


def read_original(sha256: str) -> bytes:
    """Return the bytes of a stored file. Raises FileNotFoundError."""
    with default_storage.open(storage_path(sha256)) as file:
        return file.read()


def is_stored(sha256: str) -> bool:
    """Return true when the storage has the bytes."""
    return default_storage.exists(storage_path(sha256))


def delete_if_unused(sha256: str) -> None:
    """Delete the bytes of a refused or cancelled file, unless a document or an unfinished upload needs them."""
    is_original = SourceFile.objects.filter(sha256=sha256).exists()
    is_awaited = Upload.objects.filter(sha256=sha256, state__in=_STATES_WITH_BYTES).exists()
    if sha256 and not is_original and not is_awaited:
        default_storage.delete(storage_path(sha256))


def find_orphans(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> list[str]:
    """List the SHA-256 of stored files without a row, left by a process that was killed; sorted.

    A file newer than ``older_than`` is left out, because another process may be about to write its row.
    Lists the whole storage.
    """
    known = set(SourceFile.objects.values_list("sha256", flat=True))
    known |= set(Upload.objects.filter(state__in=_STATES_WITH_BYTES).values_list("sha256", flat=True))
    if not default_storage.exists(""):
        return []
    folders = [name for name in default_storage.listdir("")[0] if len(name) == 2]
    names = [name for folder in folders for name in default_storage.listdir(folder)[1]]
    orphans = sorted(name for name in names if len(name) == 64 and name not in known)
    latest = timezone.now() - older_than
    return [name for name in orphans if default_storage.get_modified_time(storage_path(name)) <= latest]


def find_missing() -> list[SourceFile]:
    """List the originals with no bytes in the storage."""
    return [source for source in SourceFile.objects.select_related("document") if not is_stored(source.sha256)]
