"""Text extraction from uploaded files: bytes to text, without Django (docs/design.md, "Layers")."""

from resolutions.sources.archives import ArchivedFile, is_archive, iter_archive
from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.errors import ScannedFileError, SourceError
from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.mails import Attachment, read_attachments
from resolutions.sources.sandbox import PageImage, render_page_in_sandbox
from resolutions.sources.text_extraction import MAX_FILE_BYTES, SourceText, extract_text, read_file, require_valid_size

__all__ = [
    "MAX_FILE_BYTES",
    "ArchivedFile",
    "Attachment",
    "PageImage",
    "ScannedFileError",
    "SourceError",
    "SourceText",
    "UnknownEncodingError",
    "UnreadableFileError",
    "decode_text",
    "extract_text",
    "is_archive",
    "iter_archive",
    "read_attachments",
    "read_file",
    "render_page_in_sandbox",
    "require_valid_size",
]
