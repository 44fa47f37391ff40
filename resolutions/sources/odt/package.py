"""Parts of an OpenDocument file, opened without entities, after a check of what they would unpack to."""

import re
import zipfile
from dataclasses import dataclass

import lxml.etree

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.odt.names import Element
from resolutions.sources.safe_zip import ZIP_ERRORS, BrokenZipError, open_zip

MEGABYTE = 1024 * 1024
MAX_PARTS = 5000
MAX_UNPACKED_BYTES = 300 * MEGABYTE  # pictures included
MAX_PART_BYTES = 60 * MEGABYTE  # of XML
DAMAGED_MESSAGE = "这个 OpenDocument 文件（ODT）已损坏或不完整，无法打开。"
_TOO_LARGE = "这个 OpenDocument 文件解压后超过上限，可能是压缩炸弹，没有读取。"
_PASSWORD = "这个 OpenDocument 文件有密码保护，无法读取。请去掉密码后再提交。"
_MACROS = "这个 OpenDocument 文件带有宏，不接受。请另存为不带宏的文件后再提交。"
_DTD = "这个 OpenDocument 文件含有文件类型声明（DTD），可能带有外部实体，没有读取。"
_MANIFEST = "META-INF/manifest.xml"
_MACRO_PART = re.compile(r"(?:Basic|Scripts)/.+/")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class OdtParts:
    """Root elements of the content and of the styles; the same element in a file of one XML (FODT)."""

    content: Element
    styles: Element | None


def open_odt(data: bytes) -> OdtParts:
    """Open the file. Raises UnreadableFileError when it is broken, encrypted, too large, or has macros or a DTD."""
    if not data.startswith(b"PK"):
        root = _parse(data)
        if root.find(".//{http://openoffice.org/2004/office}source-code") is not None:
            raise UnreadableFileError(_MACROS)
        return OdtParts(root, root)
    try:
        with open_zip(data) as package:
            _check_parts(package.infolist())
            names = set(package.namelist())
            if _MANIFEST in names and b"encryption-data" in package.read(_MANIFEST):
                raise UnreadableFileError(_PASSWORD)
            if "content.xml" not in names:
                raise UnreadableFileError(DAMAGED_MESSAGE)
            styles = _parse(package.read("styles.xml")) if "styles.xml" in names else None
            return OdtParts(_parse(package.read("content.xml")), styles)
    except (BrokenZipError, *ZIP_ERRORS) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(DAMAGED_MESSAGE) from error


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    too_large = any(part.file_size > MAX_PART_BYTES and part.filename.endswith(".xml") for part in parts)
    if too_large or len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableFileError(_TOO_LARGE)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableFileError(_PASSWORD)
    if any(_MACRO_PART.match(part.filename) for part in parts):
        raise UnreadableFileError(_MACROS)


def _parse(data: bytes) -> Element:
    head, _, _ = data.replace(b"\0", b"").partition(b"<office:document")  # UTF-16 too
    if b"<!DOCTYPE" in head:
        raise UnreadableFileError(_DTD)
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise UnreadableFileError(DAMAGED_MESSAGE) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError(_DTD)
    return root
