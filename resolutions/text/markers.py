"""Markers at the start of a paragraph: ``12.``, ``(a)``, ``三.``, ``(甲)``, ``905``, ``-``."""

import re
from dataclasses import dataclass

from resolutions.text.fold import fold_variants
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, HEAVENLY_STEMS, parse_chinese_number

_NUMBER = re.compile(r"(\d{1,3})[.、．]\s*(?=\D)")
_CHINESE = re.compile(rf"([{CHINESE_COUNTING_CHARACTERS}]{{1,3}})[.、．]\s*(?=\S)")
_LETTER = re.compile(rf"[“\"]?\(([a-z]{{1,2}}|[{HEAVENLY_STEMS}])\)\s*")
_BULLET = re.compile(r"[-•·●■–—]\s*(?=[^\d\s-])")
_NOTE = re.compile(r"(\d{1,5}|[a-z])[ \t\xa0]+(?=[^\s.])")


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number, letter or list sign.

    ``form`` is ``number``, ``letter``, ``bullet`` or ``note``. ``length`` counts its characters with the blanks behind.
    """

    form: str
    value: str
    length: int


def read_marker(text: str) -> Marker | None:
    """Read the marker at the start of ``text``; None where there is none.

    >>> [read_marker(t).value for t in ("12. 强调", "(k) 确保", "三.请", "(甲)各方", "- 建议")]
    ['12', 'k', '3', 'a', '-']

    The value of a Chinese number is Arabic, that of a heavenly stem a letter: 甲 is a.
    """
    folded = fold_variants(text[:12])
    if match := _NUMBER.match(folded):
        return Marker("number", str(int(match[1])), match.end())
    if match := _CHINESE.match(folded):
        number = parse_chinese_number(match[1])
        return Marker("number", str(number), match.end()) if number else None
    if match := _LETTER.match(folded):
        stem = HEAVENLY_STEMS.find(match[1])
        return Marker("letter", chr(ord("a") + stem) if stem >= 0 else match[1], match.end())
    if match := _BULLET.match(folded):
        return Marker("bullet", "-", match.end())
    return None


def read_note_marker(text: str) -> Marker | None:
    """Read the number or letter of a footnote at the start of its text.

    >>> read_note_marker("905 关于会议形式").value, read_note_marker("2020年")
    ('905', None)

    """
    match = _NOTE.match(text)
    return Marker("note", match[1], match.end()) if match else None


def space_after_marker(text: str, marker: Marker | None) -> tuple[str, int]:
    """Put one blank behind an Arabic or bracketed marker; return the text and the length of marker and blank.

    >>> space_after_marker("12.强调", read_marker("12.强调"))
    ('12. 强调', 4)

    """
    if not marker:
        return text, 0
    printed = text[: marker.length].rstrip()
    gap = "" if printed[:1] in CHINESE_COUNTING_CHARACTERS or printed.endswith("、") else " "
    return printed + gap + text[marker.length :].lstrip(), len(printed + gap)
