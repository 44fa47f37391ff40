"""Other ways to write the numbers and dates of a short text: 第51条 and 第五十一条, 1975年4月17日 and 1975-04-17.

A number is read only where it counts or numbers something. The text is folded: half width, simplified, lower case.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from resolutions.text.dates import ENGLISH_MONTHS, read_foreign_date
from resolutions.text.numerals import (
    CHINESE_DIGIT_CHARACTERS,
    parse_chinese_number,
    parse_large_number,
    to_chinese_digits,
    to_chinese_number,
    to_large_chinese_number,
)

MAX_TEXT_LENGTH = 300  # characters; a longer text was copied, and says its numbers as printed
_MAX_LARGE = 10**12 - 1
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

# The styles in which all numbers of a text are written, and the style that takes the place of one a number lacks.
_STYLES = {
    "arabic": "arabic",
    "chinese": "chinese",
    "digits": "chinese",
    "grouped": "arabic",
    "short": "arabic",
    "mixed": "arabic",
    "dashed": "arabic",
    "padded": "arabic",
    "english": "arabic",
    "two": "chinese",
    "twenty": "chinese",
}
Forms: TypeAlias = dict[str, str]  # a number by style

_DIGIT = f"[{CHINESE_DIGIT_CHARACTERS}]"
_CHINESE = f"[{CHINESE_DIGIT_CHARACTERS}十百千廿卅两]"
_SMALL = f"[0-9]{{1,2}}|[{CHINESE_DIGIT_CHARACTERS}十廿卅]{{1,3}}"
_YEAR = f"(?<![0-9])[0-9]{{4}}|{_DIGIT}{{4}}"
_FIRST = f"[{CHINESE_DIGIT_CHARACTERS}十廿卅两]"  # a number begins with one of these
_PERIODS = "个月|[年月日天周]|小时"
_UNITS = f"{_PERIODS}|世纪|[条段款项章节号次届卷页期票个名人国岁级]|分钟"
_PATTERNS = {
    "date": rf"(?:(?P<y>{_YEAR})年)?(?P<m>{_SMALL})月(?P<d>{_SMALL})[日号]",
    "month": rf"(?P<my>{_YEAR})年(?P<mm>{_SMALL})月",
    "year": rf"(?P<yy>{_YEAR})(?=年)|(?<=\()(?P<yb>(?:1[89]|20)[0-9]{{2}}|[一二]{_DIGIT}{{3}})(?=\))",
    "dashed": r"(?<![0-9])(?P<iy>[0-9]{4})(?P<dash>[-/.])(?P<im>[0-9]{1,2})(?P=dash)(?P<id>[0-9]{1,2})(?![0-9])",
    "english": rf"(?<![0-9a-z])[0-9]{{1,2}} (?:{ENGLISH_MONTHS}) [0-9]{{4}}(?![0-9])"
    rf"|(?<![a-z])(?:{ENGLISH_MONTHS}) [0-9]{{1,2}},? ?[0-9]{{4}}(?![0-9])",
    "percent": rf"(?<![0-9.])(?P<pa>[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?)%"
    rf"|百分之(?P<pc>[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?|{_CHINESE}{{1,8}}(?:点{_DIGIT}{{1,4}})?)",
    "large": r"(?<![0-9])[0-9]{1,3}(?:[, ][0-9]{3}){1,3}(?![0-9万亿])|(?<![0-9])[0-9]{5,12}(?![0-9万亿])"
    rf"|(?<![0-9.])[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?[万亿](?:[0-9]{{1,4}}[千百万]?|{_CHINESE}{{1,8}}万?)?"
    rf"|[{CHINESE_DIGIT_CHARACTERS}十两]{_CHINESE}{{0,7}}[万亿](?:{_CHINESE}{{1,8}}万?)?(?:{_CHINESE}{{1,8}})?",
    "counted": rf"(?<=第)(?:[0-9]{{1,4}}(?![0-9])|{_CHINESE}{{1,9}})"
    rf"|(?<=\()(?:[0-9]{{1,3}}|{_CHINESE}{{1,4}})(?=\))"
    rf"|(?<![0-9./])[0-9]{{1,4}}(?={_UNITS})"
    rf"|{_FIRST}(?={_PERIODS})|{_FIRST}{_CHINESE}{{1,8}}",
}
_NUMERAL = re.compile(f"[0-9{CHINESE_DIGIT_CHARACTERS}十百廿卅两]").search  # most texts have none
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.I)


def write_otherwise(text: str) -> list[str]:
    """Return the text with all its numbers written in other ways, the most usual ones first.

    >>> write_otherwise("第51条"), write_otherwise("十二个月"), write_otherwise("一九七五年四月")
    (['第五十一条'], ['12个月'], ['1975年4月'])
    >>> write_otherwise("1975年4月17日")
    ['一九七五年四月十七日', '1975-4-17', '1975-04-17', '17 April 1975']
    >>> write_otherwise("统一行动"), write_otherwise("S/RES/1325")
    ([], [])
    """
    if len(text) > MAX_TEXT_LENGTH or not _NUMERAL(text):
        return []
    mentions = [(*match.span(), forms) for match in _ANY.finditer(text) if (forms := _read(match))]
    variants = []
    for style in _STYLES if mentions else ():
        if any(style in forms for _, _, forms in mentions):
            variants.append("".join(_write(text, mentions, style)))
    return [variant for variant in dict.fromkeys(variants) if variant.lower() != text.lower()]


def is_spaced_number(text: str) -> bool:
    """Return whether a text is nothing but one number or date with blanks in it.

    >>> is_spaced_number("17 April 1975"), is_spaced_number("10 000"), is_spaced_number("第 51 条")
    (True, True, False)
    """
    match = _ANY.fullmatch(text) if " " in text else None
    return bool(match and _read(match))


def _write(text: str, mentions: list[tuple[int, int, Forms]], style: str) -> Iterator[str]:
    at = 0
    for start, end, forms in mentions:
        yield text[at:start]
        yield forms.get(style) or forms.get(_STYLES[style]) or text[start:end]
        at = end
    yield text[at:]


def _read(match: re.Match[str]) -> Forms:
    """Return the forms of a number or date; none for what is no number."""
    return _READERS[next(name for name in _PATTERNS if match[name] is not None)](match)


def _read_date(match: re.Match[str]) -> Forms:
    year, month, day = match["y"], parse_chinese_number(match["m"]), parse_chinese_number(match["d"])
    if month is None or day is None or not _is_day(month, day):
        return {}
    return _date_forms(parse_chinese_number(year), month, day) if year else _days(month, day)


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _days(month: int, day: int) -> Forms:
    return {
        "arabic": f"{month}月{day}日",
        "chinese": f"{to_chinese_number(month)}月{to_chinese_number(day)}日",
        "twenty": f"{to_chinese_number(month)}月{_twenties(day)}日",
    }


def _date_forms(year: int | None, month: int, day: int) -> Forms:
    if not year or not _is_day(month, day):
        return {}
    days = _days(month, day)
    return {
        "arabic": f"{year}年{days['arabic']}",
        "chinese": f"{to_chinese_digits(year)}年{days['chinese']}",
        "twenty": f"{to_chinese_digits(year)}年{days['twenty']}",
        "dashed": f"{year}-{month}-{day}",
        "padded": f"{year}-{month:02}-{day:02}",
        "english": f"{day} {_MONTH_NAMES[month - 1]} {year}",
    }


def _read_month(match: re.Match[str]) -> Forms:
    year, month = parse_chinese_number(match["my"]), parse_chinese_number(match["mm"])
    if not year or month is None:
        return {}
    return {
        "arabic": f"{year}年{month}月",
        "chinese": f"{to_chinese_digits(year)}年{to_chinese_number(month)}月",
    }


def _read_year(match: re.Match[str]) -> Forms:
    year = parse_chinese_number(match["yy"] or match["yb"])
    return {"arabic": str(year), "chinese": to_chinese_digits(year)} if year else {}


def _read_dashed(match: re.Match[str]) -> Forms:
    return _date_forms(int(match["iy"]), int(match["im"]), int(match["id"]))


def _read_english(match: re.Match[str]) -> Forms:
    day = read_foreign_date(match["english"])
    return _date_forms(day.year, day.month, day.day) if day else {}


def _read_percent(match: re.Match[str]) -> Forms:
    printed = match["pa"] or match["pc"]
    whole, _, fraction = printed.replace("点", ".").partition(".")
    number = parse_chinese_number(whole)
    digits = [parse_chinese_number(digit) for digit in fraction]
    if number is None or number > 9_999 or None in digits:
        return {}
    arabic = f"{number}.{''.join(map(str, digits))}" if digits else str(number)
    chinese = to_chinese_number(number) + (
        f"点{''.join(to_chinese_digits(digit or 0) for digit in digits)}" if digits else ""
    )
    return {"arabic": f"{arabic}%", "chinese": f"百分之{chinese}", "mixed": f"百分之{arabic}"}


def _read_large(match: re.Match[str]) -> Forms:
    number = parse_large_number(match["large"])
    if number is None or not 1_000 <= number <= _MAX_LARGE:
        return {}
    chinese = to_large_chinese_number(number)
    forms = {"arabic": str(number), "chinese": chinese, "grouped": f"{number:,}"}
    unit, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    if number >= unit and number % (unit // 100) == 0:
        forms["short"] = f"{number / unit:g}{name}"
    return forms | _with_two(chinese)


def _read_counted(match: re.Match[str]) -> Forms:
    number = parse_chinese_number(match["counted"])
    if number is None:
        return {}
    is_digits = (
        len(match[0]) > 1 and match[0][0] in CHINESE_DIGIT_CHARACTERS and match[0][1] in CHINESE_DIGIT_CHARACTERS
    )
    is_numbering = match.string[match.start() - 1 : match.start()] == "第" or match.string[match.end() :][:1] == "号"
    if is_digits and not is_numbering:  # 九一一 is a name, and 一一 is no number
        return {"arabic": str(number)} if len(match[0]) > 2 else {}
    chinese = to_chinese_number(number)
    forms = {"arabic": str(number), "chinese": chinese} | _with_two(chinese)
    if is_numbering and number >= 100:
        forms["digits"] = to_chinese_digits(number)
    if 20 <= number < 40:
        forms["twenty"] = _twenties(number)
    return forms


def _with_two(chinese: str) -> Forms:
    """Return the form with 两 in place of 二 before a unit at the start."""
    return {"two": "两" + chinese[1:]} if chinese[0] == "二" and chinese[1:2] in tuple("百千万亿") else {}


def _twenties(number: int) -> str:
    """Write 20 to 39 with 廿 or 卅, any other number as usual."""
    return to_chinese_number(number).replace("二十", "廿").replace("三十", "卅")


_READERS: Mapping[str, Callable[[re.Match[str]], Forms]] = {
    "date": _read_date,
    "month": _read_month,
    "year": _read_year,
    "dashed": _read_dashed,
    "english": _read_english,
    "percent": _read_percent,
    "large": _read_large,
    "counted": _read_counted,
}
