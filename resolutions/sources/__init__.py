"""Bytes of an uploaded file to text: libraries only, never Django (DESIGN §2)."""

from resolutions.sources.archives import ArchivedFile, is_archive, read_archive
from resolutions.sources.errors import SourceError
from resolutions.sources.files import LARGEST_FILE, SourceText, bytes_of, check_size, read_bytes

__all__ = [
    "LARGEST_FILE",
    "ArchivedFile",
    "SourceError",
    "SourceText",
    "bytes_of",
    "check_size",
    "is_archive",
    "read_archive",
    "read_bytes",
]
