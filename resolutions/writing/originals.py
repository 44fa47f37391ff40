"""The bytes of uploaded files, under their SHA-256, before and after they are a document's original."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from resolutions.models import SourceFile, Upload, UploadState

ORPHAN_GRACE_PERIOD = timedelta(minutes=5)
_STILL_NEEDED = (UploadState.WAITING, UploadState.ASKED)


def storage_path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def store_file(data: bytes) -> str:
    """Store the bytes and return their SHA-256; what is there already is not written again."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not default_storage.exists(storage_path(sha256)):
        default_storage.save(storage_path(sha256), ContentFile(data))
    return sha256


def read_original(sha256: str) -> bytes:
    with default_storage.open(storage_path(sha256)) as file:
        return file.read()


def is_stored(sha256: str) -> bool:
    return default_storage.exists(storage_path(sha256))


def delete_if_unused(sha256: str) -> None:
    """Remove the bytes of a refused or cancelled file, unless a document or another upload stands on them."""
    held = SourceFile.objects.filter(sha256=sha256).exists()
    needed = Upload.objects.filter(sha256=sha256, state__in=_STILL_NEEDED).exists()
    if sha256 and not held and not needed:
        default_storage.delete(storage_path(sha256))


def find_orphans(older_than: timedelta = ORPHAN_GRACE_PERIOD) -> list[str]:
    """SHA-256 of stored files that nothing stands on: left by a process that was killed in between.

    Looks at every file; one stored just now may be another process's, whose row is on its way.
    """
    known = set(SourceFile.objects.values_list("sha256", flat=True))
    known |= set(Upload.objects.filter(state__in=_STILL_NEEDED).values_list("sha256", flat=True))
    if not default_storage.exists(""):
        return []
    folders = [name for name in default_storage.listdir("")[0] if len(name) == 2]
    files = [name for folder in folders for name in default_storage.listdir(folder)[1]]
    left = sorted(name for name in files if len(name) == 64 and name not in known)
    latest = timezone.now() - older_than
    return [name for name in left if default_storage.get_modified_time(storage_path(name)) <= latest]


def find_missing() -> list[SourceFile]:
    """Originals whose bytes are gone."""
    return [source for source in SourceFile.objects.select_related("document") if not is_stored(source.sha256)]
