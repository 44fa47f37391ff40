"""Ranges of years, days and counts, as readers write them: ``2000..2010``, ``>2005``, ``2001年9月12日以后``.

A single value is a range too: a year its days, a month its days.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from resolutions.text.dates import read_foreign_date
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number

MIN_YEAR, MAX_YEAR = 1, 9999  # those of ``datetime.date``; also the ends of a range that is open
MIN_DAY, MAX_DAY = date.min.toordinal(), date.max.toordinal()
MAX_COUNT = 10**9
MAX_RANGE_LENGTH = 60  # characters; a longer text is no range
_Span = tuple[int, int]
_Reader = Callable[[str], _Span | None]

_SEPARATOR = re.compile(r"\.{2,}|…+|⋯+|~|—+|--|至|到|(?<=\d)TO(?=\d)", re.I)
_HYPHEN = re.compile(r"(?<!-)-(?!-)")
_BRACKETED = re.compile(r"[\[({]([^\[\](){}]+)[\])}]")  # fold_and_squeeze makes them alike
_COMPARISON = re.compile(r"(>=|=>|≥|⩾|<=|=<|≤|⩽|>|<|=)(.+)")
_AFTER = re.compile(r"(.+?)及?(以后|之后|以来|起|后)")
_BEFORE = re.compile(r"(.+?)及?(以前|之前|为止|前)")
_INCLUSIVE = ("以后", "以来", "起", "以前", "为止")  # the others exclude the value itself

_YEAR_DIGITS = rf"\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}}"
_YEAR = re.compile(rf"({_YEAR_DIGITS})年?")
_DECADE = re.compile(r"(\d{3})0(?:年代|s)", re.I)
_NUMBER = rf"\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}}"
_MONTH = re.compile(rf"({_YEAR_DIGITS})年({_NUMBER})月|(\d{{4}})[-/.](\d{{1,2}})")
_DAY = re.compile(rf"({_YEAR_DIGITS})年({_NUMBER})月({_NUMBER})[日号]|(\d{{4}})([-/.])(\d{{1,2}})\5(\d{{1,2}})")
_COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_LOOKS_FOREIGN = re.compile(r"\d{1,2}[^\W\d_]{3,10}\.?,?\d{4}|[^\W\d_]{3,10}\.?\d{1,2},?\d{4}")
_COUNT = re.compile(r"(\d{1,9})次?")


@dataclass(frozen=True, slots=True)
class Range:
    """A range with both ends included; ``is_reversed`` when the greater end was written first."""

    first: int
    last: int
    is_reversed: bool = False


def read_years(text: str) -> Range | None:
    """Read a range of years; None when it is none.

    >>> read_years("2000-2010"), read_years(">2005"), read_years("二〇〇〇年以来").first, read_years("1990s").last
    (Range(first=2000, last=2010, is_reversed=False), Range(first=2006, last=9999, is_reversed=False), 2000, 1999)
    """
    return _read_range(text, _read_year, MIN_YEAR, MAX_YEAR)


def read_dates(text: str) -> Range | None:
    """Read a range of days, as ``date.toordinal`` counts them; None when it is none.

    >>> found = read_dates("2001-09..2002")
    >>> str(date.fromordinal(found.first)), str(date.fromordinal(found.last))
    ('2001-09-01', '2002-12-31')
    >>> str(date.fromordinal(read_dates(">2001年9月12日").first)), read_dates("2001-02-30")
    ('2001-09-13', None)
    """
    return _read_range(text, _read_days, MIN_DAY, MAX_DAY)


def read_counts(text: str) -> Range | None:
    """Read a range of counts; None for a single number, which may be the number of a document.

    >>> read_counts(">=5"), read_counts("5..10").last, read_counts("1325")
    (Range(first=5, last=1000000000, is_reversed=False), 10, None)
    """
    return None if _normalize(text).isdigit() else _read_range(text, _read_count, 0, MAX_COUNT)


def _normalize(text: str) -> str:
    """Fold a text and remove its blanks, brackets and opening word; empty for a text that is too long."""
    if len(text) > MAX_RANGE_LENGTH:
        return ""
    folded = "".join(fold_and_squeeze(text).split())
    if match := _BRACKETED.fullmatch(folded):
        folded = match[1]
    return folded[1:] if folded[:1] in ("从", "自") else folded


def _read_range(text: str, read: _Reader, least: int, greatest: int) -> Range | None:
    """Read a range of the values that ``read`` knows; ``least`` and ``greatest`` are its ends when it is open."""
    text = _normalize(text) or " "
    if single := read(text):
        return Range(*single)
    if match := _COMPARISON.fullmatch(text):
        span = read(match[2])
        return Range(*_compare(match[1], span, least, greatest)) if span else None
    for pattern, sign in ((_AFTER, ">"), (_BEFORE, "<")):
        if (match := pattern.fullmatch(text)) and (span := read(match[1])):
            return Range(*_compare(sign + ("=" if match[2] in _INCLUSIVE else ""), span, least, greatest))
    return _read_two_ends(text, read, least, greatest)


def _compare(sign: str, span: _Span, least: int, greatest: int) -> _Span:
    if sign in (">=", "=>", "≥", "⩾"):
        return span[0], greatest
    if sign in ("<=", "=<", "≤", "⩽"):
        return least, span[1]
    if sign == ">":
        return span[1] + 1, greatest
    return span if sign == "=" else (least, span[0] - 1)


def _read_two_ends(text: str, read: _Reader, least: int, greatest: int) -> Range | None:
    for separator in (_SEPARATOR, _HYPHEN):
        for match in separator.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            start, end = read(before) if before else None, read(after) if after else None
            if not (start or end) or (before and not start) or (after and not end):
                continue
            if start and end and start[0] > end[1]:
                return Range(end[0], start[1], is_reversed=True)
            return Range(start[0] if start else least, end[1] if end else greatest)
    return None


def _read_year(text: str) -> _Span | None:
    if match := _DECADE.fullmatch(text):
        return int(match[1]) * 10, int(match[1]) * 10 + 9
    match = _YEAR.fullmatch(text)
    year = parse_number(match[1]) if match else None
    return (year, year) if year else None


def _read_count(text: str) -> _Span | None:
    match = _COUNT.fullmatch(text)
    return (int(match[1]), int(match[1])) if match else None


def _read_days(text: str) -> _Span | None:
    """Read a day, a month or a year as its first and last day."""
    if match := _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text):
        parts = [part for part in match.groups() if part and part not in "-/."]
        return _span_of_days(*(parse_number(part) or 0 for part in parts))
    if match := _MONTH.fullmatch(text):
        return _span_of_days(*(parse_number(part) or 0 for part in match.groups() if part))
    if years := _read_year(text):
        return date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
    day = read_foreign_date(text) if _LOOKS_FOREIGN.fullmatch(text) else None
    return (day.toordinal(), day.toordinal()) if day else None


def _span_of_days(year: int, month: int, day: int = 0) -> _Span | None:
    try:
        first = date(year, month, day or 1).toordinal()
    except ValueError:
        return None
    return first, first if day else first + monthrange(year, month)[1] - 1
