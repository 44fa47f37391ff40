"""Extraction of the text of one file: check the size, detect the type by content, call the reader of that type.

Plain text is decoded in this process: the decoders of Python are safe on any bytes, 50 MB take a second. PDF, Word
and HTML files and pictures are read in a subprocess, see ``sandbox``; LibreOffice converts old Word files before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.errors import ScannedFileError, SourceError
from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.file_types import (
    ACCEPTED_KINDS,
    DOC,
    DOCX,
    HTML,
    IMAGE_TYPES,
    MEDIA_TYPES,
    MHTML,
    ODT,
    PDF,
    RTF,
    TEXT,
    Remedy,
    detect_file_type,
    identify_unsupported,
)
from resolutions.sources.office.conversion import convert_to_docx
from resolutions.sources.recognized_page import RecognizedPage
from resolutions.sources.sandbox import read_in_sandbox
from resolutions.sources.text_places import TextPlace
from resolutions.sources.text_size import require_readable_text

MEGABYTE = 1024 * 1024
ZERO_WIDTH_CHARACTERS = "\ufeff\u200b\u2060"  # not counted as white space by str.isspace
MAX_FILE_BYTES = 50 * MEGABYTE  # bytes; a PDF with pictures. The text has limits of its own, see ``text_size``

_SANDBOXED = (PDF, DOCX, ODT, RTF, DOC, HTML, MHTML, *IMAGE_TYPES)  # read by libraries
_ADVICE = {
    Remedy.CONVERT: "请另存为 PDF、DOCX 或纯文本（UTF-8）后再提交。",
    Remedy.SUBMIT_AS_ARCHIVE: "请作为压缩包提交，或提交其中的文件。",
    Remedy.REPACK: "请改用 ZIP 打包，或直接提交其中的文件。",
    Remedy.REMOVE_PASSWORD: "请去掉密码后再提交。",
    Remedy.SAVE_AS_JPEG: "请另存为 JPEG 或 PNG 后再提交。",
    Remedy.SUBMIT_ANOTHER: ACCEPTED_KINDS,
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text of one file.

    Plain text is unchanged except for the byte order mark. Line ends (LF, CR LF, CR) stay as they are, because the
    reader splits lines at each of them and the source text is stored to be read again. Text of a PDF, Word or HTML file
    is in the printed layout. ``encoding`` is a name to show (UTF-8, UTF-16, GB18030, Big5), empty for other files.
    ``links`` are the addresses of links in the file, as witnesses for the citations. ``warnings`` are sentences for
    the editor. ``places``, ``scanned_pages`` and ``recognized_pages`` are those of ``ExtractedText``.
    """

    text: str
    media_type: str
    encoding: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    places: tuple[TextPlace, ...] = ()
    scanned_pages: tuple[int, ...] = ()
    recognized_pages: tuple[int, ...] = ()


def require_valid_size(size: int, name: str, max_bytes: int = MAX_FILE_BYTES) -> None:
    """Check the size in bytes before the file is read.

    Raises SourceError when the file is empty or larger than ``max_bytes``.
    """
    if size == 0:
        raise SourceError(name, "文件是空的，没有任何内容。")
    if size > max_bytes:
        raise SourceError(name, f"文件有 {size / MEGABYTE:.1f} MB，超过上限 {max_bytes / MEGABYTE:g} MB，没有读取。")


def read_file(path: Path) -> bytes:
    """Return the bytes of a file on disk. Raises SourceError when too large or empty, and OSError."""
    require_valid_size(path.stat().st_size, path.name)
    return path.read_bytes()


def extract_text(
    data: bytes, name: str, max_bytes: int = MAX_FILE_BYTES, *, recognized: Sequence[RecognizedPage] = ()
) -> SourceText:
    """Return the text of the file ``name``; the type is detected by content, never by name.

    ``recognized`` are pages of a scanned PDF that a program has recognised.

    >>> extract_text("安全理事会，".encode("gb18030"), "a.txt").text
    '安全理事会，'

    Raises SourceError with the reason, and no other error: empty, too large, only white space, unsupported format,
    damaged, scanned, protected by a password, unknown encoding, too much time or memory, too many characters or
    paragraphs.
    """
    require_valid_size(len(data), name, max_bytes)
    kind = detect_file_type(data)
    source = _read_in_sandbox(data, name, kind, recognized) if kind in _SANDBOXED else _read_text(data, name)
    if all(character.isspace() or character in ZERO_WIDTH_CHARACTERS for character in source.text):
        raise SourceError(name, "文件里只有空白，没有文字。")
    return source


def _read_in_sandbox(data: bytes, name: str, kind: str, recognized: Sequence[RecognizedPage]) -> SourceText:
    try:
        reading = _read_kind(kind, data, recognized)
    except UnreadableFileError as error:
        if error.scanned_pages:
            raise ScannedFileError(name, str(error), error.scanned_pages) from error
        raise SourceError(name, str(error)) from error
    return SourceText(
        reading.text,
        MEDIA_TYPES[kind],
        "",
        reading.links,
        reading.warnings,
        reading.places,
        reading.scanned_pages,
        reading.recognized_pages,
    )


def _read_kind(kind: str, data: bytes, recognized: Sequence[RecognizedPage]) -> ExtractedText:
    if kind == DOC:
        return read_in_sandbox(DOCX, convert_to_docx(data))
    return read_in_sandbox("image" if kind in IMAGE_TYPES else kind, data, recognized=recognized)


def _read_text(data: bytes, name: str) -> SourceText:
    if unsupported := identify_unsupported(data):
        raise SourceError(name, f"这是{unsupported.name}，不能直接读取。{_ADVICE[unsupported.remedy]}")
    try:
        text, encoding = decode_text(data)
        require_readable_text(text)
    except (UnknownEncodingError, UnreadableFileError) as error:
        raise SourceError(name, str(error)) from error
    return SourceText(text, MEDIA_TYPES[TEXT], encoding)
