"""Tokens of resolution numbers: every printed form with an example."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS

CHINESE_YEAR = rf"一[八九][{CHINESE_DIGIT_CHARACTERS}]{{2}}|二[〇零][{CHINESE_DIGIT_CHARACTERS}]{{2}}"

# A footnote mark may precede a number only with 第 between.
_OPEN = r"(?:第|(?<![\d./\-A-Za-z]))"
_BEHIND_HEAD = rf"(?<=决议案)[{CHINESE_NUMERALS}]{{2,7}}(?![{CHINESE_NUMERALS}项个次年月日票余分号])"
_PLAIN_FIRST = r"第\d(?: ?\d){0,3}(?=号(?!文件)|[、,，和及与/]第?\d|以及第?\d)"
_PLAIN_OPEN = r"(?:(?<=安理会)|(?<=安全理事会))\d{3,4}(?=[、,，和及与]第?\d)"
_PLAIN_LAST = r"(?<![\d./\-A-Za-z])\d{1,4}(?=号(?:决议|决定))|(?<=决议)\d{3,4}(?=号)"
_PLAIN_BETWEEN = r"(?<=[、,，和及与])\d{1,4}(?=[、,，和及与]第?\d)"
# 安理会决议2254、2268和2336: one token, because without 号 only the whole list has a recognizable end.
_HEADED = r"(?:(?<=安理会决议)|(?<=安全理事会决议))\d{3,4}(?:[、,，和及与]\d{3,4})*(?![\d年月日/.(号个余多几])"

_SESSION = rf"(?:(?:紧特|特)?[{CHINESE_COUNTING_CHARACTERS}]{{1,3}}|E?S-[IVX\d]{{1,5}})"

# Name, pattern, example; tried in this order at each offset.
NUMBER_FORMS: tuple[tuple[str, str, str], ...] = (
    ("council", rf"{_OPEN}\d(?: ?\d){{0,3}}\((?:19|20)\d\d年?\)", "第1325(2000)"),
    ("assembly_roman", rf"{_OPEN}\d{{1,4}} ?[A-Z]{{0,2}}\([IVXLC]{{1,8}}\)", "第1514(XV)"),
    ("assembly_special", rf"{_OPEN}\d{{1,4}} ?[A-Z]?\(E?S-[IVX\d]{{1,5}}\)", "186(S-2)"),
    ("assembly_emergency", rf"{_OPEN}E?S-\d{{1,2}}/\d{{1,3}}(?!\d)", "第ES-7/6"),
    ("slashed", rf"{_OPEN}\d{{3,4}}(?:/\d{{3,4}})+(?=号)", "第1267/1373"),
    ("headed", _HEADED, "2254、2268和2336"),
    ("session", rf"{_OPEN}\d{{2}}/\d{{1,3}}(?: ?[A-Z](?![A-Za-z/.\d]))?(?![/\d.])", "第70/1"),
    ("council_chinese", rf"{_OPEN}[{CHINESE_NUMERALS}]{{1,9}}\((?:{CHINESE_YEAR})\)", "一八六(一九六四)"),
    (
        "assembly_chinese",
        rf"{_OPEN}[{CHINESE_NUMERALS}0]{{1,9}}[甲乙丙丁A-Z]?\({_SESSION}\)|{_OPEN}\d{{1,4}}[A-Z]?\({_SESSION}\)(?=号)",
        "一五一四(十五)",
    ),
    ("plain_chinese", rf"第[{CHINESE_NUMERALS}]{{1,9}}(?=号(?:决议|[、,，和及与]))|{_BEHIND_HEAD}", "第二三二"),
    ("plain", rf"{_PLAIN_FIRST}|{_PLAIN_OPEN}|{_PLAIN_LAST}|{_PLAIN_BETWEEN}", "第1267"),
)
_PARTED = re.compile("[/、,，和及与]")
_TOKEN = re.compile(r"(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in NUMBER_FORMS) + ")")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number as printed, with a preceding 第; ``end`` is behind number and year."""

    form: str
    start: int
    end: int
    text: str

    @property
    def number(self) -> str:
        """Number without 第."""
        return self.text.removeprefix("第")

    @property
    def parts(self) -> list[str]:
        """Numbers of ``1267/1373`` and ``2254、2268和2336`` as printed; other tokens are one part."""
        return _PARTED.split(self.text) if self.form in ("slashed", "headed") else [self.text]


def find_number_tokens(squeezed: str) -> Iterator[NumberToken]:
    """Yield every number that may be that of a resolution, in reading order. ``resolve`` decides."""
    for match in _TOKEN.finditer(squeezed):
        yield NumberToken(match.lastgroup or "", match.start(), match.end(), match[0])
