"""Numbers as printed: arabic, Chinese in both styles, and Roman."""

import re

CHINESE_NUMERALS = "〇零一二三四五六七八九十百"
CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "0": 0,
    "两": 2,
}
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_chinese_number(printed: str) -> int | None:
    """Read a Chinese numeral, positional (``一八六``) or with tens (``四十六``, ``第一百零一`` without 第).

    >>> [parse_chinese_number(n) for n in ("一八六", "四十六", "二0二五", "一百零三", "十", "甲")]
    [186, 46, 2025, 103, 10, None]

    Returns None for anything else; numbers above 9,999 are left out.
    """
    if not printed or len(printed) > 9:
        return None
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if all(character in CHINESE_DIGITS for character in printed):
        return int("".join(str(CHINESE_DIGITS[character]) for character in printed)) if len(printed) <= 4 else None
    total, pending = 0, None
    for character in printed:
        unit = {"千": 1000, "百": 100, "十": 10}.get(character)
        if unit:
            total += (1 if pending is None else pending) * unit
            pending = None
        elif character in CHINESE_DIGITS and (pending is None or pending == 0):
            pending = CHINESE_DIGITS[character]
        else:
            return None
    return total + (pending or 0)


def parse_roman_number(printed: str) -> int | None:
    """Read a Roman numeral up to 399 in its regular spelling.

    >>> [parse_roman_number(n) for n in ("XXV", "IX", "IIX")]
    [25, 9, None]
    """
    total = 0
    for here, following in zip(printed, [*printed[1:], ""], strict=True):
        if here not in _ROMAN:
            return None
        value = _ROMAN[here]
        total += -value if following and _ROMAN.get(following, 0) > value else value
    return total if total and to_roman(total) == printed else None


def to_roman(number: int) -> str:
    """Write 1–399 as a Roman numeral.

    >>> to_roman(15), to_roman(48)
    ('XV', 'XLVIII')
    """
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        written += letters * count
    return written


def parse_number(printed: str) -> int | None:
    """Read an arabic or Chinese number."""
    compact = re.sub(r"\s", "", printed)
    return int(compact) if compact.isascii() and compact.isdigit() else parse_chinese_number(compact)
