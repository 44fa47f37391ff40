"""Pages of recognised characters, as if the PDF had printed them: upright lines of few font sizes.

A page that was scanned askew is turned upright, and the sizes of lines, which recognition only estimates, become those
of a few fonts. So the reading of positions finds columns, indents and gaps as on a printed page.
"""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.pages import PageContent
from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine, RecognizedPage
from resolutions.sources.text_places import PageView

_LETTER_HEIGHT = 0.92  # of the font size: height of a Chinese character
_FEWEST = 4  # characters; a shorter line does not show its font size
_SIZE_STEP = 0.25  # of the usual size, between two fonts
_SAME_SIZE = 0.86, 1.2  # of the usual size; the heights of lines of one font differ as much
_LARGEST_STEP = 8
_LONG = 8.0  # sizes; a shorter line does not show how far a page is askew
_MOST_SKEW = math.radians(10)
_JOINED = 1.1  # of the font size; a narrower gap between characters is none


def add_recognized_pages(pages: Sequence[PageContent], recognized: Mapping[int, RecognizedPage]) -> list[PageContent]:
    """Return the pages with the characters of ``recognized``, which is by page number."""
    scales = {number: pages[number - 1].width / page.width for number, page in recognized.items() if page.width}
    sizes = [
        (line.size * scales[number], len(line.characters))
        for number, page in recognized.items()
        if number in scales
        for line in page.lines
        if len(line.characters) >= _FEWEST
    ]
    usual = _weighted_median(sizes) / _LETTER_HEIGHT
    return [
        _fill_page(page, recognized[page.number], scales[page.number], usual) if page.number in scales else page
        for page in pages
    ]


def _weighted_median(weighted: Sequence[tuple[float, int]]) -> float:
    half, passed = sum(weight for _, weight in weighted) / 2, 0
    for value, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return value
    return _LETTER_HEIGHT * 10.5


def _fill_page(page: PageContent, recognized: RecognizedPage, scale: float, usual: float) -> PageContent:
    skew = _measure_skew(recognized.lines)
    turn = _Turn(skew, recognized.angle, page.width, page.height, scale)
    glyphs = tuple(glyph for line in recognized.lines for glyph in _read_line(line, turn, scale, usual))
    return replace(page, glyphs=glyphs, view=turn.view(page.number), unmapped_count=0, unread_count=0)


def _measure_skew(lines: Sequence[RecognizedLine]) -> float:
    """Return the angle by which lines fall to the right, in radians; 0 without a long line."""
    angles = [
        math.atan2(line.bottom_right - line.bottom_left, line.right - line.left)
        for line in lines
        if line.right - line.left > _LONG * line.size
    ]
    skew = median(angles) if angles else 0.0
    return skew if abs(skew) < _MOST_SKEW else 0.0


class _Turn:
    """Turn of a page about its middle, from pixels to points of the upright page and back to shares of the picture."""

    def __init__(self, skew: float, turned_before: float, width: float, height: float, scale: float) -> None:
        self._cos, self._sin = math.cos(skew), math.sin(skew)
        self._whole_angle = skew + turned_before
        self._width, self._height, self._scale = width, height, scale

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of a pixel; y grows upwards."""
        across = x * self._scale - self._width / 2
        up = self._height / 2 - y * self._scale
        return (
            across * self._cos - up * self._sin + self._width / 2,
            across * self._sin + up * self._cos + self._height / 2,
        )

    def view(self, number: int) -> PageView:
        """Return the map from points of the upright page to shares of the page as displayed."""
        cos, sin = math.cos(self._whole_angle), math.sin(self._whole_angle)
        width, height = self._width, self._height
        x0 = width / 2 - cos * width / 2 - sin * height / 2
        y0 = height / 2 + sin * width / 2 - cos * height / 2
        across = (cos / width, sin / width, x0 / width)
        down = (sin / height, -cos / height, 1 - y0 / height)
        return PageView(number, (*across, *down))


def _read_line(line: RecognizedLine, turn: _Turn, scale: float, usual: float) -> Iterator[Glyph]:
    """Yield the characters of a line on one baseline."""
    size = _font_size(line, scale, usual)
    (_, y0), (_, y1) = turn.upright(line.left, line.bottom_left), turn.upright(line.right, line.bottom_right)
    baseline = (y0 + y1) / 2
    fall = (line.bottom_right - line.bottom_left) / max(line.right - line.left, 1.0)
    for left, right, character in _close_gaps(line.characters, _JOINED * size / scale):
        height = line.bottom_left + fall * (left - line.left)
        x0, x1 = turn.upright(left, height)[0], turn.upright(right, height)[0]
        yield Glyph(character.text, x0, x1, baseline, size, ink_x0=x0, is_doubtful=character.is_doubtful)


def _font_size(line: RecognizedLine, scale: float, usual: float) -> float:
    """Return the usual size, or that size in steps for a line that is clearly smaller or larger."""
    if len(line.characters) < _FEWEST:
        return round(usual, 1)
    height = _LETTER_HEIGHT if any(map(_is_tall, line.text)) else 0.75
    ratio = line.size * scale / height / usual
    if _SAME_SIZE[0] <= ratio <= _SAME_SIZE[1]:
        return round(usual, 1)
    steps = round((ratio - 1) / _SIZE_STEP) or (1 if ratio > 1 else -1)
    return round(usual * (1 + _SIZE_STEP * min(max(steps, -2), _LARGEST_STEP)), 1)


def _is_tall(character: str) -> bool:
    """Return True for a Chinese character, and for letters that reach below the line or brackets."""
    return unicodedata.east_asian_width(character) == "W" or character in "gjpqy()[]/,;"


def _close_gaps(
    characters: Sequence[RecognizedCharacter], widest: float
) -> Iterator[tuple[float, float, RecognizedCharacter]]:
    """Yield the characters with their edges, so that neighbours closer than ``widest`` touch: edges are estimates."""
    left = characters[0].left
    for at, character in enumerate(characters):
        following = characters[at + 1].left if at + 1 < len(characters) else None
        joined = following is not None and following - character.right < widest
        right = max(left, following if joined and following is not None else character.right)
        yield left, right, character
        left = max(right, following) if following is not None else right
