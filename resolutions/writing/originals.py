"""The bytes of uploaded files, under their SHA-256, before and after they are a document's original."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from resolutions.models import SourceFile, Upload, UploadState

JUST_STORED = timedelta(minutes=5)
_STILL_NEEDED = (UploadState.WAITING, UploadState.ASKED)


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def keep(data: bytes) -> str:
    """Store the bytes and return their SHA-256; what is there already is not written again."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(data))
    return sha256


def read(sha256: str) -> bytes:
    with default_storage.open(path_of(sha256)) as file:
        return file.read()


def is_there(sha256: str) -> bool:
    return default_storage.exists(path_of(sha256))


def drop_unless_needed(sha256: str) -> None:
    """Remove the bytes of a refused or cancelled file, unless a document or another upload stands on them."""
    held = SourceFile.objects.filter(sha256=sha256).exists()
    needed = Upload.objects.filter(sha256=sha256, state__in=_STILL_NEEDED).exists()
    if sha256 and not held and not needed:
        default_storage.delete(path_of(sha256))


def stray(older_than: timedelta = JUST_STORED) -> list[str]:
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
    return [name for name in left if default_storage.get_modified_time(path_of(name)) <= latest]


def missing() -> list[SourceFile]:
    """Originals whose bytes are gone."""
    return [source for source in SourceFile.objects.select_related("document") if not is_there(source.sha256)]
