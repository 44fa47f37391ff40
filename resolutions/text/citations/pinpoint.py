"""Cited paragraphs of a document: ``第20-22、24和26段``, ``序言部分第八段``, ``第8段(d)分段``."""

import re

from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, CHINESE_NUMERALS, parse_number, to_chinese_number

_NUMBER = rf"(?:\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,4}})"
_SUB = rf"(?:\((?:[a-z]{{1,3}}|[{CHINESE_COUNTING_CHARACTERS}]{{1,3}})\)|[㈠-㈩])"
_ELEMENT = rf"(?:第?{_NUMBER}{_SUB}*|{_SUB}+)"
_BETWEEN = r"(?:[、,，]|和|及|以及|与|或|至|到|-|~)"
_LIST = rf"{_ELEMENT}(?:(?:{_BETWEEN}|段[至到-]){_ELEMENT}){{0,30}}"
_SUBS_BEHIND = rf"(?P<subs>{_SUB}(?:{_BETWEEN}{_SUB}){{0,20}})(?:分段|小段|项|款)?"
_LISTED = rf"(?P<list>{_LIST})(?:分|小)?段(?:{_SUBS_BEHIND})?"
_PARAGRAPHS = rf"第{_LISTED}"
_PART = r"(?P<part>执行部分|序言部分|序言|附件[一二三四五\d]?)?的?"
# Allowed between the citation and its paragraphs: a closing bracket or title mark, a bracket with amendments or
# the year, 特别是其中, 该决议中决定审查整个局势的.
_ASIDE = r"[)》]{0,2}(?:\((?!第)(?:[^()]|\([^()]{0,40}\)){0,160}\))?"
_WITHIN = r"(?:(?:其中)?(?:关于[^,，。；;第]{1,30}的)?|后者的?|该决议(?:中[^,，。；;第]{1,16}的)?)"
_LEAD_IN = rf"(?:的|号?文件)?[,，:]?(?:特别是|尤其是|尤其|包括)?{_WITHIN}?的?"
_FIRST = re.compile(rf"{_ASIDE}{_LEAD_IN}{_PART}{_PARAGRAPHS}")
_IN_BRACKETS = re.compile(rf"\({_PART}{_PARAGRAPHS}\)")
_MORE = re.compile(rf"(?:\([^()]{{1,12}}\))?(?:[、,，]|和|及|以及|与)(?P<part>执行部分|序言部分|序言)?的?第?{_LISTED}")
_STEP = re.compile(rf"段?(?P<between>{_BETWEEN})?第?(?P<number>{_NUMBER})?(?P<subs>{_SUB}*)")
_LETTERS = re.compile(rf"(?P<between>{_BETWEEN})?(?P<letter>{_SUB})")
_ONE_SUB = re.compile(_SUB)
_RANGE = ("至", "到", "-", "~")
_LONGEST_RANGE = 100
_NEAREST_BRACKET = 200  # characters in which a bracket behind a citation must close


def read_pinpoint(squeezed: str, at: int) -> tuple[str, ...]:
    """Return the labels of the paragraphs directly behind a citation that ends at offset ``at``.

    >>> read_pinpoint("号决议，第20-22、24和26段", 3)
    ('20', '21', '22', '24', '26')
    >>> read_pinpoint("号决议第2(a)和(b)段", 3), read_pinpoint("，序言部分第八段", 0)
    (('2(a)', '2(b)'), ('PP8',))
    >>> read_pinpoint("号决议第8段(d)分段", 3), read_pinpoint("(经修订)第20段", 0)
    (('8(d)',), ('20',))

    Empty when none follow. Paragraphs of an annex are left out.
    """
    limit = min(len(squeezed), at + _NEAREST_BRACKET)
    match = _IN_BRACKETS.match(squeezed, at) or _FIRST.match(squeezed, at, limit)
    labels: list[str] = []
    preamble = False
    while match:
        part = match["part"] or ""
        new_labels = _labels(match["list"], match["subs"] or "")
        preamble = part.startswith("序言") or (preamble and not part and _goes_on(labels, new_labels))
        if not part.startswith("附件"):
            labels += [("PP" if preamble else "") + label for label in new_labels]
        at = match.end()
        match = _MORE.match(squeezed, at)
    return tuple(dict.fromkeys(labels))


def _goes_on(labels: list[str], new_labels: list[str]) -> bool:
    """Return True for 序言部分第八段和第九段, still in the preamble, False for 序言部分第15段以及第12段."""
    return bool(labels and new_labels) and _leading(new_labels[0]) > _leading(labels[-1].removeprefix("PP"))


def _leading(label: str) -> int:
    digits = re.match(r"\d+", label)
    return int(digits[0]) if digits else 0


def _labels(printed: str, subs_behind: str) -> list[str]:
    """Return the labels of a list with ranges expanded; letters behind 段 belong to the last number."""
    labels: list[str] = []
    base, last_subs = 0, [""]
    for step in _STEP.finditer(printed):
        if not step["number"] and not step["subs"]:
            continue
        number = parse_number(step["number"]) if step["number"] else base
        if not number:
            continue
        subs, ranged = _subs(step["subs"] or ""), (step["between"] or "") in _RANGE
        if ranged and base and step["number"] and not subs and base < number <= base + _LONGEST_RANGE:
            labels += [str(between) for between in range(base + 1, number)]
        if not step["number"]:  # 8(a)(一)和(二): the signs before the last one are repeated
            subs = [*last_subs[: len(last_subs) - len(subs)], *subs]
            labels += [f"{number}{between}" for between in _between(last_subs, subs)] if ranged else []
        labels.append(f"{number}{''.join(subs)}")
        base, last_subs = number, subs
    if subs_behind and labels and "(" not in labels[-1]:
        number_label = labels.pop()
        labels += [f"{number_label}{sign}" for sign in _signs(subs_behind)]
    return labels


def _subs(printed: str) -> list[str]:
    """Return the signs of ``(a)(一)`` one by one; ㈠ is (一)."""
    return [
        f"({to_chinese_number(ord(sign) - ord('㈠') + 1)})" if len(sign) == 1 else sign
        for sign in _ONE_SUB.findall(printed)
    ]


def _signs(printed: str) -> list[str]:
    signs: list[str] = []
    for step in _LETTERS.finditer(printed):
        [sign] = _subs(step["letter"])
        if (step["between"] or "") in _RANGE and signs:
            signs += _between([signs[-1]], [sign])
        signs.append(sign)
    return signs


def _between(first: list[str], last: list[str]) -> list[str]:
    """Return the letters between two single letters, both exclusive: (a) and (e) give (b), (c), (d)."""
    if len(first) != 1 or len(last) != 1 or len(first[0]) != 3 or not (first[0] + last[0]).isascii():
        return []
    return [f"({chr(code)})" for code in range(ord(first[0][1]) + 1, ord(last[0][1]))]
