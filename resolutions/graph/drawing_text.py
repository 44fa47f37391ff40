"""Texts in a drawing: short document names, estimated widths, periods of years and coordinates."""

from dataclasses import dataclass
from functools import lru_cache

COUNCIL_PREFIX = "S/RES/"
MAX_SYMBOL_LENGTH, MAX_TITLE_LENGTH = 22, 12  # characters of a short name


def short_label(symbol: str, title: str) -> str:
    """Return the short name of a document: resolutions of the Council by number and year, others by symbol.

    >>> [short_label(s, t) for s, t in (("S/RES/2553(2020)", ""), ("A/RES/60/1", ""), ("CHARTER", "联合国宪章"))]
    ['2553(2020)', 'A/RES/60/1', '《宪章》']
    """
    if symbol == "CHARTER":
        return "《宪章》"
    if symbol.startswith(COUNCIL_PREFIX):
        return symbol.removeprefix(COUNCIL_PREFIX)
    return truncate(symbol or title, MAX_SYMBOL_LENGTH if symbol else MAX_TITLE_LENGTH)


def truncate(text: str, max_length: int) -> str:
    """Cut ``text`` to ``max_length`` characters; the last one is an ellipsis when something was cut.

    >>> truncate("安全部门改革", 6), truncate("安全部门改革", 5)
    ('安全部门改革', '安全部门…')
    """
    return text if len(text) <= max_length else text[: max_length - 1] + "…"


def text_width(text: str, size: float) -> float:
    """Estimate the width of ``text`` in a sans-serif face of ``size``.

    A Chinese character is as wide as the face is high, an ASCII character three fifths of it.
    """
    return sum(0.6 if character.isascii() else 1.0 for character in text) * size


def format_coordinate(value: float) -> str:
    """Return a coordinate with one decimal at most.

    >>> format_coordinate(12.04), format_coordinate(-0.04), format_coordinate(7.25)
    ('12', '0', '7.2')
    """
    return f"{round(value, 1) or 0:g}"


def format_point(x: float, y: float) -> str:
    """Return ``x,y``.

    >>> format_point(12.04, -3)
    '12,-3'
    """
    return f"{format_coordinate(x)},{format_coordinate(y)}"


@dataclass(frozen=True, slots=True)
class YearPeriod:
    """Years from ``first`` to ``last``, both inclusive; both are ``None`` for documents without a year."""

    first: int | None
    last: int | None

    @property
    def label(self) -> str:
        """The period in Chinese.

        >>> YearPeriod(2014, 2014).label, YearPeriod(1990, 1994).label, YearPeriod(None, None).label
        ('2014年', '1990–1994年', '年份不详')
        """
        if self.first is None:
            return "年份不详"
        return f"{self.first}年" if self.first == self.last else f"{self.first}–{self.last}年"

    @property
    def parameter(self) -> str:
        """The value of the parameter ``years`` in the address of a graph.

        >>> YearPeriod(2014, 2014).parameter, YearPeriod(1990, 1994).parameter, YearPeriod(None, None).parameter
        ('2014', '1990-1994', 'none')
        """
        if self.first is None:
            return "none"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def contains(self, year: int | None) -> bool:
        """Tell if ``year`` is in the period; ``None`` is only in the period without years."""
        if self.first is None or self.last is None or year is None:
            return self.first is None and year is None
        return self.first <= year <= self.last


@lru_cache(maxsize=2048)
def period_containing(year: int | None, size: int) -> YearPeriod:
    """Return the period of ``size`` years that contains ``year``; periods begin at multiples of ``size``.

    >>> period_containing(1997, 5)
    YearPeriod(first=1995, last=1999)
    """
    if year is None:
        return YearPeriod(None, None)
    first = year // size * size
    return YearPeriod(first, first + size - 1)
