"""Citations of chapters and articles of the Charter: ``《宪章》第三十九条和第四十条``, ``第二条第四项和第七项``."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from resolutions.text.citations.mention import NO_CONTEXT, CitationContext, Mention
from resolutions.text.numerals import CHINESE_NUMERALS, parse_number, to_roman
from resolutions.text.symbols import CHARTER_SYMBOL

_NUMBER = rf"(?:[{CHINESE_NUMERALS}]{{1,6}}|\d{{1,3}})"
_BETWEEN = r"(?:[,，]?以及|、|和|及|与|或|至|到|-|[,，](?=第))"
_LETTERED = r"(?:\([子丑寅卯辰巳a-f]\)[项款目]?)?"  # 第十三条第一项(子)款
_STEP_PATTERN = rf"{_NUMBER}[章条项款]?{_LETTERED}"
_PARTS = rf"第{_STEP_PATTERN}(?:(?:{_BETWEEN}第?|第|(?<=条)(?={_NUMBER}款)){_STEP_PATTERN}){{0,12}}(?<=[章条项款目)])"
_ESPECIALLY = r"(?:(?:各|有关|各项)*(?:条款|规定|原则)?[,，、]?(?:特别是|尤其是|尤其|包括)(?:其中的?)?)?"
_CHARTER = re.compile(rf"(?P<name>《?(?:联合国)?宪章》?)(?:的|之)?{_ESPECIALLY}(?P<parts>{_PARTS})")
# The first part without the name of the Charter has its unit: 根据第2(e)段 is a paragraph.
_UNNAMED_PARTS = rf"(?:其)?(?P<parts>(?=第{_NUMBER}(?:{_BETWEEN}第?{_NUMBER}){{0,6}}[章条]){_PARTS})"
_ACCORDING = r"(?:根据|按照|依照|依据|遵照|援引|依循)"
# 根据《宪章》第七章采取行动，并根据第四十一条采取措施: 第四十一条 is of the Charter unless another text is named.
_AGAIN = re.compile(rf"(?:{_ACCORDING}|(?<=[取引用及和与,，、在按依])){_UNNAMED_PARTS}")
# 根据第七章采取行动 in a document of the Council.
_UNNAMED = re.compile(
    rf"(?:{_ACCORDING}|(?<=在)(?=第[^第]{{1,4}}章[下中内])){_UNNAMED_PARTS}(?P<action>采取行动|行事)?"
)
_INSTRUMENTS = "规约|公约|条约|规则|议定书|条例|协定|协议|章程|宪法|宪章|法典|报告|纲领|准则|手册|附件"
_ANOTHER_TEXT = re.compile(rf"[。；;《]|{_INSTRUMENTS}|决议|决定")
_AGAIN_WITHIN = 80
_ANOTHER_INSTRUMENT = re.compile(rf"{_INSTRUMENTS}|《[^《》]{{1,60}}》")
_STEP = re.compile(
    rf"(?P<between>{_BETWEEN})?第?(?P<number>{_NUMBER})(?P<unit>[章条项款])?(?:\((?P<letter>[子丑寅卯辰巳a-f])\))?"
)
_OTHER_CHARTER = re.compile(r"[\u4e00-\u9fff]$")
_MAY_STAND_BEFORE = re.compile(
    r"(?:按照|依照|遵照|[依根]据|违反|符合|援引|执行|违背|尊重|遵守|属于|本着|维护|捍卫|恪守|所载|[达循依按据在及与和之的下合于经以除其为是对凡即成])$"
)
# 非洲联盟《宪章》, 该组织的宪章; 本组织《宪章》 is that of the United Nations.
_ANOTHER_BODY = re.compile(
    r"(?:(?<!本)组织|联盟|[东非欧阿]盟|法庭|法院|共同体|议会|国家|机构|大会|大学|基金会|协会|联合会)的?$"
)
_LAST_CHAPTER, _LAST_ARTICLE = 19, 111
_LONGEST_RANGE = 40
_LONGEST_NAME = 4


def find_charter_citations(squeezed: str, context: CitationContext = NO_CONTEXT) -> Iterator[Mention]:
    """Yield each citation of parts of the Charter; a mention without a part is no citation.

    In a document of the Council 根据第七章 and 根据第四十一条 are of the Charter if no other text was named last.
    """
    found = _CHARTER.finditer(squeezed) if "宪章" in squeezed else ()
    named = [match for match in found if _is_of_the_united_nations(squeezed, match)]
    for match in named:
        yield from _mention(match, match.start())
        yield from _again(squeezed, match)
    if context.organ == "S" and not context.is_annex and ("章" in squeezed or "条" in squeezed):
        yield from _unnamed(squeezed, named)


def _unnamed(squeezed: str, named: list[re.Match[str]]) -> Iterator[Mention]:
    """Yield parts without a name; they are another text's if one was named behind the last ``named`` Charter."""
    starts = [charter.start() for charter in named]
    others = [other.start() for other in _ANOTHER_INSTRUMENT.finditer(squeezed)]
    for match in _UNNAMED.finditer(squeezed):
        last = bisect_left(starts, match.start())
        since = named[last - 1].end("name") if last else 0
        is_of_another = bisect_left(others, since) < bisect_left(others, match.start())
        if not is_of_another or (match["action"] and "章" in match["parts"]):
            yield from _mention(match, match.start("parts"))
            yield from _again(squeezed, match)


def _again(squeezed: str, match: re.Match[str]) -> Iterator[Mention]:
    """Yield the parts that follow a citation of the Charter without its name."""
    at = match.end("parts")
    limit = at + _AGAIN_WITHIN
    while (again := _AGAIN.search(squeezed, at, limit)) and not _ANOTHER_TEXT.search(squeezed, at, again.start()):
        yield from _mention(again, again.start("parts"))
        at = again.end("parts")


def _mention(match: re.Match[str], start: int) -> Iterator[Mention]:
    labels = tuple(dict.fromkeys(_labels(match["parts"])))
    if labels:
        yield Mention(CHARTER_SYMBOL, start, match.end(), "charter", start, labels)


def _is_of_the_united_nations(squeezed: str, match: re.Match[str]) -> bool:
    """Return False for another organization's charter: a name precedes 宪章, as in 非洲联盟宪章."""
    if "联合国" in match["name"]:
        return True
    before = squeezed[max(0, match.start() - _LONGEST_NAME) : match.start()]
    if _ANOTHER_BODY.search(before):
        return False
    if match["name"].startswith("《"):
        return True
    return not _OTHER_CHARTER.search(before) or bool(_MAY_STAND_BEFORE.search(before))


def _labels(parts: str) -> list[str]:
    """Return labels such as ``ch.VII``, ``art.39``, ``art.2(4)``.

    A number without unit has the unit of the next one: 第六和第七章, 第33至38条.
    """
    steps = list(_STEP.finditer(parts))
    units = [step["unit"] for step in steps]
    for at in range(len(units) - 2, -1, -1):
        units[at] = units[at] or units[at + 1]
    labels: list[str] = []
    article, last_unit, last = 0, "", 0
    for step, unit in zip(steps, units, strict=True):
        number = parse_number(step["number"]) or 0
        ranged = (
            (step["between"] or "") in ("至", "到", "-") and unit == last_unit and 0 < number - last <= _LONGEST_RANGE
        )
        for value in range(last + 1, number + 1) if ranged else (number,):
            if unit in ("项", "款"):
                _add_clause(labels, article, value, step["letter"] or "")
            elif 0 < value <= (_LAST_CHAPTER if unit == "章" else _LAST_ARTICLE):
                labels.append(f"ch.{to_roman(value)}" if unit == "章" else f"art.{value}")
        article = number if unit == "条" else article
        last_unit, last = unit, number
    return labels


def _add_clause(labels: list[str], article: int, clause: int, letter: str) -> None:
    """Add a clause; 第二条第四项 is one part, not two. Earthly branches are letters: 子 is a."""
    if not article or not clause:
        return
    if labels and labels[-1] == f"art.{article}":
        labels.pop()
    branch = "子丑寅卯辰巳".find(letter) if letter else -1
    latin = "abcdef"[branch] if branch >= 0 else letter
    labels.append(f"art.{article}({clause})" + (f"({latin})" if latin else ""))
