"""Characters of a page with position, size, weight and marked content, read with PDFium.

Lengths are points; x grows to the right, y upwards. A page whose text is mostly turned by a quarter or a half is turned
back, so that its lines run from left to right.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

NO_CONTENT = -1  # printed outside of marked content
ARTIFACT = -2  # marked as an artifact: furniture of the page
_OPENING = "（《“‘〈「『【〔(["
_FEWEST_TURNED = 20  # characters in another direction that are a text: a table set sideways, not a stamp
_BOLD = 600  # font weight from which a font looks bold; regular is 400
_LONGEST_MARK_NAME = 64  # bytes, in UTF-16

# The address of a text object identifies it; a pointer object for each character would take most of the time.
_text_object_address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character.

    ``x0`` to ``x1`` is its advance width, ``y`` its baseline, ``size`` the font size. ``ink_x0`` is the left edge of
    the ink: the left half of an opening bracket is blank. ``content`` is the number of its marked content on the page,
    or NO_CONTENT or ARTIFACT. ``is_doubtful`` marks a character that was recognised in a picture with doubt.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    ink_x0: float = 0.0
    content: int = NO_CONTENT
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """Characters of a page in the order of its content.

    ``quarter_turns`` counts the quarters, anticlockwise, by which the text was turned before it was turned back.
    ``turned`` are the characters in other directions, each turned back in its own way. ``unread_count`` counts those
    that are left out, because few have their direction or their lines are slanted; ``unmapped_count`` those that the
    font maps to no Unicode character.
    """

    glyphs: tuple[Glyph, ...] = ()
    quarter_turns: int = 0
    unread_count: int = 0
    unmapped_count: int = 0
    turned: tuple["PageGlyphs", ...] = ()


@dataclass(frozen=True, slots=True)
class _Style:
    """Attributes that the characters of one text object share; ``turns`` are quarter turns, None for a slant."""

    size: float
    bold: bool
    turns: int | None
    content: int


def turn_back(x: float, y: float, turns: int) -> tuple[float, float]:
    """Turn a point clockwise by ``turns`` quarters about the origin.

    >>> turn_back(2.0, 5.0, 1)
    (5.0, -2.0)

    """
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns]


def read_glyphs(page: pypdfium2.PdfPage, contents_of_forms: Mapping[int, int]) -> PageGlyphs:
    """Return the characters of a page; ``contents_of_forms`` maps text objects inside forms to marked content."""
    textpage = page.get_textpage()
    try:
        characters = list(_read_characters(textpage, contents_of_forms))
    finally:
        textpage.close()
    directions = Counter(turns for turns, glyph, _ in characters if turns is not None and not glyph.text.isspace())
    usual = min(directions, key=lambda turns: (-directions[turns], turns), default=0)
    read = [usual, *sorted(turns for turns in directions if turns != usual and directions[turns] >= _FEWEST_TURNED)]
    pages = [PageGlyphs(tuple(glyph for one, glyph, _ in characters if one == turns), turns) for turns in read]
    return replace(
        pages[0],
        turned=tuple(pages[1:]),
        unread_count=sum(turns not in read and not glyph.text.isspace() for turns, glyph, _ in characters),
        unmapped_count=sum(unmapped for _, _, unmapped in characters),
    )


def _read_characters(
    textpage: pypdfium2.PdfTextPage, contents_of_forms: Mapping[int, int]
) -> Iterator[tuple[int | None, Glyph, bool]]:
    """Yield quarter turns, glyph and lack of a Unicode character of each printed character."""
    raw = textpage.raw
    handle = ctypes.cast(raw, ctypes.c_void_p).value
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    styles: dict[int | None, _Style | None] = {}
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        if pdfium.FPDFText_IsHyphen(raw, at) == 1:  # PDFium hides it at the end of a line
            code = ord("-")
        if pdfium.FPDFText_IsGenerated(raw, at) == 1 or code in (0, 0xFFFE, 0xFFFF):
            continue
        unmapped = pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD
        address = _text_object_address(handle, at)
        if address not in styles:
            styles[address] = _read_style(raw, at, address, contents_of_forms)
        style = styles[address]
        if (
            style is None
            or not pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
            or not pdfium.FPDFText_GetLooseCharBox(raw, at, box)
            or 0xD800 <= code <= 0xDFFF
            or code > 0x10FFFF
        ):
            continue
        text, origin, left, right = chr(code), y.value, min(x.value, box.right), max(x.value, box.right)
        if style.turns:
            left, origin = turn_back(x.value, y.value, style.turns)
            corners = (turn_back(box.left, box.bottom, style.turns)[0], turn_back(box.right, box.top, style.turns)[0])
            left, right = min(left, *corners), max(corners)
        ink = max(left, _ink(raw, at, left)) if text in _OPENING and not style.turns else left
        yield style.turns, Glyph(text, left, right, origin, style.size, style.bold, ink, style.content), unmapped


def _read_style(
    textpage: "ctypes._Pointer[pdfium.fpdf_textpage_t__]", at: int, address: int | None, contents: Mapping[int, int]
) -> _Style | None:
    """Return the style of the text object of character ``at``; None when it cannot be printed."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(textpage, at, matrix):
        return None
    size = pdfium.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
    if not 0.5 < size < 1000:
        return None
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turns = round(angle) % 4 if abs(angle - round(angle)) < 0.5 else None
    bold = pdfium.FPDFText_GetFontWeight(textpage, at) >= _BOLD
    content = NO_CONTENT
    if address:
        own = read_content_number(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))
        content = contents.get(address, own)
    return _Style(size, bold, turns, content)


def read_content_number(item: "ctypes._Pointer[pdfium.fpdf_pageobject_t__]") -> int:
    """Return the number of the marked content of a page object, ARTIFACT or NO_CONTENT."""
    number = pdfium.FPDFPageObj_GetMarkedContentID(item)
    if number >= 0:
        return int(number)
    space, length = ctypes.create_string_buffer(_LONGEST_MARK_NAME), ctypes.c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, at)
        found = pdfium.FPDFPageObjMark_GetName(
            mark, ctypes.cast(space, ctypes.POINTER(pdfium.FPDF_WCHAR)), _LONGEST_MARK_NAME, length
        )
        if found and space.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return ARTIFACT
    return NO_CONTENT


def _ink(textpage: "ctypes._Pointer[pdfium.fpdf_textpage_t__]", at: int, place: float) -> float:
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    has_box = pdfium.FPDFText_GetCharBox(textpage, at, left, right, bottom, top)
    return left.value if has_box else place
