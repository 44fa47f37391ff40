"""The numbers that Word prints without writing them: 1., (a), 三、, 甲. Source: ECMA-376 part 1, 17.9 and 17.18.59."""

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
_ROMAN += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_LARGEST = 9999


def format_number(number: int, form: str) -> str:
    """``number`` in Word's number format ``form``; a format not known here is printed in arabic numerals.

    >>> [format_number(n, f) for n, f in [(12, "decimal"), (3, "lowerLetter"), (28, "upperLetter"), (9, "lowerRoman")]]
    ['12', 'c', 'BB', 'ix']
    >>> [format_number(n, "chineseCounting") for n in (3, 10, 21)], format_number(2, "ideographTraditional")
    (['三', '十', '二十一'], '乙')
    """
    if form == "none" or not 0 <= number <= _LARGEST:
        return "" if form == "none" else str(number)
    if form in ("lowerLetter", "upperLetter") and number:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and number:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if "hineseCounting" in form or form in ("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"):
        return _counting(number)
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        letters += sign * (number // size)
        number %= size
    return letters


def _counting(number: int) -> str:
    """一 to 九千九百九十九."""
    if number == 0:
        return "零"
    text, gap = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + sign
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text
