"""Symbols of the documents before and after a document in the numbering of its series."""

import re
from typing import NamedTuple

# A number with its year stands in one series that runs through the years; other numbers begin anew behind the prefix.
_THROUGH_THE_YEARS = re.compile(r"(S/RES/)(\d{1,5})\((\d{4})\)")
_WITH_SESSION = re.compile(r"([AE]/RES/)(\d{1,5})(\([A-Z-]+\))")
_BEHIND_PREFIX = re.compile(r"((?:S/PRST|[AE]/RES)/(?:\d{4}|\d{1,3}|ES-\d{1,2}|S-\d{1,2})/)(\d{1,5})")


class Neighbours(NamedTuple):
    """Possible symbols of the document before and of the one after; at most one of each exists."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def find_neighbours(symbol: str) -> Neighbours:
    """Return the symbols with the number before and after; none for a symbol that counts in no series.

    >>> find_neighbours("S/RES/2553(2020)").after, find_neighbours("S/PRST/2014/5").before
    (('S/RES/2554(2020)', 'S/RES/2554(2021)'), ('S/PRST/2014/4',))
    >>> find_neighbours("S/2016/952")
    Neighbours(before=(), after=())
    """
    if match := _THROUGH_THE_YEARS.fullmatch(symbol):
        number, year = int(match[2]), int(match[3])
        before = (f"{match[1]}{number - 1}({year})", f"{match[1]}{number - 1}({year - 1})") if number > 1 else ()
        return Neighbours(before, (f"{match[1]}{number + 1}({year})", f"{match[1]}{number + 1}({year + 1})"))
    if match := _WITH_SESSION.fullmatch(symbol):
        return _around(match[1], int(match[2]), match[3])
    if match := _BEHIND_PREFIX.fullmatch(symbol):
        return _around(match[1], int(match[2]))
    return Neighbours()


def _around(prefix: str, number: int, suffix: str = "") -> Neighbours:
    before = (f"{prefix}{number - 1}{suffix}",) if number > 1 else ()
    return Neighbours(before, (f"{prefix}{number + 1}{suffix}",))
