"""One file to its text: the size, what it is by content, then its reader – in this order.

A plain text is decoded here: Python's decoders are safe on any bytes, and 50 MB take a second.
PDF and Word files are read in a process of their own (apart.py).
"""

from dataclasses import dataclass
from pathlib import Path

from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.errors import SourceError
from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.file_types import DOCX, MEDIA_TYPES, PDF, TEXT, Remedy, detect_file_type, identify_unsupported
from resolutions.sources.sandbox import read_in_sandbox

MEGABYTE = 1024 * 1024
ZERO_WIDTH_CHARACTERS = "\ufeff\u200b\u2060"  # characters without width, which str.isspace does not count
MAX_FILE_BYTES = 50 * MEGABYTE  # bytes; 20 million 汉字, ten times the longest volume of the Council's resolutions

_ADVICE = {
    Remedy.CONVERT: "请另存为 PDF、DOCX 或纯文本（UTF-8）后再提交。",
    Remedy.SUBMIT_AS_ARCHIVE: "请作为压缩包提交，或提交其中的文件。",
    Remedy.REPACK: "请改用 ZIP 打包，或直接提交其中的文件。",
    Remedy.REMOVE_PASSWORD: "请去掉密码后再提交。",
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file.

    Of a plain text nothing is changed but that a byte order mark is left out: line ends (LF, CR LF, CR)
    stay what they are, because the reader splits lines at each of them and the source
    text is kept to be read again. ``encoding`` is the name to show: UTF-8, UTF-16, GB18030, Big5; of a PDF or
    Word file it is empty, and the text is in the printed layout (printed.py). ``links`` are the addresses of the
    file's links, a witness for the citations; ``warnings`` are sentences for the editor.
    """

    text: str
    media_type: str
    encoding: str
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def require_valid_size(size: int, name: str, max_bytes: int = MAX_FILE_BYTES) -> None:
    """Refuse a file of ``size`` bytes before a byte of it is read.

    Raises SourceError when the file is empty or larger than ``max_bytes`` bytes.
    """
    if size == 0:
        raise SourceError(name, "文件是空的，没有任何内容。")
    if size > max_bytes:
        raise SourceError(name, f"文件有 {size / MEGABYTE:.1f} MB，超过上限 {max_bytes / MEGABYTE:g} MB，没有读取。")


def read_file(path: Path) -> bytes:
    """The bytes of a file on disk; raises SourceError unread when it is too large or empty, OSError as ``open``."""
    require_valid_size(path.stat().st_size, path.name)
    return path.read_bytes()


def extract_text(data: bytes, name: str, max_bytes: int = MAX_FILE_BYTES) -> SourceText:
    """Read the bytes of the file ``name`` as text; the content decides what it is, never the name.

    >>> extract_text("安全理事会，".encode("gb18030"), "a.txt").text
    '安全理事会，'

    Raises SourceError with the reason: empty, too large, only white space, a format that is not read, damaged,
    scanned, protected by a password, unknown encoding, too much time or memory. Nothing else is raised.
    """
    require_valid_size(len(data), name, max_bytes)
    kind = detect_file_type(data)
    source = _read_apart(data, name, kind) if kind in (PDF, DOCX) else _read_text(data, name)
    if all(character.isspace() or character in ZERO_WIDTH_CHARACTERS for character in source.text):
        raise SourceError(name, "文件里只有空白，没有文字。")
    return source


def _read_apart(data: bytes, name: str, kind: str) -> SourceText:
    try:
        reading = read_in_sandbox(kind, data)
    except UnreadableFileError as error:
        raise SourceError(name, str(error)) from error
    return SourceText(reading.text, MEDIA_TYPES[kind], "", reading.links, reading.warnings)


def _read_text(data: bytes, name: str) -> SourceText:
    if unsupported := identify_unsupported(data):
        raise SourceError(name, f"这是{unsupported.name}，不能直接读取。{_ADVICE[unsupported.remedy]}")
    try:
        text, encoding = decode_text(data)
    except UnknownEncodingError as error:
        raise SourceError(name, str(error)) from error
    return SourceText(text, MEDIA_TYPES[TEXT], encoding)
