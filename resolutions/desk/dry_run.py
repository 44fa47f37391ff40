"""What taking in a file would do: it is done, and taken back."""

import hashlib

from django.core.files.storage import default_storage
from django.db import transaction

from resolutions.writing.ingest import Outcome
from resolutions.writing.originals import is_there, path_of
from resolutions.writing.publish import take_in


def would_take_in(data: bytes, name: str, **options) -> Outcome:
    """The outcome that ``take_in`` would have; neither database, storage nor index keep anything of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    was_there = is_there(sha256)
    try:
        with transaction.atomic():
            outcome = take_in(data, name, **options)
            transaction.set_rollback(True)
    finally:
        if not was_there:
            default_storage.delete(path_of(sha256))
    return outcome
