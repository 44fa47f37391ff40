"""What taking in a file would do: it is done, and taken back."""

import hashlib

from django.core.files.storage import default_storage
from django.db import transaction

from resolutions.writing.ingest import IngestResult
from resolutions.writing.originals import is_stored, storage_path
from resolutions.writing.publish import ingest_file


def preview_ingest(data: bytes, name: str, **options) -> IngestResult:
    """The outcome that ``ingest_file`` would have; neither database, storage nor index keep anything of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    was_there = is_stored(sha256)
    try:
        with transaction.atomic():
            outcome = ingest_file(data, name, **options)
            transaction.set_rollback(True)
    finally:
        if not was_there:
            default_storage.delete(storage_path(sha256))
    return outcome
