"""Bytes of an uploaded file to text: libraries only, never Django (DESIGN §2)."""

from resolutions.sources.errors import SourceError
from resolutions.sources.files import LARGEST_FILE, SourceText, check_size, read_bytes

__all__ = ["LARGEST_FILE", "SourceError", "SourceText", "check_size", "read_bytes"]
