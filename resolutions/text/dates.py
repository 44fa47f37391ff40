"""Dates in the six official languages, as headings and letterheads print them."""

import datetime
import re

from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number

_YEAR = rf"\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}}"
_PART = rf"\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}}"
CHINESE_DATE = rf"(?:{_YEAR})年(?:{_PART})月(?:{_PART})日"  # for patterns on folded text without blanks
_CHINESE = re.compile(rf"({_YEAR})年({_PART})月({_PART})日")
_MONTHS = (
    "january|jan|janvier|enero|января|كانون الثاني|يناير",
    "february|feb|février|febrero|февраля|شباط|فبراير",
    "march|mar|mars|marzo|марта|آذار|مارس",
    "april|apr|avril|abril|апреля|نيسان|أبريل",
    "may|mai|mayo|мая|أيار|مايو",
    "june|jun|juin|junio|июня|حزيران|يونيه|يونيو",
    "july|jul|juillet|julio|июля|تموز|يوليه|يوليو",
    "august|aug|août|agosto|августа|آب|أغسطس",
    "september|sept|sep|septembre|septiembre|сентября|أيلول|سبتمبر",
    "october|oct|octobre|octubre|октября|تشرين الأول|أكتوبر",
    "november|nov|novembre|noviembre|ноября|تشرين الثاني|نوفمبر",
    "december|dec|décembre|diciembre|декабря|كانون الأول|ديسمبر",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_ANY_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|º)?\s?(?:de\s)?(?P<month>{_ANY_MONTH})(?:/\w{{1,12}})?\.?,?\s?(?:de\s|del\s)?"
    r"(?P<year>\d{4})(?!\d)",
    re.I,
)
_MONTH_FIRST = re.compile(rf"(?P<month>{ENGLISH_MONTHS})\.?\s?(?P<day>\d{{1,2}}),?\s?(?P<year>\d{{4}})(?!\d)", re.I)


def read_date(text: str) -> datetime.date | None:
    """Return the first date in Chinese in ``text``, in Arabic or Chinese numerals.

    >>> read_date("安全理事会2021 年 9 月 9 日第8852次会议通过"), read_date("一九七五年四月十七日")
    (datetime.date(2021, 9, 9), datetime.date(1975, 4, 17))

    """
    match = _CHINESE.search(fold_and_squeeze(text))
    return _build(*(parse_number(part) for part in match.groups())) if match else None


def read_foreign_date(text: str) -> datetime.date | None:
    """Return the first date in ``text`` in one of the five other official languages.

    >>> read_foreign_date("Distr.: General 9 September 2021"), read_foreign_date("31 June 2021")
    (datetime.date(2021, 9, 9), None)

    """
    match = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    return _build(int(match["year"]), _MONTH_NUMBERS[match["month"].lower()], int(match["day"])) if match else None


def _build(year: int | None, month: int | None, day: int | None) -> datetime.date | None:
    try:
        return datetime.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
