"""Headings that print a number and a year that do not agree: they name no document, and the editor is told why."""

import re
from collections.abc import Iterable, Iterator

from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_NUMERALS, parse_number
from resolutions.text.years import council_year, council_year_fits

_HEAD_LINES = 40  # lines with text that may belong to the heading
_MAX_LENGTH = 40  # characters of a line that is the heading
_DIGITS = rf"[\d{CHINESE_NUMERALS}]"
_HEADING = re.compile(
    rf"(?:联合国)?(?:安全理事会|安理会)?(?:第|决议|S/RES/|RESOLUTION ?)?(?P<number>{_DIGITS}{{1,9}})"
    rf"\((?P<year>{_DIGITS}{{4}})\)(?:号决议案?|号)?",
    re.IGNORECASE,
)


def find_year_conflict(lines: Iterable[str]) -> Iterator[str]:
    """Yield a warning for the first line of the heading that prints a Council resolution with a wrong year.

    >>> list(find_year_conflict(["安全理事会", "第2501(2025)号决议"]))
    ['标题“第2501(2025)号决议”的编号与年份不符：第2501号决议是2019年通过的，请核对文号']
    """
    for line in list(lines)[:_HEAD_LINES]:
        printed = fold_and_squeeze(line.strip()) if len(line) <= _MAX_LENGTH else ""
        match = _HEADING.fullmatch(printed)
        number, year = (parse_number(match["number"]), parse_number(match["year"])) if match else (None, None)
        if not number or not year or council_year_fits(number, year) or not (adopted := council_year(number)):
            continue
        yield f"标题“{line.strip()}”的编号与年份不符：第{number}号决议是{adopted}年通过的，请核对文号"
        return
