"""Articles of the Charter in a text of it: each begins with 第一条 and the like, alone or before its words."""

import re
from collections.abc import Iterator

from resolutions.text.fold import fold_variants
from resolutions.text.numerals import CHINESE_NUMERALS, parse_number

LAST_ARTICLE = 111
_HEADING = re.compile(rf"[ \t]*第[ \t]?([{CHINESE_NUMERALS}]{{1,6}}|\d{{1,3}})[ \t]?(条|章)(?=[\s:：]|$)")


def read_charter_articles(text: str) -> dict[int, str]:
    """Return the text of each article by its number; an article that is out of order belongs to the one before.

    Words before the first article and the titles of chapters are left out.

    >>> read_charter_articles("第一章 宗旨及原则\\n第一条\\n联合国之宗旨为：\\n第二条 为求实现第一条所述各宗旨起见")
    {1: '联合国之宗旨为：', 2: '为求实现第一条所述各宗旨起见'}
    """
    articles: dict[int, list[str]] = {}
    lines: list[str] = []
    for number, words in _read_lines(text):
        if number == len(articles) + 1 and number <= LAST_ARTICLE:
            lines = articles.setdefault(number, [])
        elif number == 0:
            lines = []
        if words:
            lines.append(words)
    return {number: "\n".join(lines) for number, lines in articles.items()}


def _read_lines(text: str) -> Iterator[tuple[int | None, str]]:
    """Yield the number of the article that a line begins, 0 for a chapter, None for other lines, and its words."""
    for line in text.splitlines():
        match = _HEADING.match(fold_variants(line))
        if match is None:
            yield None, line.strip()
        elif match[2] == "章":
            yield 0, ""
        else:
            yield parse_number(match[1]) or None, line[match.end() :].strip(" \t\u3000:：")
