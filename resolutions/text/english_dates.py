"""Dates in English as letterheads print them: 9 September 2021."""

import datetime
import re

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?(?P<month>{ENGLISH_MONTHS})\.?,?\s?(?P<year>\d{{4}})(?!\d)", re.I
)
_MONTH_FIRST = re.compile(rf"(?P<month>{ENGLISH_MONTHS})\.?\s?(?P<day>\d{{1,2}}),?\s?(?P<year>\d{{4}})(?!\d)", re.I)


def read_english_date(text: str) -> datetime.date | None:
    """Return the first English date in ``text``.

    >>> read_english_date("Distr.: General 9 September 2021"), read_english_date("31 June 2021")
    (datetime.date(2021, 9, 9), None)

    """
    match = _DAY_FIRST.search(text) or _MONTH_FIRST.search(text)
    if not match:
        return None
    try:
        return datetime.date(int(match["year"]), _NAMES.index(match["month"][:3].lower()) + 1, int(match["day"]))
    except ValueError:
        return None
