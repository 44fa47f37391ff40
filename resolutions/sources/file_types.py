"""File types, detected by content and never by name.

Source of the signatures: specifications of the file formats, as collected in
https://en.wikipedia.org/wiki/List_of_file_signatures
"""

from dataclasses import dataclass
from enum import Enum, auto

from resolutions.sources.html_detection import is_html, is_mhtml
from resolutions.sources.safe_zip import list_zip_names

PDF, DOCX, HTML, MHTML, ZIP, OTHER_PACKAGE, TEXT = "pdf", "docx", "html", "mhtml", "zip", "other", "text"
MEDIA_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    HTML: "text/html",
    MHTML: "multipart/related",
    TEXT: "text/plain",
}


class Remedy(Enum):
    """Action that lets the content of an unsupported file be read after all."""

    CONVERT = auto()  # save it in a format that the portal reads
    SAVE_AS_DOCX = auto()  # open it in a word processor and save it as DOCX
    SUBMIT_AS_ARCHIVE = auto()  # submit the ZIP as an archive of files
    REPACK = auto()  # pack the files as ZIP
    REMOVE_PASSWORD = auto()


@dataclass(frozen=True, slots=True)
class UnsupportedFormat:
    """Format that the portal does not read: its name in Chinese and what the editor can do."""

    name: str
    remedy: Remedy = Remedy.CONVERT


_PDF_MARK = b"%PDF-"
_PDF_WITHIN = 1024  # bytes allowed before the mark, as in PDF readers
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UNSUPPORTED_SIGNATURES = [
    (_OLE, UnsupportedFormat("旧版 Office 文件（如 DOC）", Remedy.SAVE_AS_DOCX)),
    (rb"{\rtf", UnsupportedFormat("RTF 文件", Remedy.SAVE_AS_DOCX)),
    (b"\x89PNG\r\n\x1a\n", UnsupportedFormat("图片（PNG）")),
    (b"\xff\xd8\xff", UnsupportedFormat("图片（JPEG）")),
    (b"GIF87a", UnsupportedFormat("图片（GIF）")),
    (b"GIF89a", UnsupportedFormat("图片（GIF）")),
    (b"II*\x00", UnsupportedFormat("图片（TIFF）")),
    (b"MM\x00*", UnsupportedFormat("图片（TIFF）")),
    (b"BM", UnsupportedFormat("图片（BMP）")),
    (b"\x1f\x8b", UnsupportedFormat("压缩文件（GZIP）", Remedy.REPACK)),
    (b"BZh", UnsupportedFormat("压缩文件（BZIP2）", Remedy.REPACK)),
    (b"\xfd7zXZ\x00", UnsupportedFormat("压缩文件（XZ）", Remedy.REPACK)),
    (b"7z\xbc\xaf\x27\x1c", UnsupportedFormat("压缩文件（7z）", Remedy.REPACK)),
    (b"Rar!\x1a\x07", UnsupportedFormat("压缩文件（RAR）", Remedy.REPACK)),
    (b"\x7fELF", UnsupportedFormat("程序文件")),
    (b"MZ", UnsupportedFormat("程序文件")),
    (b"%!PS", UnsupportedFormat("PostScript 文件")),
    (b"AT&TFORM", UnsupportedFormat("DjVu 文件")),
    (b"SQLite format 3\x00", UnsupportedFormat("数据库文件")),
]
_SHORT = 4  # bytes; a text can begin with a shorter signature, which counts only if NUL bytes follow
# Other Office formats are distinguished by the folder of their parts.
_ONE_DOCUMENT = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_OPEN_DOCUMENT = "OpenDocument 或电子书文件"
_MAIN_PARTS = (b"workbook", b"worksheets/", b"presentation", b"slides/", b"_rels/", b"theme/", b"styles.xml")
_OFFICE = [("xl/", "Excel 文件（XLSX）"), ("ppt/", "PowerPoint 文件（PPTX）")]


def detect_file_type(data: bytes) -> str:
    """Return the type: ``pdf``, ``docx``, ``html``, ``mhtml``, ``zip``, ``other`` or ``text``.

    ``zip`` is a ZIP of files, ``other`` a ZIP that is one document.

    >>> detect_file_type(b"%PDF-1.7"), detect_file_type("安全理事会，".encode())
    ('pdf', 'text')

    ``text`` is the type of all other files.
    """
    if _is_pdf(data):
        return PDF
    if not data.startswith(_ZIP_MARKS):
        return HTML if is_html(data) else MHTML if is_mhtml(data) else TEXT
    names = list_zip_names(data)
    if names is None:  # broken: the bytes show the intended format
        return DOCX if b"word/document.xml" in data else OTHER_PACKAGE if _find_package_name(data) else ZIP
    if "word/document.xml" in names or (_ONE_DOCUMENT[0] in names and any(name.startswith("word/") for name in names)):
        return DOCX
    return OTHER_PACKAGE if any(name in names for name in _ONE_DOCUMENT) else ZIP


def identify_unsupported(data: bytes) -> UnsupportedFormat | None:
    """Identify the format of a file that the portal does not read; None when the file may be a text."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return UnsupportedFormat("有密码保护的 Office 文件", Remedy.REMOVE_PASSWORD)
    if data.startswith(_ZIP_MARKS):
        return _identify_package(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return UnsupportedFormat("图片（WebP）")
    for signature, unsupported in UNSUPPORTED_SIGNATURES:
        if data.startswith(signature) and (len(signature) >= _SHORT or b"\0" in data[:1024]):
            return unsupported
    return None


def _is_pdf(data: bytes) -> bool:
    """Return whether the mark of a PDF begins the file or follows blanks or foreign bytes.

    An archive whose first file is a PDF, stored uncompressed, has that mark near its beginning too.
    """
    at = data[:_PDF_WITHIN].find(_PDF_MARK)
    if at <= 0 or not data[:at].strip(b"\xef\xbb\xbf \t\r\n"):
        return at >= 0
    return b"%%EOF" in data[-2048:] and identify_unsupported(data) is None


def _find_package_name(data: bytes) -> str:
    """Return the Chinese name of the kind of document that a broken ZIP was; empty for a ZIP of files."""
    for folder, name in _OFFICE:
        if any(folder.encode() + part in data for part in _MAIN_PARTS):
            return name
    return _OPEN_DOCUMENT if data[30:38] == b"mimetype" else ""


def _identify_package(data: bytes) -> UnsupportedFormat:
    names = list_zip_names(data)
    if names is None and (name := _find_package_name(data)):
        return UnsupportedFormat(f"{name}，已损坏或不完整", Remedy.CONVERT)
    names = names or []
    if "mimetype" in names:
        return UnsupportedFormat(_OPEN_DOCUMENT, Remedy.SAVE_AS_DOCX)
    for folder, name in _OFFICE:
        if any(member.startswith(folder) for member in names):
            return UnsupportedFormat(name)
    return UnsupportedFormat("压缩文件（ZIP）", Remedy.SUBMIT_AS_ARCHIVE)
