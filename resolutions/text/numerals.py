"""Chinese, Roman and Arabic numerals: parsing and formatting. The only module with tables of numerals."""

import re
from fractions import Fraction
from itertools import pairwise

CHINESE_DIGIT_CHARACTERS = "〇零一二三四五六七八九"  # for character classes: the digits of a year, 一九四八
CHINESE_COUNTING_CHARACTERS = "一二三四五六七八九十"  # for character classes: small numbers, 二十三
CHINESE_NUMERALS = CHINESE_DIGIT_CHARACTERS + "十百千廿卅"
CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "0": 0,
    "两": 2,
}
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE_UNITS = {"千": 1000, "百": 100, "十": 10}
_CHINESE_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
MAX_LARGE_NUMBER_LENGTH = 32  # characters
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,8})?").fullmatch
_ARABIC_THOUSANDS = re.compile("([0-9]{1,4})([千百])").fullmatch
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def parse_number(printed: str) -> int | None:
    """Parse an Arabic or Chinese number of at most nine digits; white space is ignored.

    >>> parse_number("1 325"), parse_number("四十六"), parse_number("甲")
    (1325, 46, None)
    """
    return parse_chinese_number("".join(printed.split()))


def parse_chinese_number(printed: str) -> int | None:
    """Parse a Chinese number from 0 to 9,999, written as digits (一八六) or with units (四十六).

    >>> [parse_chinese_number(n) for n in ("一八六", "四十六", "二0二五", "一百零三", "十", "廿五", "甲")]
    [186, 46, 2025, 103, 10, 25, None]

    Return None for anything else.
    """
    if not printed or len(printed) > 9:
        return None
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if "廿" in printed or "卅" in printed:
        printed = printed.translate(_CHINESE_TENS)
    if CHINESE_DIGITS.keys() >= set(printed):
        return int("".join(str(CHINESE_DIGITS[character]) for character in printed)) if len(printed) <= 4 else None
    total, pending = 0, None
    for character in printed:
        unit = _CHINESE_UNITS.get(character)
        if unit:
            total += (1 if pending is None else pending) * unit
            pending = None
        elif character in CHINESE_DIGITS and (pending is None or pending == 0):
            pending = CHINESE_DIGITS[character]
        else:
            return None
    return total + (pending or 0)


def to_chinese_number(number: int) -> str:
    """Format 0 to 9,999 as a Chinese number with units.

    >>> [to_chinese_number(n) for n in (0, 7, 10, 39, 108, 110, 2005)]
    ['零', '七', '十', '三十九', '一百零八', '一百一十', '二千零五']
    """
    if number == 0:
        return "零"
    text, has_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if has_gap and text else "") + to_chinese_digits(digit) + name
        has_gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


def to_chinese_digits(number: int) -> str:
    """Replace each Arabic digit by a Chinese one: 2020 is 二〇二〇.

    >>> to_chinese_digits(2020)
    '二〇二〇'
    """
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def parse_large_number(printed: str) -> int | None:
    """Parse a whole number in any mixture of Arabic and Chinese digits with 万 and 亿.

    >>> [parse_large_number(n) for n in ("1.5亿", "一亿五千万", "10,000", "3万5千", "一万零五", "万", "1.55", "12345")]
    [150000000, 150000000, 10000, 35000, 10005, None, None, 12345]
    """
    printed = printed.replace(",", "").replace(" ", "")
    if len(printed) > MAX_LARGE_NUMBER_LENGTH:
        return None
    total = 0
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        before, found, printed = printed.partition(name) if name in printed else ("", "", printed)
        if found:
            part = _parse_part(before, unit)
            if part is None:
                return None
            total += part
    rest = _parse_part(printed, 1) if printed else 0
    return None if rest is None else total + rest


def _parse_part(printed: str, unit: int) -> int | None:
    """Parse a number of units of 万 or 亿, which may have decimals if the product is whole."""
    if _DECIMAL(printed):
        product = Fraction(printed) * unit
        return int(product) if product.denominator == 1 else None
    if match := _ARABIC_THOUSANDS(printed):
        return int(match[1]) * _CHINESE_UNITS[match[2]] * unit
    number = parse_chinese_number(printed)
    return None if number is None else number * unit


def to_large_chinese_number(number: int) -> str:
    """Format 0 to 999,999,999,999 as a Chinese number with units.

    >>> [to_large_chinese_number(n) for n in (150_000_000, 10_005, 35_000, 200)]
    ['一亿五千万', '一万零五', '三万五千', '二百']
    """
    text = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, unit)
        if part:
            text += ("零" if text and part < 1000 else "") + to_chinese_number(part) + name
    return text or to_chinese_number(0)


def parse_roman_number(printed: str) -> int | None:
    """Parse a Roman number from 1 to 399 in upper case.

    >>> [parse_roman_number(n) for n in ("XXV", "IX", "IIX")]
    [25, 9, None]

    Return None for irregular spellings and anything else.
    """
    total = 0
    for here, following in pairwise([*printed, ""]):
        if here not in _ROMAN_DIGITS:
            return None
        value = _ROMAN_DIGITS[here]
        total += -value if following and _ROMAN_DIGITS.get(following, 0) > value else value
    return total if total and to_roman(total) == printed else None


def to_roman(number: int) -> str:
    """Format 1 to 9,999 as a Roman number in upper case; thousands repeat M.

    >>> to_roman(15), to_roman(48), to_roman(1994)
    ('XV', 'XLVIII', 'MCMXCIV')
    """
    written = ""
    for value, letters in _ROMAN_STEPS:
        count, number = divmod(number, value)
        written += letters * count
    return written
