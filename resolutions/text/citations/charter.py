"""Chapters and articles of the Charter: ``《宪章》第三十九条和第四十条``."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import Mention
from resolutions.text.numerals import CHINESE, printed_number, to_roman
from resolutions.text.symbols import CHARTER

_NUMBER = rf"(?:[{CHINESE}]{{1,6}}|\d{{1,3}})"
_PART = rf"第{_NUMBER}(?:[章条](?:第{_NUMBER}[项款](?:\([a-z]\)[项款目]?)?)?)?"
_PARTS = rf"{_PART}(?:(?:、|和|及|以及|与|或|至|[,，](?=第)){_PART}){{0,8}}"
_CHARTER = re.compile(
    rf"(?P<name>《?(?:联合国)?宪章》?)(?:的|之|[,，](?:特别是|尤其是|包括)|特别是|尤其是|尤其)*(?P<parts>{_PARTS})(?<=[章条项款目)])"
)
_STEP = re.compile(rf"第(?P<number>{_NUMBER})(?P<unit>[章条])?(?:第(?P<clause>{_NUMBER})[项款])?")
_OTHER_CHARTER = re.compile(r"[\u4e00-\u9fff]《?$")
_MAY_STAND_BEFORE = re.compile(
    r"(?:[按依根]据|按照|依照|遵照|依|按|据|本着|在|及|与|和|之|的|违反|符合|援引|下|合|于|经|执行|属于|违背|尊重|遵守|以|除|其|为|是|对|凡|将|即)《?$"
)
_LAST_CHAPTER, _LAST_ARTICLE = 19, 111


def find_charter(squeezed: str) -> Iterator[Mention]:
    """Yield each citation of parts of the Charter; the Charter named without a part is none."""
    for match in _CHARTER.finditer(squeezed):
        if _is_of_the_united_nations(squeezed, match):
            yield from _mention(match, match.start(), match["parts"])


def _is_of_the_united_nations(squeezed: str, match: re.Match[str]) -> bool:
    """《非洲联盟宪章》 is another one: a name may stand before 宪章 only if it is 联合国."""
    if "联合国" in match["name"] or match["name"].startswith("《"):
        return True
    before = squeezed[max(0, match.start() - 4) : match.start()]
    return not _OTHER_CHARTER.search(before) or bool(_MAY_STAND_BEFORE.search(before))


def _mention(match: re.Match[str], start: int, parts: str) -> Iterator[Mention]:
    labels = tuple(dict.fromkeys(_labels(parts)))
    if labels:
        yield Mention(CHARTER, start, match.end(), "charter", start, labels)


def _labels(parts: str) -> list[str]:
    """``ch.VII``, ``art.39``, ``art.2(4)``; a part without its unit takes the next one's: 第六和第七章."""
    steps = list(_STEP.finditer(parts))
    labels: list[str] = []
    unit = ""
    for step in reversed(steps):
        unit = step["unit"] or unit
        number = printed_number(step["number"])
        if not number or number > (_LAST_CHAPTER if unit == "章" else _LAST_ARTICLE):
            continue
        clause = printed_number(step["clause"]) if step["clause"] else None
        labels.append(f"ch.{to_roman(number)}" if unit == "章" else f"art.{number}" + (f"({clause})" if clause else ""))
    return labels[::-1]
