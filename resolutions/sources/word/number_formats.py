"""Number formats of Word's numbered lists (``w:numFmt``). Source: ECMA-376 part 1, 17.9 and 17.18.59."""

from resolutions.text.numerals import HEAVENLY_STEMS, to_chinese_digits, to_chinese_number, to_roman

_LARGEST = 9999


def format_number(number: int, form: str) -> str:
    """Format ``number`` in Word's number format ``form``; an unknown format gives Arabic numerals.

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
        return to_roman(number) if form == "upperRoman" else to_roman(number).lower()
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ideographTraditional" and 0 < number <= len(HEAVENLY_STEMS):
        return HEAVENLY_STEMS[number - 1]
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return to_chinese_digits(number)
    if "hineseCounting" in form or form in ("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting"):
        return to_chinese_number(number)
    return str(number)
