"""Content of the pages of a PDF: characters, ruled lines, tags, links and pictures, read with PDFium.

Lengths are points; x grows to the right, y upwards.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.pdf.glyphs import Glyph, PageGlyphs, read_content_number, read_glyphs, turn_back
from resolutions.sources.pdf.page_views import read_view, turn_view
from resolutions.sources.pdf.tag_tree import TaggedContent, TagTreeReader
from resolutions.sources.text_places import PageView

MAX_PAGES = 2000
MAX_GLYPHS = 4_000_000  # of one file; the longest volume of Council resolutions has 400,000
_LINK_BUFFER_BYTES = 2048
NO_VIEW = PageView(0)
_THICKEST = 3.0  # thickest ruled line; PDFium rounds its box outwards
_DEEPEST_FORM = 3  # forms inside forms


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

    Text in another direction than most of the page is a page of its own with the same number and ``is_turned``.
    ``view`` maps its coordinates to the page as displayed; there is none for a page that cannot be loaded.
    ``tags`` is the marked content of the page in the order of the tag tree. ``has_picture`` is True when a picture
    covers much of the page. ``unmapped_count`` counts characters that the font maps to no Unicode character,
    ``unread_count`` those that are left out because their lines are not upright.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[RuledLine, ...]
    links: tuple[str, ...]
    has_picture: bool
    unmapped_count: int = 0
    unread_count: int = 0
    tags: tuple[TaggedContent, ...] = ()
    is_turned: bool = False
    view: PageView = NO_VIEW


@dataclass(slots=True)
class _DrawnObjects:
    """Boxes (left, bottom, right, top) of thin paths, area of the largest picture, and content of texts in forms."""

    thin: list[tuple[float, float, float, float]]
    largest_picture: float
    contents_of_forms: dict[int, int]


def read_pages(data: bytes) -> Iterator[PageContent]:
    """Yield the pages of a PDF in order.

    Raises UnreadableFileError when the file cannot be opened, needs a password or exceeds the limits. A page that
    PDFium cannot load has no characters.
    """
    document = open_document(data)
    glyphs = 0
    tag_tree = TagTreeReader()
    for number in range(len(document)):
        for page in _read_page(document, number, tag_tree):
            glyphs += len(page.glyphs)
            if glyphs > MAX_GLYPHS:
                raise UnreadableFileError(f"这份 PDF 的文字超过 {MAX_GLYPHS} 个字符，没有全部读取。")
            yield page


def open_document(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF. Raises UnreadableFileError when it cannot be opened, needs a password or has too many pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFileError(_why_not_opened(error)) from error
    count = len(document)
    if not count:
        raise UnreadableFileError("这份 PDF 没有任何页面，可能已损坏。")
    if count > MAX_PAGES:
        raise UnreadableFileError(f"这份 PDF 有 {count} 页，超过上限 {MAX_PAGES} 页，没有读取。")
    return document


def _why_not_opened(error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return "这份 PDF 有密码保护，无法读取。请提供不带密码的文件。"
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
        return "这份 PDF 的加密方式不受支持，无法读取。请提供不加密的文件。"
    return "这份 PDF 已损坏或不完整，无法打开。"


def _read_page(document: pypdfium2.PdfDocument, number: int, tag_tree: TagTreeReader) -> list[PageContent]:
    """Return a page, and after it the text of each other direction on it."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [PageContent(number + 1, 0, 0, (), (), (), False)]
    try:
        width, height = page.get_size()
        drawn = _read_objects(page)
        text = read_glyphs(page, drawn.contents_of_forms)
        directions = (text, *text.turned)
        view = read_view(page, number + 1)
        contents = {glyph.content for one in directions for glyph in one.glyphs if glyph.content >= 0}
        upright = PageContent(
            number + 1,
            width,
            height,
            text.glyphs,
            tuple(_ruled_lines(drawn, text)),
            tuple(_read_links(document, page)),
            drawn.largest_picture > 0.3 * width * height,
            text.unmapped_count,
            text.unread_count,
            tuple(tag_tree.read(page, contents)),
            view=turn_view(view, text.quarter_turns),
        )
        return [upright, *(_turned_page(upright, drawn, turned, view) for turned in text.turned)]
    except pypdfium2.PdfiumError:
        return [PageContent(number + 1, 0, 0, (), (), (), False)]
    finally:
        page.close()


def _turned_page(page: PageContent, drawn: _DrawnObjects, text: PageGlyphs, view: PageView) -> PageContent:
    rules, view = tuple(_ruled_lines(drawn, text)), turn_view(view, text.quarter_turns)
    return PageContent(
        page.number, page.width, page.height, text.glyphs, rules, (), False, tags=page.tags, is_turned=True, view=view
    )


def _read_objects(page: pypdfium2.PdfPage) -> _DrawnObjects:
    drawn = _DrawnObjects([], 0.0, {})
    sides = [ctypes.c_float() for _ in range(4)]
    for item, content in _iter_objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and content is not None:
            drawn.contents_of_forms[ctypes.addressof(item.contents)] = content
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.largest_picture = max(drawn.largest_picture, (right - left) * (top - bottom))
        elif min(right - left, top - bottom) <= _THICKEST and max(right - left, top - bottom) > 10:
            drawn.thin.append((left, bottom, right, top))
    return drawn


def _iter_objects(
    page: pypdfium2.PdfPage,
) -> Iterator[tuple["ctypes._Pointer[pdfium.fpdf_pageobject_t__]", int | None]]:
    """Yield the objects of a page and of its forms; those of forms with the marked content of the outermost form."""
    forms = []
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            forms.append((item, read_content_number(item), 1))
        yield item, None
    while forms:
        form, content, depth = forms.pop()
        for at in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
            item = pdfium.FPDFFormObj_GetObject(form, at)
            if depth < _DEEPEST_FORM and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
                forms.append((item, content, depth + 1))
            yield item, content


def _ruled_lines(drawn: _DrawnObjects, text: PageGlyphs) -> Iterator[RuledLine]:
    """Yield the thin paths, turned like the text."""
    for left, bottom, right, top in drawn.thin:
        (x0, y0), (x1, y1) = (turn_back(*corner, text.quarter_turns) for corner in ((left, bottom), (right, top)))
        yield RuledLine(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))


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
