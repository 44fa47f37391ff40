"""A figure: numbers that are shown as a chart, as a table and as CSV, and say what they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ChartShape = Literal["columns", "shares", "bars"]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of the table: its name, a number for each column, and where it leads."""

    name: str
    values: tuple[float, ...]
    address: str = ""

    @property
    def shown(self) -> list[str]:
        return [format_value(value) for value in self.values]


@dataclass(frozen=True, slots=True)
class Figure:
    """``counts`` says what is counted, ``coverage`` over what; both are whole sentences.

    ``columns`` name the numbers of each item. The first ``drawn`` of them are drawn: side by side on
    ``columns``, as parts of a hundred in ``shares``, and the first alone in ``bars``, one item a line.
    """

    key: str
    title: str
    counts: str
    coverage: str
    shape: ChartShape
    first: str  # heading of the names
    columns: tuple[str, ...]
    items: tuple[FigureRow, ...]
    drawn: int = 1

    @property
    def series(self) -> tuple[str, ...]:
        return self.columns[: self.drawn]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The table with its headings, as CSV writes it."""
        yield (self.first, *self.columns)
        for item in self.items:
            yield (item.name, *item.shown)


def format_value(value: float) -> str:
    """
    >>> format_value(12), format_value(12.0), format_value(2.345)
    ('12', '12', '2.3')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"
