"""Paragraph labels (docs/design.md, "Reading a text") as readers see them, as anchors and as sort keys.

Readers see the printed number in Arabic form or no number at all: running labels (``p3``, ``h1``) and the number of
a table that prints none are addresses.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from resolutions.text.manual_corrections import paragraph_anchor
from resolutions.text.numerals import parse_roman_number, to_chinese_number

_SUBS = r"(?:\([^()]+\))*"
_NUMBER = rf"\d+(?:bis|ter|quater|之[二三四五六七八九十])?{_SUBS}"
_PLAIN = re.compile(_NUMBER)
_PREAMBULAR = re.compile(rf"PP({_NUMBER})")
_ANNEX = re.compile(rf"annex(?:(?:([IVX]+|[A-Z]|\d+)\.)?({_NUMBER})|([IVX]+|[A-Z]))")
_CHARTER_CHAPTER = re.compile(r"ch\.([IVXivx]+)")
_CHARTER_ARTICLE = re.compile(r"art\.(\d{1,3})(?:\((\d{1,2})\))?", re.IGNORECASE)
_TABLE = re.compile(r"table(\w+)(?:\(([^()]+)\))?")
_FOOTNOTE = re.compile(r"fn(\S+)")
_RUNNING = re.compile(r"p\d+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_UNPRINTED_TABLE = "0"  # number of a table that prints none
_PART_NAMES = {"heading": "标题", "preamble": "序言部分", "annex": "附件", "footnote": "脚注", "table": "表格"}
_BODY_NAME = "正文"
MAX_OPENING_LENGTH = 14  # characters of a paragraph that stand for its number


class _PrintedNumber(NamedTuple):
    """A printed number with the words around it; labels with the same words can share them."""

    before: str
    number: str
    after: str = ""


@lru_cache(maxsize=10_000)  # a page asks for the same few hundred labels again and again
def format_label(label: str) -> str:
    """Return the number that a label stands for as in a Chinese reference; "" for a label without a printed number.

    >>> [format_label(label) for label in ("12", "20(a)", "PP8", "annex13(a)", "annexII.4", "fn905", "table1", "p3")]
    ['第12段', '第20(a)段', '序言部分第8段', '附件第13(a)段', '附件二第4段', '脚注905', '表1', '']
    >>> format_label("ch.VII"), format_label("art.2(4)")
    ('第七章', '第二条第四项')

    A label in Chinese comes from the staff and is shown as it is.
    """
    return "".join(_read_number(label))


def format_labels(labels: Iterable[str]) -> str:
    """Join several labels; numbered paragraphs of one part share the words around their numbers.

    >>> format_labels(["12", "14", "annex4"]), format_labels(["ch.VII", "art.39"]), format_labels(["p3"])
    ('第12、14段、附件第4段', '第七章、第三十九条', '')

    """
    numbers = [number for label in labels if (number := _read_number(label)).number]
    groups = groupby(numbers, key=lambda number: (number.before, number.after))
    return "、".join(
        f"{before}{'、'.join(number.number for number in group)}{after}"
        if after
        else "、".join(before + number.number for number in group)
        for (before, after), group in groups
    )


def format_place(label: str, kind: str) -> str:
    """Return the printed number of a paragraph, without one the name of its part: for a link beside its words.

    >>> format_place("12", "operative"), format_place("p3", "body"), format_place("p1", "heading")
    ('第12段', '正文', '标题')

    """
    return format_label(label) or _PART_NAMES.get(kind, _BODY_NAME)


def format_place_or_words(label: str, text: str) -> str:
    """Return the printed number of a paragraph, without one its first words in quotes: for a link on its own.

    >>> format_place_or_words("p4", "谨通知你，斯洛伐克在日内瓦民主管制武装力量中心的支持下召开了会议。")
    '“谨通知你，斯洛伐克在日内瓦…”'

    """
    opening = " ".join(text.split())
    if len(opening) > MAX_OPENING_LENGTH:
        opening = f"{opening[: MAX_OPENING_LENGTH - 1].rstrip('，、；：')}…"
    return format_label(label) or f"“{opening}”"


def format_cited_place(label: str) -> str:
    """Return the number of a cited paragraph, 其他段落 for a label without one: for a filter value."""
    return format_label(label) or "其他段落"


def format_address(label: str) -> str:
    """Return the printed number of a paragraph, without one its address: for editors, who correct by it.

    >>> format_address("12"), format_address("p3")
    ('第12段', '段落地址 p3')

    """
    return format_label(label) or f"段落地址 {label}"


def format_margin_number(label: str) -> str:
    """Return the short number beside a paragraph that prints none, ¶ for a label without a number.

    >>> [format_margin_number(label) for label in ("PP3", "table1", "table0", "p3")]
    ['序3', '表1', '¶', '¶']

    """
    if match := _PREAMBULAR.fullmatch(label):
        return f"序{match[1]}"
    return (_TABLE.fullmatch(label) and format_label(label)) or "¶"


@lru_cache(maxsize=10_000)
def label_to_anchor(label: str) -> str:
    """Return the anchor of a cited paragraph on its page; empty for a label without a rule.

    >>> [label_to_anchor(label) for label in ("12", "20(a)", "PP8", "annexII.4", "同上")]
    ['op12', 'op20a', 'pp8', 'annexii4', '']

    """
    rules = (_PLAIN, _PREAMBULAR, _ANNEX, _FOOTNOTE, _TABLE, _RUNNING)
    return paragraph_anchor(label) if any(rule.fullmatch(label) for rule in rules) else ""


def label_sort_key(label: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Return a sort key: preamble first, then numbered paragraphs by number, annexes, others.

    >>> sorted(["annex2", "10", "2", "20(a)", "PP8", "PP10"], key=label_sort_key)
    ['PP8', 'PP10', '2', '10', '20(a)', 'annex2']

    """
    part = 0 if label.startswith("PP") else 1 if label[:1].isdigit() else 2 if label.startswith("annex") else 3
    return part, [(0, int(run), "") if run.isdigit() else (1, 0, run) for run in re.findall(r"\d+|\D+", label)]


def _read_number(label: str) -> _PrintedNumber:
    if _PLAIN.fullmatch(label):
        return _PrintedNumber("第", label, "段")
    if match := _PREAMBULAR.fullmatch(label):
        return _PrintedNumber("序言部分第", match[1], "段")
    if match := _ANNEX.fullmatch(label):
        annex = _format_annex_number(match[1] or match[3] or "")
        return _PrintedNumber(f"附件{annex}第", match[2], "段") if match[2] else _PrintedNumber("附件", annex)
    if match := _FOOTNOTE.fullmatch(label):
        return _PrintedNumber("脚注", match[1])
    if match := _TABLE.fullmatch(label):
        return _read_table_number(match[1], match[2] or "")
    return _PrintedNumber("", _read_charter_part(label) or (label if _CHINESE.search(label) else ""))


def _format_annex_number(printed: str) -> str:
    """Return 二 for II; letters and Arabic numbers stay."""
    roman = parse_roman_number(printed) if printed and set(printed) <= set("IVX") else None
    return to_chinese_number(roman) if roman else printed


def _read_table_number(table: str, note: str) -> _PrintedNumber:
    printed = "" if table == _UNPRINTED_TABLE else table
    if note:
        return _PrintedNumber(f"表{printed}注", note)
    return _PrintedNumber("表", printed) if printed else _PrintedNumber("", "")


def _read_charter_part(label: str) -> str:
    if chapter := _CHARTER_CHAPTER.fullmatch(label):
        return f"第{to_chinese_number(parse_roman_number(chapter[1].upper()) or 0)}章"
    if article := _CHARTER_ARTICLE.fullmatch(label):
        part = f"第{to_chinese_number(int(article[2]))}项" if article[2] else ""
        return f"第{to_chinese_number(int(article[1]))}条{part}"
    return ""
