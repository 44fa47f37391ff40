"""Glyphs, ruled lines, links and pictures of a page, read with PDFium.

The only module that calls PDFium. Lengths are points; x grows to the right, y upwards.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from resolutions.sources.extracted_text import UnreadableFileError

MAX_PAGES = 2000
MAX_GLYPHS = 4_000_000  # of one file; the longest volume of Council resolutions has 400,000
_OPENING = "（《“‘〈「『【〔(["
_LINK_BUFFER_BYTES = 2048
_THICKEST = 3.0  # thickest ruled line; PDFium rounds its box outwards
_BOLD = 600  # font weight from which a font looks bold; regular is 400


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character.

    ``x0`` to ``x1`` is its advance width, ``y`` its baseline, ``size`` the font size. ``ink_x0`` is the left edge of
    the ink: the left half of an opening bracket is blank.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    ink_x0: float = 0.0


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A drawn straight line, or an edge of a narrow box."""

    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """Content of one page; ``number`` counts from 1.

    ``has_picture`` is True when a picture covers much of the page. ``unmapped_count`` counts characters that the font
    maps to no Unicode character.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[RuledLine, ...]
    links: tuple[str, ...]
    has_picture: bool
    unmapped_count: int = 0


def read_pages(data: bytes) -> Iterator[PageContent]:
    """Yield the pages of a PDF in order.

    Raises UnreadableFileError when the file cannot be opened, needs a password or exceeds the limits. A page that
    PDFium cannot load has no characters.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(_why_not_opened(error)) from error
    count = len(document)
    if not count:
        raise UnreadableFileError("这份 PDF 没有任何页面，可能已损坏。")
    if count > MAX_PAGES:
        raise UnreadableFileError(f"这份 PDF 有 {count} 页，超过上限 {MAX_PAGES} 页，没有读取。")
    glyphs = 0
    for number in range(count):
        page = _read_page(document, number)
        glyphs += len(page.glyphs)
        if glyphs > MAX_GLYPHS:
            raise UnreadableFileError(f"这份 PDF 的文字超过 {MAX_GLYPHS} 个字符，没有全部读取。")
        yield page


def _why_not_opened(error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return "这份 PDF 有密码保护，无法读取。请提供不带密码的文件。"
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
        return "这份 PDF 的加密方式不受支持，无法读取。请提供不加密的文件。"
    return "这份 PDF 已损坏或不完整，无法打开。"


def _read_page(document: pypdfium2.PdfDocument, number: int) -> PageContent:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return PageContent(number + 1, 0, 0, (), (), (), False)
    try:
        width, height = page.get_size()
        rules, has_picture = _read_objects(page)
        glyphs, damaged = _read_glyphs(page)
        links = tuple(_read_links(document, page))
        return PageContent(number + 1, width, height, tuple(glyphs), tuple(rules), links, has_picture, damaged)
    except pypdfium2.PdfiumError:
        return PageContent(number + 1, 0, 0, (), (), (), False)
    finally:
        page.close()


def _read_glyphs(page: pypdfium2.PdfPage) -> tuple[list[Glyph], int]:
    """Return the upright characters of a page in the order of its content, and the number of unmapped ones."""
    textpage = page.get_textpage()
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    glyphs, damaged = [], 0
    try:
        for at in range(textpage.count_chars()):
            code = pdfium.FPDFText_GetUnicode(textpage, at)
            if pdfium.FPDFText_IsHyphen(textpage, at) == 1:  # PDFium hides it at the end of a line
                code = ord("-")
            if pdfium.FPDFText_IsGenerated(textpage, at) == 1 or code in (0, 0xFFFE, 0xFFFF):
                continue
            if pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
                damaged += 1
            if not (
                pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
                and pdfium.FPDFText_GetMatrix(textpage, at, matrix)
                and pdfium.FPDFText_GetLooseCharBox(textpage, at, box)
                and abs(matrix.b) <= abs(matrix.a)
            ):
                continue
            size = pdfium.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
            if not 0.5 < size < 1000 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                continue
            bold = pdfium.FPDFText_GetFontWeight(textpage, at) >= _BOLD
            left, right = min(x.value, box.right), max(x.value, box.right)
            ink = _ink(textpage, at, left) if chr(code) in _OPENING else left
            glyphs.append(Glyph(chr(code), left, right, y.value, size, bold, ink))
    finally:
        textpage.close()
    return glyphs, damaged


def _ink(textpage: pypdfium2.PdfTextPage, at: int, place: float) -> float:
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    has_box = pdfium.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
    return max(place, left.value) if has_box else place


def _read_objects(page: pypdfium2.PdfPage) -> tuple[list[RuledLine], bool]:
    """Return the drawn lines, and True if a picture covers much of the page."""
    width, height = page.get_size()
    rules, has_picture = [], False
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=3):
        try:
            left, bottom, right, top = item.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = has_picture or (right - left) * (top - bottom) > 0.3 * width * height
        elif min(right - left, top - bottom) <= _THICKEST and max(right - left, top - bottom) > 10:
            rules.append(RuledLine(left, right, bottom, top))
    return rules, has_picture


def _read_links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield the addresses of the link annotations in order."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        space = ctypes.create_string_buffer(_LINK_BUFFER_BYTES)
        length = pdfium.FPDFAction_GetURIPath(document, action, space, _LINK_BUFFER_BYTES)
        if 1 < length <= _LINK_BUFFER_BYTES:
            yield space.value.decode("utf-8", "replace")
