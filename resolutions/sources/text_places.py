"""Places of the extracted text on the pages of its file, so that the page can be shown beside the text.

Positions in the text count characters that are not white space: joining lines adds and removes blanks alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

UNITS = 10_000  # of the width and the height of a page
NOWHERE = 0  # page of text that is printed nowhere


@dataclass(frozen=True, slots=True)
class PageView:
    """Page ``number``, counted from 1, and the map from the coordinates of its text to the page as displayed.

    A point (x, y) is at ``a * x + b * y + c`` of the displayed width and ``d * x + e * y + f`` of the displayed height,
    from the upper left corner, where ``map`` is (a, b, c, d, e, f).
    """

    number: int
    map: tuple[float, float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    def locate(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point as shares of width and height."""
        a, b, c, d, e, f = self.map
        return a * x + b * y + c, d * x + e * y + f


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Place of a printed line in the coordinates of the text of its page.

    ``page`` is the index of the page's content, ``characters`` the number of characters that are not white space, and
    ``doubtful`` the offsets among them of those that were recognised with doubt.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    characters: int = 0
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Place of the next ``characters`` characters of a text: page, counted from 1, and box in ``UNITS`` of the page.

    The box is measured from the upper left corner of the page as displayed. ``page`` is NOWHERE for text that was
    added. ``doubtful`` are offsets among the characters.
    """

    page: int
    left: int
    top: int
    right: int
    bottom: int
    characters: int
    doubtful: tuple[int, ...] = ()

    def to_json(self) -> list[Any]:
        """Return the values as a list for ``from_json``."""
        box = [self.page, self.left, self.top, self.right, self.bottom, self.characters]
        return [*box, list(self.doubtful)] if self.doubtful else box

    @classmethod
    def from_json(cls, values: Sequence[Any]) -> "TextPlace":
        """Build the place from the values of ``to_json``."""
        page, left, top, right, bottom, characters, *doubtful = values
        return cls(page, left, top, right, bottom, characters, tuple(*doubtful))


def text_without_place(characters: int) -> TextPlace:
    """Return the place of text that no page shows."""
    return TextPlace(NOWHERE, 0, 0, 0, 0, characters)


def count_characters(text: str) -> int:
    """Count the characters that are not white space.

    >>> count_characters(" 1 回顾\\u3000其 ")
    4
    """
    return sum(map(len, text.split()))


def locate_lines(lines: Sequence[LinePlace], characters: int, views: Sequence[PageView]) -> Iterable[TextPlace]:
    """Yield the places of the lines of a block with ``characters`` characters, in order.

    Characters that no line has, as tabs between cells, count to the first line.
    """
    if not lines:
        yield text_without_place(characters)
        return
    extra = characters - sum(line.characters for line in lines)
    for at, line in enumerate(lines):
        place = _locate(line, views[line.page])
        if at == 0 and extra > 0:
            doubtful = tuple(offset + extra for offset in place.doubtful)
            place = replace(place, characters=place.characters + extra, doubtful=doubtful)
        yield place


def _locate(line: LinePlace, view: PageView) -> TextPlace:
    corners = [view.locate(x, y) for x in (line.x0, line.x1) for y in (line.y0, line.y1)]
    across = sorted(_to_units(x) for x, _ in corners)
    down = sorted(_to_units(y) for _, y in corners)
    return TextPlace(view.number, across[0], down[0], across[-1], down[-1], line.characters, line.doubtful)


def _to_units(share: float) -> int:
    return round(min(max(share, 0.0), 1.0) * UNITS)
