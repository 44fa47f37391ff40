"""Cited paragraphs of a document: ``第20-22、24和26段``, ``序言部分第八段``, ``附件二第4段``, ``第8段(d)分段``."""

import re

from resolutions.text.citations.paragraph_labels import BETWEEN, NUMBER, SIGN, read_paragraph_labels
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, parse_number, to_roman

_ELEMENT = rf"(?:第?{NUMBER}{SIGN}*|{SIGN}+)"
_LIST = rf"{_ELEMENT}(?:(?:{BETWEEN}|段[至到-]){_ELEMENT}){{0,30}}"
_SIGNS_BEHIND = (
    rf"(?:第(?=\(?[a-z]))?(?P<subs>{SIGN}+(?:{BETWEEN}第?{SIGN}+){{0,20}}|[a-z](?:{BETWEEN}[a-z]){{0,20}}(?=分段|小段|项|款))"
    r"(?:分段|小段|项|款)?"
)
_LISTED = rf"(?P<list>{_LIST})(?:各|等)?(?:分|小)?段(?:{_SIGNS_BEHIND})?"
_PARAGRAPHS = rf"第{_LISTED}"
_BODY = r"正文(?:部分)?|执行(?:部分|段落)|序言(?:部分|段落)?|前言(?:部分)?"
_ANNEX = rf"(?:附件|附录)(?:[{CHINESE_COUNTING_CHARACTERS}]{{1,3}}|\d{{1,2}}|[A-Z]{{1,4}})?"
_PART = rf"(?:(?P<part>{_BODY}|{_ANNEX})[,，]?的?)?"
# Allowed between the citation and its paragraphs: a footnote mark, a closing bracket or title mark, a bracket with
# amendments, the year or the symbol, 特别是其中, 该决议中决定审查整个局势的.
_MARK = r"(?:\0{1,3}|\(\d{1,3}\)|\d{1,2}(?=[,，]?第)|[①-⑳]|[\[【〔][^\[\]【】〔〕]{1,60}[\]】〕]){0,2}"
_ASIDE = rf"{_MARK}[)》]{{0,2}}(?:\((?!第)(?:[^()]|\([^()]{{0,40}}\)){{0,160}}\))?{_MARK}"
_INSIDE = r"(?:其中|中|内|里|所载|所列|所述|其|上述)?的?"
_WITHIN = (
    rf"(?:{_INSIDE}(?:关于[^,，。；;第]{{1,30}}的)?|后者的?|(?:和|及|以及)?(?:其|该决议)(?:中[^,，。；;第]{{1,16}}的)?)"
)
_REPORT = r"号?文件(?:印发|分发|提交|所载|载列)?的?(?:秘书长)?的?(?:报告|说明|来信|信)?"
_LEAD_IN = rf"(?:的|{_REPORT})?[,，:]?(?:特别是|尤其是|尤其|包括)?{_WITHIN}?的?"
_FIRST = re.compile(rf"{_ASIDE}{_LEAD_IN}{_PART}{_PARAGRAPHS}")
_PROVISIONS = r"(?:的?(?:各项|有关|相关)?(?:规定|条款|内容))?"
_IN_BRACKETS = re.compile(rf"{_PROVISIONS}\((?:特别是|尤其是|包括|见|除)?{_PART}{_PARAGRAPHS}(?:除?外)?\)")
_MORE = re.compile(rf"(?:\([^()]{{1,12}}\))?(?:[、,，]|[,，]?(?:和|及|以及|与)){_PART}第?{_LISTED}")
_NEAREST_BRACKET = 200  # characters in which a bracket behind a citation must close

_ENGLISH_LIST = (
    rf"(?P<list>\d{{1,3}}(?:{SIGN})*(?:(?:, ?and |, ?| ?and | ?to | ?- ?)(?:\d{{1,3}}(?:{SIGN})*|(?:{SIGN})+)){{0,20}})"
)
_ENGLISH_STEM = "para"  # in both patterns: a cheap test before them
_ENGLISH_WORD = r"(?:(?P<preamble>preambular|pre\.?) ?|(?:operative|op\.?) ?)?(?:paragraphs?|paras?\.?)"
_ENGLISH_BEHIND = re.compile(rf"[)]?[,，]? ?\(?(?:in )?(?i:{_ENGLISH_WORD}) ?{_ENGLISH_LIST}")
_ENGLISH_BEFORE = re.compile(
    rf"(?i:{_ENGLISH_WORD} ?{_ENGLISH_LIST} ?of (?:(?:its|the|United Nations|UN|Security Council|General Assembly) )*)"
    r"(?i:(?:resolutions?|UNSCR|SCR|document|report|S/RES/)? ?)$"
)
_ENGLISH_SEPARATORS = re.compile(r",? ?\b(and|to)\b ?|, ?")
_NEAREST_WORDS = 90


def read_pinpoint(squeezed: str, at: int, start: int = 0) -> tuple[str, ...]:
    """Return the labels of the paragraphs directly behind a citation that ends at offset ``at``.

    >>> read_pinpoint("号决议，第20-22、24和26段", 3)
    ('20', '21', '22', '24', '26')
    >>> read_pinpoint("号决议第2(a)和(b)段", 3), read_pinpoint("，序言部分第八段", 0)
    (('2(a)', '2(b)'), ('PP8',))
    >>> read_pinpoint("号决议第8段(d)分段", 3), read_pinpoint("(经修订)第20段", 0)
    (('8(d)',), ('20',))
    >>> read_pinpoint("附件二第4段", 0), read_pinpoint("paragraph 12 of resolution 1325(2000)", 37, 27)
    (('annexII.4',), ('12',))

    Empty when none follow. In English they may precede the citation, which begins at ``start``.
    """
    limit = min(len(squeezed), at + _NEAREST_BRACKET)
    match = _IN_BRACKETS.match(squeezed, at, limit) or _FIRST.match(squeezed, at, limit)
    if not match:
        return _read_english(squeezed, start, at)
    labels: list[str] = []
    prefix = ""
    while match:
        new_labels = read_paragraph_labels(match["list"], match["subs"] or "")
        if match["part"]:
            prefix = _prefix(match["part"])
        elif not _goes_on(labels, new_labels):
            prefix = ""
        labels += [prefix + label for label in new_labels]
        match = _MORE.match(squeezed, match.end())
    return tuple(dict.fromkeys(labels))


def _prefix(part: str) -> str:
    """Return what precedes the number in the labels of a part: ``PP``, ``annexII.`` or nothing."""
    if part.startswith(("序言", "前言")):
        return "PP"
    if not part.startswith(("附件", "附录")):
        return ""
    name, printed = "annex" if part.startswith("附件") else "appendix", part[2:]
    number = parse_number(printed) if printed and not printed.isascii() else None
    printed = to_roman(number) if number else printed
    return f"{name}{printed}." if printed else name


def _goes_on(labels: list[str], new_labels: list[str]) -> bool:
    """Return True for 序言部分第八段和第九段, still in the preamble, False for 序言部分第15段以及第12段."""
    return bool(labels and new_labels) and _leading(new_labels[0]) > _leading(labels[-1])


def _leading(label: str) -> int:
    digits = re.search(r"\d+", label.rpartition(".")[2])
    return int(digits[0]) if digits else 0


def _read_english(squeezed: str, start: int, at: int) -> tuple[str, ...]:
    """Return the labels of ``resolution 1325 (2000), para. 12`` and ``paragraph 12 of resolution 1325 (2000)``."""
    before = max(0, start - _NEAREST_WORDS)
    if _ENGLISH_STEM not in squeezed[before : at + _NEAREST_WORDS].lower():
        return ()
    match = _ENGLISH_BEHIND.match(squeezed, at) or _ENGLISH_BEFORE.search(squeezed, before, start)
    if not match:
        return ()
    printed = _ENGLISH_SEPARATORS.sub(lambda word: "至" if word[1] == "to" else "、", match["list"]).replace(" ", "")
    return tuple(("PP" if match["preamble"] else "") + label for label in read_paragraph_labels(printed))
