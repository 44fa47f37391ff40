"""Printed lines: the text of a row of glyphs with its visible blanks, and its position."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.right_to_left import is_right_to_left, logical_order
from resolutions.sources.text_places import LinePlace

_RAISED_SIZE = 0.8  # of the line size; a raised mark is not larger
_LATIN_GAP = 0.2  # of the font size: gap between Latin words without a blank character
_WIDE_GAP = 0.9  # of the font size: gap of a tab
_NUMBER = re.compile(r"\d{1,3}[.、．]$")
_MARKER = re.compile(r"(?:\d{1,3}[.．、]|[(（][a-z一二三四五六七八九十]{1,3}[)）]|[-•·●■–—])\s*")
_NUMBERED = re.compile(r"\d{1,3}[.．]\s*\D")
_LONGEST_TOKEN = 40  # characters
_ASCENT, _DESCENT = 0.92, 0.22  # of the font size, above and below the baseline
_BREAKS = "-\xad‐‑–/"  # a line may break behind these inside a word or number
_OPENING = "（《“‘〈「『(["
_CLOSING = "，。、；：？！）》”’〉」』],.;:!?)]%"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; lengths are points.

    ``text_x`` is the left edge of the text behind a printed number. ``first_word_width`` is the width of the first
    word, for which the line before had no room. ``mark`` is the raised number or letter at the start; ``text``
    excludes it. ``has_blank_end`` is True if a blank is printed at the end. ``place`` is the box of all of it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text_x: float
    first_word_width: float
    mark: str = ""
    has_blank_end: bool = False
    place: LinePlace | None = None

    @property
    def text_with_mark(self) -> str:
        """Text with the mark in front, as in prose."""
        return f"{self.mark} {self.text}" if self.mark else self.text

    def with_text(self, text: str) -> "PrintedLine":
        """Return the line with another text and no mark."""
        return replace(self, text=text, mark="")

    @property
    def is_numbered(self) -> bool:
        """True if the line begins with a printed number, letter or list sign."""
        return bool(_MARKER.match(self.text))

    @property
    def has_dotted_number(self) -> bool:
        """True if the line begins with a number and a dot."""
        return bool(_NUMBERED.match(self.text))


def build_line(row: GlyphRow, heading: bool = False, page: int = 0) -> PrintedLine:
    """Return the line of a row; ``page`` is the index of its page.

    In a heading two blanks follow the number, as in a section of the Repertoire.
    """
    if is_right_to_left(row.glyphs):
        return _right_to_left_line(row, page)
    first = 0
    while first < len(row.glyphs) and (_is_raised(row.glyphs[first], row) or not row.glyphs[first].text.strip()):
        first += 1
    mark = "".join(glyph.text for glyph in row.glyphs[:first]).strip()
    glyphs = row.glyphs[first:]
    if not re.fullmatch(r"\d{1,4}|[a-z]", mark) or not glyphs:
        mark, glyphs = "", row.glyphs
    text = _text(glyphs, row, heading)
    return PrintedLine(
        text,
        row.x0,
        text_right_edge(row),
        row.y,
        row.size,
        row.bold,
        _text_x(glyphs),
        first_word_width(glyphs),
        mark,
        row.glyphs[-1].text.isspace(),
        place_row(row, page),
    )


def place_row(row: GlyphRow, page: int) -> LinePlace:
    """Return the box of a row, with the number of its characters and those in doubt."""
    printed = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    doubtful = tuple(at for at, glyph in enumerate(printed) if glyph.is_doubtful)
    bottom, top = row.y - _DESCENT * row.size, row.y + _ASCENT * row.size
    return LinePlace(page, row.x0, bottom, row.x1, top, len(printed), doubtful)


def place_lines_of(lines: Sequence[PrintedLine]) -> list[LinePlace]:
    """Return the places of the lines."""
    return [line.place for line in lines if line.place]


def _right_to_left_line(row: GlyphRow, page: int) -> PrintedLine:
    """Return a line of Arabic or Hebrew; its first word stands at the right."""
    glyphs = logical_order(row.glyphs)
    text = _text(glyphs, row, heading=False)
    blank = row.glyphs[0].text.isspace() or row.glyphs[-1].text.isspace()
    place = place_row(row, page)
    return PrintedLine(text, row.x0, row.x1, row.y, row.size, row.bold, row.x0, 0.0, has_blank_end=blank, place=place)


def join_lines(lines: Sequence[PrintedLine]) -> str:
    """Join the lines of a paragraph.

    A blank separates them unless a character beside the line break is Chinese or the break is inside a word, behind
    a hyphen or a slash. A printed blank decides where there is one.
    """
    text = ""
    for last, line in zip([None, *lines], lines, strict=False):
        following = line.text_with_mark
        if last is not None and text and following and _needs_blank(text, following, last.has_blank_end):
            text += " "
        text += following
    return text


def _needs_blank(text: str, following: str, printed: bool) -> bool:
    if is_wide(text[-1]) or is_wide(following[0]):
        return False
    if printed:
        return True
    if text[-1].isdigit() and following[0].isdigit() and _is_cut_number(text, following):
        return False
    inside_word = text[-1] in _BREAKS and len(text) > 1 and not text[-2].isspace()
    continued = following[0] in _BREAKS and len(following) > 1 and following[1].isalnum()
    return not inside_word and not continued


def _is_cut_number(text: str, following: str) -> bool:
    """Return True if a number goes on in the next line: in Chinese text, in a symbol or in an open bracket."""
    token = text[-_LONGEST_TOKEN:].split()[-1]
    rest = following[:_LONGEST_TOKEN]
    return "/" in token or token.rfind("(") > token.rfind(")") or any(map(is_wide, token + rest))


def is_wide(character: str) -> bool:
    """Return True for Chinese characters and their punctuation, which no blanks separate."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def _is_raised(glyph: Glyph, row: GlyphRow) -> bool:
    return glyph.size <= _RAISED_SIZE * row.size and glyph.y > row.y + 0.08 * row.size


def text_right_edge(row: GlyphRow) -> float:
    """Return the right edge of the text in points; raised marks beyond it are ignored."""
    return next((glyph.x1 for glyph in reversed(row.glyphs) if not _is_raised(glyph, row)), row.x1)


def _text(glyphs: tuple[Glyph, ...], row: GlyphRow, heading: bool) -> str:
    text, last = "", None
    for glyph in glyphs:
        if last is not None:
            text += _gap(text, last, glyph, row, heading)
        text += " " if glyph.text.isspace() else glyph.text
        last = glyph
    return re.sub(r" {3,}", "  ", text).strip() if heading else re.sub(r" {2,}", " ", text).strip()


def _gap(text: str, last: Glyph, glyph: Glyph, row: GlyphRow, heading: bool) -> str:
    distance = max(glyph.x0 - last.x1, last.x0 - glyph.x1)
    if heading and distance > 0 and _NUMBER.fullmatch(text.strip()):
        return "  "
    if _is_raised(last, row) and not _is_raised(glyph, row):
        return " "
    if distance > _WIDE_GAP * row.size:
        return " "
    if distance > _LATIN_GAP * row.size and not is_wide(last.text) and not is_wide(glyph.text):
        return " " if last.text.isascii() or glyph.text.isascii() or last.text.isalnum() or glyph.text.isalnum() else ""
    return ""


def _text_x(glyphs: tuple[Glyph, ...]) -> float:
    match = _MARKER.match("".join(glyph.text for glyph in glyphs))
    behind = match.end() if match else 0
    return glyphs[min(behind, len(glyphs) - 1)].x0


def first_word_width(glyphs: tuple[Glyph, ...]) -> float:
    """Return the width up to the first line break opportunity: a Latin word or one 汉字 with its punctuation."""
    at = 0
    while at < len(glyphs) - 1 and glyphs[at].text in _OPENING:
        at += 1
    if _is_latin(glyphs[at].text):
        while at + 1 < len(glyphs) and _is_latin(glyphs[at + 1].text):
            at += 1
    while at + 1 < len(glyphs) and glyphs[at + 1].text in _CLOSING:
        at += 1
    return glyphs[at].x1 - glyphs[0].x0


def _is_latin(text: str) -> bool:
    return (text == "\xa0" or not text.isspace()) and unicodedata.east_asian_width(text) in ("Na", "N", "H")
