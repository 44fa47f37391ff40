"""Markers at the start of a paragraph: ``12.``, ``(a)``, ``三.``, ``(甲)``, ``⑫``, ``第十二条``, ``905``, ``-``."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from resolutions.text.fold import fold_variants
from resolutions.text.numerals import (
    CHINESE_NUMERALS,
    EARTHLY_BRANCHES,
    HEAVENLY_STEMS,
    parse_number,
    parse_roman_number,
)

_CYCLE = HEAVENLY_STEMS + EARTHLY_BRANCHES  # (甲) to (癸), then (子)
_LONGEST = 16  # characters of a marker with the blanks behind
_ADDITIONS = {"bis": 2, "ter": 3, "quater": 4, "quinquies": 5, "之二": 2, "之三": 3, "之四": 4, "之五": 5}
ADDITION_NAMES = {2: "bis", 3: "ter", 4: "quater", 5: "quinquies"}
_ADDITION = rf"(?:\s?(?P<addition>{'|'.join(_ADDITIONS)}))?"
_NUMERAL = rf"\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,5}}"
# Styles of markers; each has one pattern, matched against folded text. Signs that fold to letters and digits are
# spelled out by ``_SIGNS`` before.
_STYLES = {
    "arabic": rf"(?P<number>\d{{1,3}}){_ADDITION}[.、．·•‧∙・]\s*(?=\D)",
    "addition": r"(?P<number>\d{1,3})\s?(?P<addition>bis|ter|quater|quinquies|之[二三四五])\s*(?=\S)",
    "chinese": rf"(?P<number>[{CHINESE_NUMERALS}]{{1,5}}){_ADDITION}[.、．]\s*(?=\S)",
    "article": rf"第\s?(?P<number>{_NUMERAL})\s?[条段]{_ADDITION}(?:[.、．:]\s*|\s+)(?=\S)",
    "letter": r"[“\"]?\((?P<letter>[a-z]{1,4})\)\s*",
    "capital": r"\((?P<letter>[A-Z])\)\s*(?=\D)",
    "stem": rf"[“\"]?\((?P<stem>[{_CYCLE}])\)\s*",
    "bracketed": rf"\((?P<number>\d{{1,3}}){_ADDITION}\)\s*(?=\S)",
    "chinese bracketed": rf"\((?P<number>[{CHINESE_NUMERALS}]{{1,4}}){_ADDITION}\)\s*(?=\S)",
    "circled": r"(?P<circled>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾])\s*",
    "arabic half": r"(?P<number>\d{1,3})\)\s*(?=\D)",
    "letter half": r"(?P<letter>[a-z]{1,5})\)\s*(?=\D)",
    "letter point": r"(?P<letter>[a-z]|[ivx]{2,5})[.、．]\s*(?=[^\sa-z.])",
    "capital point": r"(?P<letter>[A-Z])[.、．]\s*(?=[^\x00-\x7f])",
    "stem point": rf"(?P<stem>[{_CYCLE}])[.、．]\s*(?=\S)",
    "bullet": r"[-•·●■▪◦*]\s*(?=[^\d\s*-])",
}
_PATTERNS = {style: re.compile(pattern) for style, pattern in _STYLES.items()}
_BEGINNINGS = (
    ("0123456789", ("arabic", "addition", "arabic half")),
    (CHINESE_NUMERALS, ("chinese",)),
    ("第", ("article",)),
    ("(", ("letter", "capital", "stem", "bracketed", "chinese bracketed")),
    ("abcdefghijklmnopqrstuvwxyz", ("letter half", "letter point")),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ("capital point",)),
    (_CYCLE, ("stem point",)),
    ("-•·●■▪◦*", ("bullet",)),
)
_SIGNS = {
    **{chr(0x2474 + n): f"({n + 1})" for n in range(20)},
    **{chr(0x2488 + n): f"{n + 1}." for n in range(20)},
    **{chr(0x249C + n): f"({chr(ord('a') + n)})" for n in range(26)},
    **{chr(0x3220 + n): f"({sign})" for n, sign in enumerate("一二三四五六七八九十")},
}
_CIRCLES = (
    (0x2460, 1, 20),
    (0x3251, 21, 15),
    (0x32B1, 36, 15),
    (0x2776, 1, 10),
    (0x2780, 1, 10),
    (0x278A, 1, 10),
    (0x24F5, 1, 10),
)
_FIRST = re.compile(
    rf"[\d０-９a-zａ-ｚA-ZＡ-Ｚ(（﹙〔第“\"「『*•·●■▪◦\-–—－−{CHINESE_NUMERALS}{_CYCLE}"
    r"①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓵-⓾⑴-⒵㈠-㈩]"
)
_BULLET_BEFORE_NUMBER = re.compile(rf"[-•·●■▪◦*–—]\s*(?=[\d(（]|[a-z][.)]|[{CHINESE_NUMERALS}]{{1,3}}[.．、])")
# Numbers that only a run of equal ones makes a marker: without a sign or blank behind.
_GLUED_ARTICLE = re.compile(rf"第\s?(?P<number>{_NUMERAL})\s?[条段]{_ADDITION}(?=\S)")
_SIGNED = re.compile(
    r"(?:OP\s?|§\s?)(?P<prefixed>\d{1,3})\s?[.:、]?\s*(?=[^\s\x00-\x7f])|【(?P<boxed>\d{1,3})】\s*(?=\S)"
    r"|(?P<number>\d{1,3})\s?[:。–—-]\s*(?=[^\s\x00-\x7f])",
    re.I,
)
_BARE = re.compile(r"(?P<number>\d{1,3})\s*(?=[^\s\x00-\x7f])")
_NOTE = re.compile(r"(\d{1,5}|[a-z])[ \t\xa0]+(?=[^\s.])")


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number, letter or list sign.

    ``form`` is ``number``, ``letter``, ``bullet`` or ``note``. ``length`` counts its characters with the blanks behind.
    ``style`` names the way it is printed (``"chinese bracketed"``), ``ordinal`` its place in a series from 1, and
    ``addition`` that of a number put in later: 2 for ``1 bis``.
    """

    form: str
    value: str
    length: int
    style: str = ""
    ordinal: int = 0
    addition: int = 0


def read_marker(text: str) -> Marker | None:
    """Read the marker at the start of ``text``; None where there is none.

    >>> [read_marker(text).value for text in ("12. 强调", "(k) 确保", "三.请", "(甲)各方", "- 建议")]
    ['12', 'k', '3', 'a', '-']
    >>> [read_marker(text).value for text in ("⑭促请", "第十四条 促请", "1 bis. 请")]
    ['14', '14', '1bis']

    The value of a Chinese number is Arabic, that of a heavenly stem a letter: 甲 is a.
    """
    return _read_head(text[:_LONGEST]) if _FIRST.match(text) else None


@lru_cache(maxsize=4096)
def _read_head(head: str) -> Marker | None:
    """Read the marker of the first ``_LONGEST`` characters; several readers ask for those of each line."""
    head, growth = _spell_signs(head)
    folded = fold_variants(head)
    for style in _styles_of(folded[:1]):
        if (match := _PATTERNS[style].match(folded)) and (marker := _build(style, match)):
            return replace(marker, length=marker.length - growth) if growth else marker
    return None


def read_possible_markers(text: str) -> list[Marker]:
    """Return every reading of the marker at the start of ``text``, for a reader that knows the sequence.

    >>> [(m.style, m.ordinal) for m in read_possible_markers("(i) 建议")]
    [('letter', 9), ('roman', 1)]
    >>> [(m.style, m.ordinal) for m in read_possible_markers("第二条促请各国")]
    [('article', 2)]

    """
    if bullet := _BULLET_BEFORE_NUMBER.match(text):
        inner = read_marker(text[bullet.end() :])
        return [replace(inner, length=bullet.end() + inner.length)] if inner else []
    marker = read_marker(text)
    if marker and marker.form == "bullet":
        return []
    if marker and marker.style == "addition":
        return [replace(marker, style="arabic")]
    if marker:
        roman = parse_roman_number(marker.value.upper()) if marker.style.startswith("letter") else None
        return (
            [marker, replace(marker, style=marker.style.replace("letter", "roman"), ordinal=roman)]
            if roman
            else [marker]
        )
    folded = fold_variants(text[:_LONGEST])
    for style, pattern in (("article", _GLUED_ARTICLE), ("signed", _SIGNED), ("bare", _BARE)):
        if (match := pattern.match(folded)) and (glued := _build(style, match)):
            return [glued]
    return []


@lru_cache(maxsize=1024)
def _styles_of(first: str) -> tuple[str, ...]:
    """Return the styles whose markers can begin with a folded character."""
    for characters, styles in _BEGINNINGS:
        if first in characters:
            return styles
    return tuple(_STYLES)


def _spell_signs(head: str) -> tuple[str, int]:
    """Spell out a first character such as ⑴ or ㈠; return the text and the number of characters it grew by."""
    spelled = _SIGNS.get(head[:1])
    return (spelled + head[1:], len(spelled) - 1) if spelled else (head, 0)


def _build(style: str, match: re.Match[str]) -> Marker | None:
    """Return the marker of a match; None for a number that is none."""
    groups = match.groupdict()
    if style == "bullet":
        return Marker("bullet", "-", match.end(), style)
    if letter := groups.get("letter"):
        is_roman = parse_roman_number(letter.upper()) is not None
        is_letter = len(set(letter)) == 1
        ordinal = letter_ordinal(letter.lower()) if is_letter else 0
        return Marker("letter", letter, match.end(), style, ordinal) if is_letter or is_roman else None
    if stem := groups.get("stem"):
        ordinal = _CYCLE.index(stem) + 1
        return Marker("letter", letter_of(ordinal), match.end(), style, ordinal)
    if circled := groups.get("circled"):
        number: int | None = _circled_number(circled)
    else:
        number = parse_number(match["number"] or groups.get("prefixed") or groups.get("boxed") or "")
    if not number:
        return None
    addition = _ADDITIONS.get(groups.get("addition") or "", 0)
    value = f"{number}{ADDITION_NAMES.get(addition, '')}"
    return Marker("letter" if style == "chinese bracketed" else "number", value, match.end(), style, number, addition)


def _circled_number(sign: str) -> int:
    for first, number, count in _CIRCLES:
        if first <= ord(sign) < first + count:
            return number + ord(sign) - first
    return 0


def letter_ordinal(letter: str) -> int:
    """Return the place of a letter in a series: z is 26, aa is 27.

    >>> [letter_ordinal(letter) for letter in ("a", "z", "aa", "bb")]
    [1, 26, 27, 28]

    """
    return 26 * (len(letter) - 1) + ord(letter[0]) - ord("a") + 1


def letter_of(ordinal: int) -> str:
    """Return the letter at a place of a series, as the United Nations letters: 27 is aa, 28 is bb.

    >>> [letter_of(ordinal) for ordinal in (1, 26, 27, 28)]
    ['a', 'z', 'aa', 'bb']

    """
    repeat, place = divmod(ordinal - 1, 26)
    return chr(ord("a") + place) * (repeat + 1)


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
    gap = "" if printed[:1] in CHINESE_NUMERALS or printed.endswith("、") else " "
    return printed + gap + text[marker.length :].lstrip(), len(printed + gap)
