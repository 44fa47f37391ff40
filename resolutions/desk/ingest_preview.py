"""Preview an ingest in a transaction that is rolled back."""

import hashlib
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from resolutions.writing.ingest import IngestResult
from resolutions.writing.originals import is_stored, storage_path
from resolutions.writing.publish import ingest_file


def preview_ingest(data: bytes, name: str, **options: Any) -> IngestResult:
    """Return the result that ``ingest_file`` would have; database, storage and index stay as they were."""
    sha256 = hashlib.sha256(data).hexdigest()
    was_stored = is_stored(sha256)
    try:
        with transaction.atomic():
            result = ingest_file(data, name, **options)
            transaction.set_rollback(True)
    finally:
        if not was_stored:
            default_storage.delete(storage_path(sha256))
    return result
