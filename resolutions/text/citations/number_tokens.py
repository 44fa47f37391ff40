"""Tokens of resolution numbers: every printed form with an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from resolutions.text.citations.latin_heads import LATIN_HEAD, LATIN_JOIN, read_latin_head
from resolutions.text.numerals import (
    CHINESE_COUNTING_CHARACTERS,
    CHINESE_DIGIT_CHARACTERS,
    CHINESE_NUMERALS,
    HEAVENLY_STEMS,
    parse_number,
)
from resolutions.text.years import council_year_fits

CHINESE_YEAR = rf"一[八九][{CHINESE_DIGIT_CHARACTERS}]{{2}}|二[〇零][{CHINESE_DIGIT_CHARACTERS}]{{2}}"
# A year in brackets may stand with a date: (2000年10月31日). A scan may split its digits.
YEAR = r"(?:1 ?9|2 ?0) ?\d ?\d"
_IN_BRACKETS = rf"\({YEAR}(?:年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)?\)"
_JOIN = r"(?:[、,，;；和及与或至到~\-/]|以及)"

# A footnote mark may precede a number only with 第 between.
_OPEN = r"(?:第|(?<![\d./\-A-Za-z]))"
_DIGITS = r"\d(?: ?\d){0,3}"
_BEHIND_HEAD = (
    rf"(?:(?<=决议)|(?<=决议案))[{CHINESE_NUMERALS}]{{2,7}}(?![{CHINESE_NUMERALS}项个次年月日票余分号条名国方种点])"
)
_CHINESE_FIRST = (
    rf"第[{CHINESE_NUMERALS}]{{1,9}}"
    rf"(?=号(?:[决有安大等的]|{_JOIN})|{_JOIN}第?[{CHINESE_NUMERALS}]{{1,9}}(?:号|{_JOIN})|决议)"
)
_CHINESE_OPEN = rf"(?:(?<=安理会)|(?<=理事会)|(?<=大会)|(?<=联大))[{CHINESE_NUMERALS}]{{2,9}}(?=号?决议|号{_JOIN})"
_PLAIN_FIRST = rf"第{_DIGITS}(?=号(?!文件)|{_JOIN}第?\d|等?决议)"
_PLAIN_OPEN = rf"(?:(?<=安理会)|(?<=安全理事会)|(?<=理事会))\d{{3,4}}(?={_JOIN}第?\d|等)"
_PLAIN_LAST = (
    r"(?<![\d./\-A-Za-z])\d{1,4}(?=号(?:决议|决定))|(?<=决议)(?::|为|案)?\d{3,4}(?=号)|(?<=\d[\-~])\d{3,4}(?=号)"
)
# Without 第 at least three digits, and 号 or a further number behind them.
_PLAIN_BARE = (
    rf"(?<![\d./\-A-Za-z])\d{{3,4}}(?=号(?:{_JOIN}(?:第|和|及|与)?\d|[等的和及与安大联有反涉制各两三四])|"
    rf"(?:[、,，和及与]|以及)第?\d{{3}}|[至到~\-]第?\d{{3,4}}(?:号|决议))"
)
_PLAIN_BETWEEN = rf"(?<=[、,，和及与至到])\d{{1,4}}(?={_JOIN}第?\d|号)"
_BEHIND_AN_ORGAN = r"(?:(?<=安理会)|(?<=理事会)|(?<=大会)|(?<=联大)|(?<=联合国))"
_PLAIN_NO_SIGN = rf"(?:{_BEHIND_AN_ORGAN}|(?<=[、,，和及与至到]))\d{{3,4}}(?=等?决议)|(?<=\d[\-~])\d{{3,4}}(?=决议)"
# 安理会决议2254、2268和2336: one token, because without 号 only the whole list has a recognizable end.
_NO_MEASURE = r"(?![\d年月日/.(号个余多几项条名次份页])"
_HEADED = (
    rf"(?:(?<=安理会决议)|(?<=安全理事会决议))\d{{3,4}}(?:[、,，和及与]\d{{3,4}})*{_NO_MEASURE}|"
    # a year may stand behind 决议, too: 决议2015通过
    rf"(?<=决议)(?!19[4-9]\d|20[0-4]\d)\d{{3,4}}(?:[、,，和及与]\d{{3,4}})*{_NO_MEASURE}"
)
_LATIN = (
    rf"{LATIN_HEAD}(?:\d{{2}}/\d{{1,3}}(?: ?[A-Z](?![A-Za-z]))?|E?S-\d{{1,2}}/\d{{1,3}}|"
    rf"{_DIGITS} ?\((?:{YEAR}|[IVXLC]{{1,8}})\)|\d{{1,4}}(?:{LATIN_JOIN}\d{{3,4}}(?!\d| ?\())*)"
    r"(?!\d|[./]\d|[x×*%]|-[A-Z])"
)
_LETTER = rf"(?: ?[A-Z](?![A-Za-z/.\d])|[{HEAVENLY_STEMS}](?=[号、,，和及与至到]))"
_CHINESE_SESSION = rf"第[{CHINESE_NUMERALS}]{{1,4}}/[{CHINESE_NUMERALS}]{{1,5}}(?:{_LETTER}|(?=号))"
_SESSION = rf"(?:(?:紧特|特)?[{CHINESE_COUNTING_CHARACTERS}廿卅]{{1,3}}|E?S-[IVX\d]{{1,5}}|\d{{1,2}})"

# Name, pattern, example; tried in this order at each offset.
NUMBER_FORMS: tuple[tuple[str, str, str], ...] = (
    ("latin", _LATIN, "UNSCR 1325"),
    ("council", rf"{_OPEN}{_DIGITS} ?{_IN_BRACKETS}", "第1325(2000)"),
    ("assembly_roman", rf"{_OPEN}\d{{1,4}} ?[A-Z]{{0,2}}\([IVXLC]{{1,8}}\)", "第1514(XV)"),
    ("assembly_special", rf"{_OPEN}\d{{1,4}} ?[A-Z]?\(E?S-[IVX\d]{{1,5}}\)", "186(S-2)"),
    ("assembly_emergency", rf"{_OPEN}E?S-\d{{1,2}}/\d{{1,3}}(?!\d)", "第ES-7/6"),
    ("slashed", rf"{_OPEN}\d{{3,4}}(?:/\d{{3,4}})+(?=号|决议|{_JOIN}第?\d{{3,4}}/\d)", "第1267/1373"),
    ("headed", _HEADED, "2254、2268和2336"),
    ("session", rf"{_OPEN}\d{{2}}/\d{{1,3}}{_LETTER}?(?![/\d.])", "第70/1"),
    ("session_chinese", _CHINESE_SESSION, "第三十七/四十三"),
    ("council_chinese", rf"{_OPEN}[{CHINESE_NUMERALS}]{{1,9}}\((?:{CHINESE_YEAR})年?\)", "一八六(一九六四)"),
    (
        "assembly_chinese",
        rf"{_OPEN}[{CHINESE_NUMERALS}0]{{1,9}}[{HEAVENLY_STEMS}A-Z]?\({_SESSION}\)|"
        rf"{_OPEN}\d{{1,4}} ?[{HEAVENLY_STEMS}A-Z]?\({_SESSION}\)(?=号|决议)",
        "一五一四(十五)",
    ),
    ("plain_chinese", rf"{_CHINESE_FIRST}|{_CHINESE_OPEN}|{_BEHIND_HEAD}", "第二三二"),
    (
        "plain",
        rf"{_PLAIN_FIRST}|{_PLAIN_OPEN}|{_PLAIN_LAST}|{_PLAIN_BARE}|{_PLAIN_BETWEEN}|{_PLAIN_NO_SIGN}",
        "第1267",
    ),
)
_PART = re.compile(r"第?\d+")
_FIRST = rf"(?=[第\d:为案EeUuSsGgRr{CHINESE_NUMERALS}])"  # tested before the forms: most characters begin none
_TOKEN = re.compile(_FIRST + r"(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in NUMBER_FORMS) + ")")
_NUMBER_AND_YEAR = re.compile(r"第?(\d{3,4})/(\d{3,4})")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number as printed, with a preceding 第; ``end`` is behind number and year.

    ``text`` is the number in its usual form: ``1701(2006)`` for ``1701/2006``. ``organ`` and ``noun`` are those that
    the token itself prints, as UNSCR does.
    """

    form: str
    start: int
    end: int
    text: str
    organ: str = ""
    noun: str = ""

    @property
    def number(self) -> str:
        """Number without 第."""
        return self.text.removeprefix("第")

    @property
    def parts(self) -> list[str]:
        """Numbers of ``1267/1373`` and ``2254、2268和2336`` as printed; other tokens are one part."""
        return [part for _, part in self.placed_parts()]

    def placed_parts(self) -> list[tuple[int, str]]:
        """Return ``parts``, each with the offset where it begins."""
        if self.form not in ("slashed", "headed"):
            return [(self.start, self.text)]
        return [(self.start + part.start(), part[0]) for part in _PART.finditer(self.text)]


def find_number_tokens(squeezed: str) -> Iterator[NumberToken]:
    """Yield every number that may be that of a resolution, in reading order. ``resolve`` decides."""
    for match in _TOKEN.finditer(squeezed):
        form = match.lastgroup or ""
        if form == "latin":
            yield _latin_token(squeezed, match)
        else:
            form, text = _in_usual_form(form, match[0])
            yield NumberToken(form, match.start(), match.end(), text)


def _in_usual_form(form: str, printed: str) -> tuple[str, str]:
    """Return form and text of a number that is printed in a rare way."""
    if form == "slashed" and (slashed := _NUMBER_AND_YEAR.fullmatch(printed)):
        one, other = int(slashed[1]), int(slashed[2])
        for resolution, year in ((one, other), (other, one)):
            if council_year_fits(resolution, year):
                return "council", f"第{resolution}({year})"
    if form == "council":
        number, _, behind = printed.partition("(")
        digits = re.sub(r"[^0-9]", "", behind)
        return form, f"{number.rstrip()}({digits[:4]})"
    if form == "session_chinese" or (form == "session" and printed[-1] in HEAVENLY_STEMS):
        return "session", _with_latin_letters(printed)
    return form, printed


def _with_latin_letters(printed: str) -> str:
    """Return ``第53/243A`` for ``第53/243甲`` and ``第五十三/二四三甲``."""
    session, _, rest = printed.removeprefix("第").partition("/")
    number = rest.rstrip(HEAVENLY_STEMS + ascii_uppercase + " ")
    letter = rest[len(number) :].strip()
    if letter and letter in HEAVENLY_STEMS:
        letter = ascii_uppercase[HEAVENLY_STEMS.index(letter)]
    return f"第{parse_number(session)}/{parse_number(number)}{letter}"


def _latin_token(squeezed: str, match: re.Match[str]) -> NumberToken:
    """Return the token of ``UNSCR 1325`` or ``resolutions 1325 and 1820``."""
    head, organ = read_latin_head(squeezed, match.start(), match.end())
    number = match[0][head - match.start() :]
    if "/" in number:
        form = "assembly_emergency" if "S-" in number else "session"
    elif "(" in number:
        form, number = (
            ("council", _in_usual_form("council", number)[1])
            if "0" <= number[-2] <= "9"
            else ("assembly_roman", number)
        )
    else:
        form = "plain" if number.isdigit() else "headed"
    start = head if form == "headed" else match.start()
    return NumberToken(form, start, match.end(), number, organ, "resolution")
