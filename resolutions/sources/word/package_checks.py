"""Checks of a Word package before any part of it is unpacked."""

import zipfile

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.safe_zip import ZIP_ERRORS, BrokenZipError, open_zip

MEGABYTE = 1024 * 1024
MAX_PARTS = 5000
MAX_UNPACKED_BYTES = 300 * MEGABYTE  # pictures included
MAX_PART_BYTES = 60 * MEGABYTE  # of XML; the longest volume of resolutions has 10
_TOO_LARGE = "这个 Word 文件解压后超过上限，可能是压缩炸弹，没有读取。"
_MACROS = "这个 Word 文件带有宏（VBA），不接受。请另存为不带宏的 DOCX 后再提交。"
DAMAGED_MESSAGE = "这个 Word 文件（DOCX）已损坏或不完整，无法打开。"
_ENCRYPTED = 0x1
_HEAD = 64 * 1024  # bytes


def require_safe_package(data: bytes) -> None:
    """Raise UnreadableFileError for an unsafe package.

    It is broken, encrypted, too large when unpacked, or contains macros or a DTD.
    """
    try:
        with open_zip(data) as package:
            parts = package.infolist()
            _check_sizes(parts)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise UnreadableFileError("这个 Word 文件有密码保护，无法读取。")
            _check_contents(package, [part for part in parts if _is_xml(part)])
    except (BrokenZipError, *ZIP_ERRORS) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(DAMAGED_MESSAGE) from error
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UnreadableFileError(_MACROS)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    too_large = any(part.file_size > MAX_PART_BYTES and _is_xml(part) for part in parts)
    if too_large or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableFileError(_TOO_LARGE)


def _check_contents(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Reject document types, which the standard forbids and which allow entities; they precede the first element."""
    for part in parts:
        with package.open(part) as content:
            head = content.read(_HEAD).replace(b"\0", b"")  # UTF-16 too
        if b"<!DOCTYPE" in head:
            raise UnreadableFileError("这个 Word 文件含有文件类型声明（DTD），可能带有外部实体，没有读取。")
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in head:
            raise UnreadableFileError(_MACROS)
