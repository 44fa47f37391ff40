"""Paragraph labels (docs/design.md, "Reading a text") as readers see them, as anchors and as sort keys.

Readers see the printed number in Arabic form or no number at all: running labels (``p3``, ``h1``) and the number of
a table that prints none are addresses.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from resolutions.display.printed_numbers import PARAGRAPH_LABELS, read_printed_number
from resolutions.text.anchors import paragraph_anchor

_RUNNING = re.compile(r"p\d+")
_PART_NAMES = {"heading": "标题", "preamble": "序言部分", "annex": "附件", "footnote": "脚注", "table": "表格"}
_BODY_NAME = "正文"
_MARGIN_NAMES = {"序言部分第": "序", "表": "表"}  # by the words before the number
_PART_STARTS = [re.compile(start) for start in ("PP", r"\d", "annex|appendix", "")]  # of labels, in order
MAX_OPENING_LENGTH = 14  # characters of a paragraph that stand for its number


@lru_cache(maxsize=10_000)  # a page asks for the same few hundred labels again and again
def format_label(label: str) -> str:
    """Return the number that a label stands for as in a Chinese reference; "" for a label without a printed number.

    >>> [format_label(label) for label in ("12", "20(a)", "PP8", "annex13(a)", "annexII.4", "fn905", "table1", "p3")]
    ['第12段', '第20(a)段', '序言部分第8段', '附件第13(a)段', '附件二第4段', '脚注905', '表1', '']
    >>> format_label("ch.VII"), format_label("art.2(4)")
    ('第七章', '第二条第四项')

    A label in Chinese comes from the staff and is shown as it is.
    """
    return "".join(read_printed_number(label))


def format_labels(labels: Iterable[str]) -> str:
    """Join several labels; numbered paragraphs of one part share the words around their numbers.

    >>> format_labels(["12", "14", "annex4"]), format_labels(["ch.VII", "art.39"]), format_labels(["p3"])
    ('第12、14段、附件第4段', '第七章、第三十九条', '')

    """
    numbers = [number for label in labels if (number := read_printed_number(label)).number]
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
    number = read_printed_number(label)
    name = _MARGIN_NAMES.get(number.before)
    return f"{name}{number.number}" if name else "¶"


@lru_cache(maxsize=10_000)
def label_to_anchor(label: str) -> str:
    """Return the anchor of a cited paragraph on its page; empty for a label without a rule.

    >>> [label_to_anchor(label) for label in ("12", "20(a)", "PP8", "annexII.4", "同上")]
    ['op12', 'op20a', 'pp8', 'annexii4', '']

    """
    rules = (*PARAGRAPH_LABELS, _RUNNING)
    return paragraph_anchor(label) if any(rule.fullmatch(label) for rule in rules) else ""


def label_sort_key(label: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Return a sort key: preamble first, then numbered paragraphs by number, annexes, others.

    >>> sorted(["annex2", "10", "2", "20(a)", "PP8", "PP10"], key=label_sort_key)
    ['PP8', 'PP10', '2', '10', '20(a)', 'annex2']

    """
    part = next(rank for rank, start in enumerate(_PART_STARTS) if start.match(label))
    return part, [(0, int(run), "") if run.isdigit() else (1, 0, run) for run in re.findall(r"\d+|\D+", label)]
