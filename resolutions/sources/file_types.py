"""File types, detected by content and never by name.

Source of the signatures: specifications of the file formats, as collected in
https://en.wikipedia.org/wiki/List_of_file_signatures
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from resolutions.sources.html_detection import is_html, is_mhtml
from resolutions.sources.safe_zip import list_zip_names

PDF, DOCX, HTML, MHTML, ZIP, OTHER_PACKAGE, TEXT = "pdf", "docx", "html", "mhtml", "zip", "other", "text"
ODT, RTF, DOC = "odt", "rtf", "doc"
PNG, JPEG, TIFF, GIF, BMP, WEBP = IMAGE_TYPES = "png", "jpeg", "tiff", "gif", "bmp", "webp"
MEDIA_TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    HTML: "text/html",
    MHTML: "multipart/related",
    TEXT: "text/plain",
    ODT: "application/vnd.oasis.opendocument.text",
    RTF: "application/rtf",
    DOC: "application/msword",
    PNG: "image/png",
    JPEG: "image/jpeg",
    TIFF: "image/tiff",
    GIF: "image/gif",
    BMP: "image/bmp",
    WEBP: "image/webp",
}
# Kinds that every server reads; DOC and pictures need programs that some servers lack.
ACCEPTED_KINDS = "可以提交 PDF、Word（DOCX）、ODT、RTF、网页（HTML、MHT）、邮件（EML）和纯文本，或装有它们的 ZIP。"
IMAGE_MEDIA_TYPES = frozenset(MEDIA_TYPES[kind] for kind in IMAGE_TYPES)


class Remedy(Enum):
    """Action that lets the content of an unsupported file be read after all."""

    CONVERT = auto()  # save it in a format that the portal reads
    SUBMIT_AS_ARCHIVE = auto()  # submit the ZIP as an archive of files
    REPACK = auto()  # pack the files as ZIP
    REMOVE_PASSWORD = auto()
    SAVE_AS_JPEG = auto()
    SUBMIT_ANOTHER = auto()  # it holds no document: submit a file of an accepted kind


@dataclass(frozen=True, slots=True)
class UnsupportedFormat:
    """Format that the portal does not read: its name in Chinese and what the editor can do."""

    name: str
    remedy: Remedy = Remedy.CONVERT


_PDF_MARK = b"%PDF-"
_PDF_WITHIN = 1024  # bytes allowed before the mark, as in PDF readers
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UNSUPPORTED_SIGNATURES = [
    (OLE_MARK, UnsupportedFormat("旧版 Office 文件（如 XLS、PPT、WPS）", Remedy.CONVERT)),
    (b"\x1f\x8b", UnsupportedFormat("压缩文件（GZIP）", Remedy.REPACK)),
    (b"BZh", UnsupportedFormat("压缩文件（BZIP2）", Remedy.REPACK)),
    (b"\xfd7zXZ\x00", UnsupportedFormat("压缩文件（XZ）", Remedy.REPACK)),
    (b"7z\xbc\xaf\x27\x1c", UnsupportedFormat("压缩文件（7z）", Remedy.REPACK)),
    (b"Rar!\x1a\x07", UnsupportedFormat("压缩文件（RAR）", Remedy.REPACK)),
    (b"\x7fELF", UnsupportedFormat("程序文件", Remedy.SUBMIT_ANOTHER)),
    (b"%!PS", UnsupportedFormat("PostScript 文件")),
    (b"AT&TFORM", UnsupportedFormat("DjVu 文件")),
    (b"SQLite format 3\x00", UnsupportedFormat("数据库文件", Remedy.SUBMIT_ANOTHER)),
]
# Files that are read; the mark of an RTF may follow blanks.
_SIGNATURES = [
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"BM", BMP),
]
_RTF_MARK = rb"{\rtf"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
_FLAT_OPEN_DOCUMENT = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<office:document\s", re.S)
_BEHIND_MZ = (b"", b"\x90", b"\r", b"\n", *(bytes((code,)) for code in range(1, 9)))
_SHORT = 4  # bytes; a text can begin with a shorter signature, which counts only if NUL bytes follow
# Other Office formats are distinguished by the folder of their parts.
_ONE_DOCUMENT = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_OPEN_DOCUMENT = "OpenDocument 或电子书文件"
_PACKAGE_NAMES = [
    (b"opendocument.spreadsheet", "OpenDocument 表格（ODS）"),
    (b"opendocument.presentation", "OpenDocument 演示文稿（ODP）"),
    (b"application/epub", "电子书（EPUB）"),
]
_MEDIA_TYPE_WITHIN = 200  # bytes
_MAIN_PARTS = (b"workbook", b"worksheets/", b"presentation", b"slides/", b"_rels/", b"theme/", b"styles.xml")
_OFFICE = [("xl/", "Excel 文件（XLSX）"), ("ppt/", "PowerPoint 文件（PPTX）")]


def detect_file_type(data: bytes) -> str:
    """Return the type, one of the constants of this module.

    ``zip`` is a ZIP of files, ``other`` a ZIP that is one document.

    >>> [detect_file_type(data) for data in (b"%PDF-1.7", rb"{\\rtf1 a}", "安全理事会，".encode())]
    ['pdf', 'rtf', 'text']

    ``text`` is the type of all other files.
    """
    if _is_pdf(data):
        return PDF
    if not data.startswith(_ZIP_MARKS):
        return _detect_by_signature(data) or (HTML if is_html(data) else MHTML if is_mhtml(data) else TEXT)
    names = list_zip_names(data)
    if names is None:  # broken: the bytes show the intended format
        if b"word/document.xml" in data:
            return DOCX
        return ODT if _is_odt(data) else OTHER_PACKAGE if _find_package_name(data) else ZIP
    if "word/document.xml" in names or (_ONE_DOCUMENT[0] in names and any(name.startswith("word/") for name in names)):
        return DOCX
    if _is_odt(data) and "mimetype" in names:
        return ODT
    return OTHER_PACKAGE if any(name in names for name in _ONE_DOCUMENT) else ZIP


def _detect_by_signature(data: bytes) -> str:
    """Return the type of a file that is neither PDF nor ZIP by its first bytes; empty for text."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and (len(signature) >= _SHORT - 1 or b"\0" in data[:1024]):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RTF_MARK):
        return RTF
    if data.startswith(OLE_MARK) and _WORD_STREAM in data and _ENCRYPTED not in data:
        return DOC
    return ODT if _FLAT_OPEN_DOCUMENT.match(data[:2048]) and _OPEN_DOCUMENT_TEXT in data[:20_000] else ""


def _is_odt(data: bytes) -> bool:
    """Return whether a ZIP begins with the media type of an OpenDocument text or a template of one."""
    length = int.from_bytes(data[28:30], "little")  # of the extra field
    start = 38 + length
    return data[30:38] == b"mimetype" and data[start : start + len(_OPEN_DOCUMENT_TEXT)] == _OPEN_DOCUMENT_TEXT


def identify_unsupported(data: bytes) -> UnsupportedFormat | None:
    """Identify the format of a file that the portal does not read; None when the file may be a text."""
    if data.startswith(OLE_MARK) and _ENCRYPTED in data:
        return UnsupportedFormat("有密码保护的 Office 文件", Remedy.REMOVE_PASSWORD)
    if data.startswith(_ZIP_MARKS):
        return _identify_package(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return UnsupportedFormat("图片（HEIC）", Remedy.SAVE_AS_JPEG)
    if _is_program(data):
        return UnsupportedFormat("程序文件", Remedy.SUBMIT_ANOTHER)
    for signature, unsupported in UNSUPPORTED_SIGNATURES:
        if data.startswith(signature) and (len(signature) >= _SHORT or b"\0" in data[:1024]):
            return unsupported
    return None


def _is_program(data: bytes) -> bool:
    """Return whether the file begins as a program of Windows does: text may begin with its two letters too."""
    is_binary = b"\0" in data[:1024] or b"in DOS mode" in data[:1024]
    return data.startswith(b"MZ") and (is_binary or data[2:3] in _BEHIND_MZ)


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
    return _name_by_media_type(data) if data[30:38] == b"mimetype" else ""


def _name_by_media_type(data: bytes) -> str:
    head = data[:_MEDIA_TYPE_WITHIN]
    return next((name for mark, name in _PACKAGE_NAMES if mark in head), _OPEN_DOCUMENT)


def _identify_package(data: bytes) -> UnsupportedFormat:
    names = list_zip_names(data)
    if names is None and (name := _find_package_name(data)):
        return UnsupportedFormat(f"{name}，已损坏或不完整", Remedy.CONVERT)
    names = names or []
    if "mimetype" in names:
        return UnsupportedFormat(_name_by_media_type(data))
    for folder, name in _OFFICE:
        if any(member.startswith(folder) for member in names):
            return UnsupportedFormat(name)
    return UnsupportedFormat("压缩文件（ZIP）", Remedy.SUBMIT_AS_ARCHIVE)
