"""Which paragraphs of the cited document are meant: ``第20-22、24和26段``, ``序言部分第八段``."""

import re
from dataclasses import dataclass

from resolutions.text.numerals import CHINESE, printed_number

_NUMBER = rf"(?:\d{{1,3}}|[{CHINESE}]{{1,4}})"
_SUB = r"(?:\([a-z]{1,3}\))"
_ELEMENT = rf"(?:第?{_NUMBER}{_SUB}*|{_SUB}+)"
_BETWEEN = r"(?:[、,，]|和|及|以及|与|或|至|到|-|~)"
_LIST = rf"{_ELEMENT}(?:段?{_BETWEEN}{_ELEMENT}){{0,30}}"
_FIRST = re.compile(
    rf"的?(?:号?文件)?[,，]?(?:的)?(?P<part>执行部分|序言部分|序言|附件[一二三四\d]?)?(?:的)?第(?P<list>{_LIST})(?:分|小)?段"
)
_MORE = re.compile(
    rf"(?:\([^()]{{1,12}}\))?(?:[、,，]|和|及|以及|与)(?P<part>执行部分|序言部分|序言)?第(?P<list>{_LIST})(?:分|小)?段"
)
_STEP = re.compile(rf"(?P<between>段?{_BETWEEN})?第?(?P<number>{_NUMBER})?(?P<subs>{_SUB}*)")
_LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Labels of the cited paragraphs and where the words that name them end."""

    paragraphs: tuple[str, ...]
    end: int


def read_pinpoint(squeezed: str, at: int) -> Pinpoint:
    """Read the paragraphs named right behind a citation that ends at ``at``.

    >>> read_pinpoint("号决议，第20-22、24和26段", 3).paragraphs
    ('20', '21', '22', '24', '26')
    >>> read_pinpoint("号决议第2(a)和(b)段", 3).paragraphs, read_pinpoint("，序言部分第八段", 0).paragraphs
    (('2(a)', '2(b)'), ('PP8',))

    Nothing behind gives no paragraphs and ``at`` itself.
    """
    match = _FIRST.match(squeezed, at)
    labels: list[str] = []
    while match:
        prefix = "PP" if (match["part"] or "").startswith("序言") else ""
        labels += [prefix + label for label in _labels(match["list"])]
        at = match.end()
        match = _MORE.match(squeezed, at)
    return Pinpoint(tuple(dict.fromkeys(labels)), at)


def _labels(printed: str) -> list[str]:
    labels: list[str] = []
    base = 0
    for step in _STEP.finditer(printed):
        if not step["number"] and not step["subs"]:
            continue
        number = printed_number(step["number"]) if step["number"] else base
        if not number:
            continue
        subs = step["subs"] or ""
        ranged = (step["between"] or "").removeprefix("段") in ("至", "到", "-", "~")
        if ranged and base and step["number"] and not subs and base < number <= base + _LONGEST_RANGE:
            labels += [str(between) for between in range(base + 1, number)]
        labels.append(f"{number}{subs}")
        base = number
    return labels
