"""Figures: numbers with their explanation, shown as a chart, as a table and as CSV."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ChartShape = Literal["columns", "shares", "bars"]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of the table: its name, a number for each column, and the links to what they count.

    ``url`` is the link of the name and of the row in the chart, ``urls`` those of the numbers; "" is no link.
    ``name_en`` is the name in English where it is no translation of ``name``, otherwise "".
    """

    name: str
    values: tuple[float, ...]
    url: str = ""
    urls: tuple[str, ...] = ()
    name_en: str = ""

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The numbers as text, each with its link."""
        links = self.urls + ("",) * (len(self.values) - len(self.urls))
        return list(zip(self.formatted_values, links, strict=True))

    @property
    def formatted_values(self) -> list[str]:
        """The numbers as text, with one decimal at most."""
        return [format_value(value) for value in self.values]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its rows.

    ``definition`` explains what is counted, ``coverage`` over which documents; both are sentences.
    ``name_heading`` is the heading of the names, ``columns`` those of the numbers. The chart shows the
    first ``drawn`` numbers of each row: stacked in ``columns``, as parts of 100 in ``shares``. In
    ``bars`` it shows the first number alone, one row below the other. With ``ends_with_remainder`` the last of them is
    drawn in grey, as what is only in the catalogue. ``left_out`` are links to what the coverage says is not drawn.
    """

    key: str
    title: str
    definition: str
    coverage: str
    shape: ChartShape
    name_heading: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    drawn: int = 1
    ends_with_remainder: bool = False
    left_out: tuple[FigureRow, ...] = ()

    @property
    def series(self) -> tuple[str, ...]:
        """The columns that the chart shows."""
        return self.columns[: self.drawn]

    def iter_table(self) -> Iterator[tuple[str, ...]]:
        """Yield the head and the rows of the table as text."""
        yield (self.name_heading, *self.columns)
        for row in self.rows:
            yield (row.name, *row.formatted_values)


def format_value(value: float) -> str:
    """Format a number with one decimal, or none when it is whole.

    >>> format_value(12), format_value(12.0), format_value(2.345)
    ('12', '12', '2.3')
    """
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"
