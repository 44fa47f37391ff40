"""Made documents for drills. Each has a number and an edition, and its text says both."""

import re
from pathlib import Path

from resolutions.text.years import council_year

FIRST_NUMBER = 2201  # a symbol is read only if number and year fit
WORD = "安全部门改革"  # in every text
_TEXT = """第 {number} ({year}) 号决议

安全理事会 {year} 年 6 月 1 日通过

安全理事会，

回顾其第 1325 (2000) 号和第 2151 (2014) 号决议，

重申需要在更广泛的法治框架内进行{word}，

1. 强调指出{word}应由有关国家自主进行；

2. 请秘书长就{phrase}提交报告；

3. 决定继续处理此案。
"""


def symbol_of(number: int) -> str:
    """Return the symbol of a made document."""
    return f"S/RES/{number}({council_year(number)})"


def format_phrase(number: int, edition: int) -> str:
    """Return the phrase that only this edition of this document has."""
    return f"{number}号文稿第{edition}次印本"


def build_text(number: int, edition: int = 1) -> str:
    """Return the text of an edition."""
    return _TEXT.format(number=number, year=council_year(number), word=WORD, phrase=format_phrase(number, edition))


def find_edition(page: str, number: int) -> int:
    """Return the edition that a page of the document prints, 0 when it prints none."""
    found = re.search(rf"{number}号文稿第(\d+)次印本", page)
    return int(found[1]) if found else 0


def write_texts(folder: Path, numbers: range) -> None:
    """Write the first edition of each document to a file."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(build_text(number))
