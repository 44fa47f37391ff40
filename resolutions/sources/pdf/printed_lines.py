"""Printed lines: the text of a row of glyphs with its visible blanks, and its position."""

import re
import unicodedata
from dataclasses import dataclass

from resolutions.sources.pdf.glyph_rows import GlyphRow
from resolutions.sources.pdf.glyphs import Glyph

_RAISED_SIZE = 0.8  # of the line size; a raised mark is not larger
_LATIN_GAP = 0.2  # of the font size: gap between Latin words without a blank character
_WIDE_GAP = 0.9  # of the font size: gap of a tab
_NUMBER = re.compile(r"\d{1,3}[.、．]$")
_MARKER = re.compile(r"(?:\d{1,3}[.．、]|[(（][a-z一二三四五六七八九十]{1,3}[)）]|[-•·●■–—])\s*")
_NUMBERED = re.compile(r"\d{1,3}[.．]\s*\D")
_OPENING = "（《“‘〈「『(["
_CLOSING = "，。、；：？！）》”’〉」』],.;:!?)]%"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; lengths are points.

    ``text_x`` is the left edge of the text behind a printed number. ``first_word_width`` is the width of the first
    word, for which the line before had no room. ``mark`` is the raised number or letter at the start; ``text``
    excludes it.
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

    @property
    def text_with_mark(self) -> str:
        """Text with the mark in front, as in prose."""
        return f"{self.mark} {self.text}" if self.mark else self.text

    @property
    def is_numbered(self) -> bool:
        """True if the line begins with a printed number, letter or list sign."""
        return bool(_MARKER.match(self.text))

    @property
    def has_dotted_number(self) -> bool:
        """True if the line begins with a number and a dot."""
        return bool(_NUMBERED.match(self.text))


def build_line(row: GlyphRow, heading: bool = False) -> PrintedLine:
    """Return the line of a row.

    In a heading two blanks follow the number, as in a section of the Repertoire.
    """
    first = 0
    while first < len(row.glyphs) and (_is_raised(row.glyphs[first], row) or not row.glyphs[first].text.strip()):
        first += 1
    mark = "".join(glyph.text for glyph in row.glyphs[:first]).strip()
    glyphs = row.glyphs[first:]
    if not re.fullmatch(r"\d{1,4}|[a-z]", mark) or not glyphs:
        mark, glyphs = "", row.glyphs
    text = _text(glyphs, row, heading)
    return PrintedLine(
        text, row.x0, text_right_edge(row), row.y, row.size, row.bold, _text_x(glyphs), _first_word_width(glyphs), mark
    )


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
    distance = glyph.x0 - last.x1
    if heading and distance > 0 and _NUMBER.fullmatch(text.strip()):
        return "  "
    if _is_raised(last, row) and not _is_raised(glyph, row):
        return " "
    if distance > _WIDE_GAP * row.size:
        return " "
    if distance > _LATIN_GAP * row.size and last.text.isascii() and glyph.text.isascii():
        return " "
    return ""


def _text_x(glyphs: tuple[Glyph, ...]) -> float:
    match = _MARKER.match("".join(glyph.text for glyph in glyphs))
    behind = match.end() if match else 0
    return glyphs[min(behind, len(glyphs) - 1)].x0


def _first_word_width(glyphs: tuple[Glyph, ...]) -> float:
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
    return not text.isspace() and unicodedata.east_asian_width(text) in ("Na", "N", "H")
