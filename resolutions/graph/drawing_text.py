"""Short names of documents for a drawing, how wide words are, and coordinates as a drawing writes them."""

from dataclasses import dataclass
from functools import lru_cache

_COUNCIL = "S/RES/"
_LONGEST = 22  # characters; a longer symbol or title is cut


def short_label(symbol: str, title: str) -> str:
    """What a drawing calls a document: the Council's resolutions by number and year, others by symbol.

    >>> [short_label(s, t) for s, t in (("S/RES/2553(2020)", ""), ("A/RES/60/1", ""), ("CHARTER", "联合国宪章"))]
    ['2553(2020)', 'A/RES/60/1', '《宪章》']
    """
    if symbol == "CHARTER":
        return "《宪章》"
    if symbol.startswith(_COUNCIL):
        return symbol.removeprefix(_COUNCIL)
    return truncate(symbol or title, _LONGEST if symbol else 12)


def truncate(words: str, longest: int) -> str:
    """At most ``longest`` characters, the last one an ellipsis when words are lost."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def text_width(words: str, size: float) -> float:
    """About how wide ``words`` are in a sans-serif face of ``size``: a 汉字 is square, a letter three fifths of it."""
    return sum(0.6 if character.isascii() else 1.0 for character in words) * size


def format_coordinate(value: float) -> str:
    """A coordinate with one decimal at most.

    >>> format_coordinate(12.04), format_coordinate(-0.04), format_coordinate(7.25)
    ('12', '0', '7.2')
    """
    return f"{round(value, 1) or 0:g}"


@dataclass(frozen=True, slots=True)
class YearPeriod:
    """Years ``first`` to ``last``, both included; ``None`` for documents without a year."""

    first: int | None
    last: int | None

    @property
    def words(self) -> str:
        """
        >>> YearPeriod(2014, 2014).words, YearPeriod(1990, 1994).words, YearPeriod(None, None).words
        ('2014年', '1990–1994年', '年份不详')
        """
        if self.first is None:
            return "年份不详"
        return f"{self.first}年" if self.first == self.last else f"{self.first}–{self.last}年"

    @property
    def key(self) -> str:
        """As an address writes it."""
        if self.first is None:
            return "none"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def holds(self, year: int | None) -> bool:
        if self.first is None or self.last is None or year is None:
            return self.first is None and year is None
        return self.first <= year <= self.last


@lru_cache(maxsize=2048)
def period_containing(year: int | None, size: int) -> YearPeriod:
    """The period of ``size`` years that holds ``year``; periods begin at multiples of their size."""
    if year is None:
        return YearPeriod(None, None)
    first = year // size * size
    return YearPeriod(first, first + size - 1)
