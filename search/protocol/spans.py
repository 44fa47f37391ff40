"""Meaning of the filters by year and by date, the same for every engine and for the catalogue."""

from collections.abc import Iterable
from datetime import date

import numpy as np


def contains_year(years: np.ndarray, spans: Iterable[str]) -> np.ndarray:
    """Return for each year whether it is in one of ``spans``: ``2020``, or ``2010-2019`` with both ends included.

    An unknown year, 0, is in none.

    >>> contains_year(np.array([0, 1999, 2005]), ["2000-2009", "1999"]).tolist()
    [False, True, True]
    """
    flags = np.zeros(len(years), bool)
    for span in spans:
        first, _, last = span.partition("-")
        flags |= (years >= int(first)) & (years <= int(last or first))
    return flags & (years > 0)


def contains_day(days: np.ndarray, spans: Iterable[str]) -> np.ndarray:
    """Return for each day, as ``date.toordinal`` counts them, whether it is in one of ``spans``.

    A span is ``2001-09-12..2002-01-31``; both ends are included, and either may be empty. An unknown day, 0, is in
    none.

    >>> contains_day(np.array([0, date(2001, 9, 12).toordinal()]), ["2001-09-12.."]).tolist()
    [False, True]
    """
    flags = np.zeros(len(days), bool)
    for span in spans:
        first, last = (date.fromisoformat(day) if day else None for day in span.split(".."))
        flags |= (days >= (first or date.min).toordinal()) & (days <= (last or date.max).toordinal())
    return flags & (days > 0)
