"""The time axis of a drawing: one position for each year that has documents; long gaps are shortened."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resolutions.graph.wording import CHINESE, Wording

MAX_YEAR_WIDTH, MIN_YEAR_WIDTH = 40.0, 3.0
MAX_GAP = 4  # years; a longer gap is drawn as long as this
FIRST_OFFSET = 16.0  # from the gutter to the first year; leaves space for an arrow
MIN_LABEL_DISTANCE = 36.0  # between two years named along the axis
UNDATED_GAP = 2  # years between the outermost year and the documents without a year


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis. ``label`` is empty where a label would overlap another."""

    x: float
    label: str

    def shifted_by(self, distance: float) -> "Tick":
        """Return the tick moved to the right by ``distance``."""
        return replace(self, x=round(self.x + distance, 1))


@dataclass(frozen=True, slots=True)
class Axis:
    """Positions of years by distance from the focus: negative to the left, positive to the right.

    The key ``None`` is for documents without a year.
    """

    positions: dict[int | None, float]
    ticks: tuple[Tick, ...]

    def position(self, year: int | None) -> float:
        """Return the position of ``year``. Raises ``KeyError`` for a year that the axis was not built for."""
        return self.positions[year]


def build_axis(years: Iterable[int | None], side: int, length: float, wording: Wording = CHINESE) -> Axis:
    """Build the axis of one side of the focus; ``side`` is -1 for the left and 1 for the right.

    The year nearest to the focus is the latest on the left and the earliest on the right.
    The axis is about ``length`` long, shorter for few years. ``None`` is the outermost position.
    """
    distinct = set(years)
    known = sorted((year for year in distinct if year is not None), reverse=side < 0)
    units: dict[int | None, int] = {}  # distance of each year from the first, in years as drawn
    distance = 0
    previous: int | None = None
    for year in known:
        distance += 0 if previous is None else min(abs(year - previous), MAX_GAP)
        units[year], previous = distance, year
    if None in distinct:
        units[None] = distance + (UNDATED_GAP if known else 0)
    longest = max(units.values(), default=0)
    year_width = min(max(length / longest, MIN_YEAR_WIDTH), MAX_YEAR_WIDTH) if longest else 0.0
    positions = {year: side * (FIRST_OFFSET + unit * year_width) for year, unit in units.items()}
    return Axis(positions, tuple(_iter_ticks(positions, wording.translate("年份不详"))))


def _iter_ticks(positions: dict[int | None, float], undated: str) -> Iterable[Tick]:
    """Yield a tick for each year; the outermost year is labelled first, then outwards from the focus."""
    labelled: list[float] = []
    outermost_first = sorted(positions, key=lambda year: (-abs(positions[year]), year or 0))
    for year in [*outermost_first[:1], *reversed(outermost_first[1:])]:
        x = positions[year]
        distance = MIN_LABEL_DISTANCE * (1.5 if year is None else 1)
        fits = all(abs(x - other) >= distance for other in labelled)
        if fits:
            labelled.append(x)
        yield Tick(x, (undated if year is None else str(year)) if fits else "")
