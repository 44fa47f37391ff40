"""Facts of the catalogue of Council action that the reader looks up: year, date and symbol of a document."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from resolutions.text.years import HIGHEST_PLAUSIBLE, LAST_KNOWN_YEAR, LATEST_PLAUSIBLE_YEAR, council_year

_RESOLUTION = re.compile(r"S/RES/(\d{1,4})\((\d{4})\)")
_STATEMENT = re.compile(r"S/PRST/\d{4}/\d{1,3}")
_MEETING = re.compile(r"S/PV\.(\d{1,5})")

Adoption = tuple[str, date, int]  # kind, date and number of the meeting


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One document of the catalogue; ``dates`` may disagree, ``meeting`` is the printed record (``S/PV.8699``)."""

    symbol: str
    dates: tuple[date, ...] = ()
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueLookup:
    """Loaded catalogue. The table of ``resolutions.text.years`` answers for resolutions that it lacks.

    ``years`` and ``dates`` are those of Council resolutions by number; of two dates the earlier one is kept.
    ``symbols`` are all documents of one kind adopted at one meeting. ``numbers`` are the keys of ``years``, sorted.
    """

    years: Mapping[int, int] = field(default_factory=dict)
    dates: Mapping[int, date] = field(default_factory=dict)
    symbols: Mapping[Adoption, tuple[str, ...]] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()

    def council_year(self, number: int) -> int | None:
        """Return the year of Council resolution ``number``; None where neither catalogue nor table tell it.

        A number between two of one year is of that year.
        """
        if known := self.years.get(number) or council_year(number):
            return known
        first, last = self._year_bounds(number)
        return first if first == last else None

    def council_year_fits(self, number: int, year: int) -> bool:
        """Return True if resolution ``number`` can be of ``year``; behind all known numbers any later year fits."""
        if known := self.years.get(number) or council_year(number):
            return known == year
        first, last = self._year_bounds(number)
        return 0 < number < HIGHEST_PLAUSIBLE and first <= year <= last

    def council_symbol(self, number: int, year: int | None = None) -> str | None:
        """Return the symbol of a Council resolution; None where number and year do not fit.

        Without ``year`` the number gives the year. A number without a known year gives a symbol without one.
        """
        if year is None and not (year := self.council_year(number)):
            return f"S/RES/{number}" if 0 < number < HIGHEST_PLAUSIBLE else None
        return f"S/RES/{number}({year})" if self.council_year_fits(number, year) else None

    def find_adopted(self, kind: str, day: date | None, meeting: int | None) -> str:
        """Return the symbol of the only document of ``kind`` with this date and meeting; empty without one."""
        found = self.symbols.get((kind, day, meeting), ()) if day and meeting else ()
        return found[0] if len(found) == 1 else ""

    def _year_bounds(self, number: int) -> tuple[int, int]:
        """Return the years of the nearest known numbers below and above."""
        at = bisect_left(self.numbers, number)
        below = self.years[self.numbers[at - 1]] if at else 0
        above = self.years[self.numbers[at]] if at < len(self.numbers) else LATEST_PLAUSIBLE_YEAR
        return max(below, LAST_KNOWN_YEAR + 1), above


NO_CATALOGUE = CatalogueLookup()


def build_lookup(rows: Iterable[LookupRow]) -> CatalogueLookup:
    """Build the lookup from rows of the catalogue; rows of other documents are left out.

    >>> lookup = build_lookup([LookupRow("S/RES/2817(2026)"), LookupRow("S/PRST/2014/5", (date(2014, 2, 21),))])
    >>> lookup.council_symbol(2817), lookup.council_symbol(1267), lookup.council_symbol(2817, 2025)
    ('S/RES/2817(2026)', 'S/RES/1267(1999)', None)
    """
    years: dict[int, int] = {}
    dates: dict[int, date] = {}
    symbols: dict[Adoption, tuple[str, ...]] = {}
    for row in rows:
        resolution = _RESOLUTION.fullmatch(row.symbol)
        if resolution:
            number = int(resolution[1])
            years[number] = int(resolution[2])
            if row.dates:
                dates[number] = min(row.dates)
        elif not _STATEMENT.fullmatch(row.symbol):
            continue
        kind = "resolution" if resolution else "statement"
        if record := _MEETING.match(row.meeting):
            for day in set(row.dates):
                adoption = kind, day, int(record[1])
                symbols[adoption] = (*symbols.get(adoption, ()), row.symbol)
    return CatalogueLookup(years, dates, symbols, tuple(sorted(years)))
