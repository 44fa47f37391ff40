"""Text extraction from uploaded files: bytes to text, without Django (docs/design.md, "Layers")."""

from resolutions.sources.archives import ArchivedFile, is_archive, iter_archive
from resolutions.sources.errors import SourceError
from resolutions.sources.text_extraction import MAX_FILE_BYTES, SourceText, extract_text, read_file, require_valid_size

__all__ = [
    "MAX_FILE_BYTES",
    "ArchivedFile",
    "SourceError",
    "SourceText",
    "extract_text",
    "is_archive",
    "iter_archive",
    "read_file",
    "require_valid_size",
]
