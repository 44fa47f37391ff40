"""A small bar chart by year, drawn as SVG by the template; its numbers stand in a table beneath. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 120  # units of the drawing, without the line of years beneath
MAX_BAR_WIDTH = 36
MAX_YEAR_LABELS = 12  # at most so many years are written beneath the bars


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: the rectangle, and whether its year is written beneath."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    has_label: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


def layout_year_bars(counts: Mapping[int, int]) -> list[YearBar]:
    """A bar for each year from the first to the last that has a count, years without one included.

    >>> [(bar.year, bar.height) for bar in layout_year_bars({2017: 1, 2019: 2})]
    [(2017, 60.0), (2018, 0.0), (2019, 120.0)]
    """
    if not counts:
        return []
    years = range(min(counts), max(counts) + 1)
    step = min(WIDTH / len(years), MAX_BAR_WIDTH)
    highest = max(counts.values())
    every = -(-len(years) // MAX_YEAR_LABELS)
    return [
        YearBar(
            year,
            count := counts.get(year, 0),
            round(place * step, 1),
            round(HEIGHT - HEIGHT * count / highest, 1),
            round(step * 0.8, 1),
            round(HEIGHT * count / highest, 1),
            place % every == 0,
        )
        for place, year in enumerate(years)
    ]
