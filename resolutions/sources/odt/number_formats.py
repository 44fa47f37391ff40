"""Number formats of OpenDocument lists (``style:num-format``): the first characters of the sequence they print.

Source: OASIS OpenDocument 1.3, part 3, 20.322, and the sequences that LibreOffice writes for Chinese.
"""

from resolutions.sources.word.number_formats import format_number

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "甲": "ideographTraditional",
    "〇": "ideographDigital",
    "１": "fullwidth",
    "①": "circled",
    "⑴": "bracketed",
}
_LARGEST_CIRCLED = 20


def format_odf_number(number: int, form: str) -> str:
    """Format ``number`` in a format such as ``1``, ``a`` or ``一, 二, 三, ...``; an unknown one gives Arabic numerals.

    >>> [format_odf_number(n, f) for n, f in ((12, "一, 二, 三, ..."), (3, "①"), (2, "i"), (7, ""))]
    ['十二', '③', 'ii', '']
    """
    if not form:
        return ""
    kind = _FORMS.get(form[0], "decimal")
    if kind == "fullwidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if kind in ("circled", "bracketed"):
        first = ord("①") if kind == "circled" else ord("⑴")
        return chr(first + number - 1) if 0 < number <= _LARGEST_CIRCLED else f"({number})"
    return format_number(number, kind)
