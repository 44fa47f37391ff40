"""Looks at the package of a Word file before a part of it is unpacked."""

from resolutions.sources.reading import Unreadable
from resolutions.sources.zips import BrokenZip, open_zip

MEGABYTE = 1024 * 1024
MOST_PARTS = 5000
LARGEST_UNPACKED = 300 * MEGABYTE  # pictures included
LARGEST_PART = 60 * MEGABYTE  # of XML; the longest volume of resolutions has 10
_TOO_LARGE = "这个 Word 文件解压后超过上限，可能是压缩炸弹，没有读取。"
_ENCRYPTED = 0x1


def check_package(data: bytes) -> None:
    """Raise Unreadable when the package is broken, encrypted, too large unpacked, or holds macros."""
    try:
        with open_zip(data) as package:
            parts = package.infolist()
    except BrokenZip as error:
        raise Unreadable("这个 Word 文件（DOCX）已损坏或不完整，无法打开。") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_TOO_LARGE)
    if any(part.file_size > LARGEST_PART and part.filename.lower().endswith((".xml", ".rels")) for part in parts):
        raise Unreadable(_TOO_LARGE)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("这个 Word 文件有密码保护，无法读取。")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Unreadable("这个 Word 文件带有宏（VBA），不接受。请另存为不带宏的 DOCX 后再提交。")
