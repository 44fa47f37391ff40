"""The years along the drawing: one place for each year that has documents, long gaps made short."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

_WIDEST, _NARROWEST = 40.0, 3.0  # of one year
_LONGEST_GAP = 4  # years; a longer gap is drawn as long as this, with a break in the axis
_FIRST = 16.0  # from the gutter to the first year: room for an arrow
_BETWEEN_NAMES = 36.0  # of two years named along the axis


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; ``words`` is empty where there is no room for its name."""

    x: float
    words: str

    def moved(self, by: float) -> "Tick":
        return replace(self, x=round(self.x + by, 1))


@dataclass(frozen=True, slots=True)
class Axis:
    """Places of years, from 0 beside the focus outwards: to the left negative, to the right positive."""

    places: dict[int | None, float]
    ticks: tuple[Tick, ...]

    def place(self, year: int | None) -> float:
        return self.places[year]


def build_axis(years: Iterable[int | None], side: int, length: float) -> Axis:
    """The axis of one side: ``side`` is -1 for the left one, whose youngest year stands beside the focus.

    It is about as long as ``length``, shorter for few years. Documents without a year stand farthest out.
    """
    known = sorted({year for year in years if year is not None}, reverse=side < 0)
    units: dict[int | None, int] = {}
    at, before = 0, None
    for year in known:
        at += 0 if before is None else min(abs(year - before), _LONGEST_GAP)
        units[year], before = at, year
    if None in set(years):
        units[None] = at + (2 if known else 0)
    longest = max(units.values(), default=0)
    unit = min(max(length / longest, _NARROWEST), _WIDEST) if longest else 0.0
    places = {year: side * (_FIRST + place * unit) for year, place in units.items()}
    return Axis(places, tuple(_ticks(places)))


def _ticks(places: dict[int | None, float]) -> Iterable[Tick]:
    """A tick for each year, named where there is room; the outermost ones first."""
    named: list[float] = []
    ends = sorted(places, key=lambda year: (-abs(places[year]), year or 0))
    order = [*ends[:1], *reversed(ends[1:])]
    for year in order:
        x = places[year]
        room = _BETWEEN_NAMES * (1.5 if year is None else 1)
        fits = all(abs(x - other) >= room for other in named)
        if fits:
            named.append(x)
        yield Tick(x, ("年份不详" if year is None else str(year)) if fits else "")
