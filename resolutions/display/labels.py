"""Paragraph labels (docs/design.md, "Reading a text") in Chinese, as anchors and as sort keys."""

import re
from functools import lru_cache

from resolutions.text.numerals import parse_roman_number, to_chinese_number

_CHARTER_CHAPTER = re.compile(r"ch\.([IVX]+)$", re.IGNORECASE)
_CHARTER_ARTICLE = re.compile(r"art\.(\d{1,3})(?:\((\d{1,2})\))?$", re.IGNORECASE)
_PLAIN = re.compile(r"(\d+)((?:\([^)]+\))*)$")


@lru_cache(maxsize=10_000)  # a page asks for the same few hundred labels again and again
def format_label(label: str) -> str:
    """Return the label as in a Chinese reference; a label without a rule stays as it is.

    >>> [format_label(label) for label in ("12", "20(a)", "PP8", "fn905", "table1", "p3", "ch.VII", "art.2(4)")]
    ['第12段', '第20(a)段', '序言部分第8段', '脚注905', '表1', '正文第3段', '第七章', '第二条第四项']

    """
    if chapter := _CHARTER_CHAPTER.match(label):
        return f"第{to_chinese_number(parse_roman_number(chapter[1].upper()) or 0)}章"
    if article := _CHARTER_ARTICLE.match(label):
        part = f"第{to_chinese_number(int(article[2]))}项" if article[2] else ""
        return f"第{to_chinese_number(int(article[1]))}条{part}"
    if _PLAIN.match(label):
        return f"第{label}段"
    for prefix, form in (("PP", "序言部分第{}段"), ("fn", "脚注{}"), ("table", "表{}"), ("p", "正文第{}段")):
        if label.startswith(prefix) and label != prefix:
            return form.format(label.removeprefix(prefix))
    return label


@lru_cache(maxsize=10_000)
def label_to_anchor(label: str) -> str:
    """Return the anchor of a cited paragraph on its page; empty for a label without a rule.

    >>> [label_to_anchor(label) for label in ("12", "20(a)", "PP8", "同上")]
    ['op12', 'op20a', 'pp8', '']

    """
    if match := _PLAIN.match(label):
        return "op" + match[1] + re.sub(r"[()]", "", match[2])
    return label.lower() if re.match(r"(PP|fn|p|table)\w+$", label) else ""


def format_labels(labels: list[str]) -> str:
    """Join several labels; numbered paragraphs share 第 and 段.

    >>> format_labels(["12", "14"]), format_labels(["ch.VII", "art.39"]), format_labels([])
    ('第12、14段', '第七章、第三十九条', '')

    """
    if len(labels) > 1 and all(_PLAIN.match(label) for label in labels):
        return f"第{'、'.join(labels)}段"
    return "、".join(format_label(label) for label in labels)


def label_sort_key(label: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Return a sort key: preamble first, then numbered paragraphs by number, then others.

    >>> sorted(["10", "2", "20(a)", "PP8", "PP10"], key=label_sort_key)
    ['PP8', 'PP10', '2', '10', '20(a)']

    """
    kind = 0 if label.startswith("PP") else 1 if label[:1].isdigit() else 2
    return kind, [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", label)]
