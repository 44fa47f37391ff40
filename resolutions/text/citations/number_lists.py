"""Lists of numbers with one noun: ``第1325(2000)、1820(2008)和2493(2019)号决议``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resolutions.text.citations.number_tokens import NumberToken
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS

_YEAR_ALONE = rf"(?:\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}})年"
_DAY_OR_MONTH = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_DAY = rf"(?:{_YEAR_ALONE})?(?:{_DAY_OR_MONTH}月)?{_DAY_OR_MONTH}日"
_DATE = rf"(?:{_DAY}|{_YEAR_ALONE})(?:通过)?的?"
_YEAR_BEHIND = r"(?:\((?:19|20)\d\d年?\))?"
_HEAD = rf"号?{_YEAR_BEHIND}(?:等|这|两|三|四|各|几)*项?(?:有关|相关|各项)?(?:决议案?|决定)"
_WORDS = r"(?:以及|及其|和|及|与|或|至|并|暨|其后|后来|又|经|由)"
_CONNECT = re.compile(
    rf"(?:{_HEAD})?号?(?:\([^()]{{1,16}}\))?[、,，；;…]*{_WORDS}{{0,2}}(?:其)?(?:{_DATE})?(?:安理会|安全理事会|大会)?(?:决议案?)?"
)
_TAIL = re.compile(_HEAD)
_DECISION_TAIL = re.compile(r"号(?:等|这|两|各|几)*项?决定")
_LINKED_TAIL = re.compile(rf"号?{_YEAR_BEHIND}决议(?!草案)案?(?:\([IVXLC]+\))?|号决定|号")
_OTHER_TAIL = re.compile(
    r"号?(?:法令|令|文件|判决|议定书|一般性|公约|条例|修正案|总统令|建议|报告|意见|说明|指令|通知|法律|规则)"
)
_BEFORE = re.compile(r"决议案?$")
_LONGEST_GAP = 60


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """A number with the noun of its list.

    ``noun`` is ``resolution``, ``decision``, ``other``, or empty when no noun follows or precedes the list.
    ``list_start`` is the offset where its list begins. ``end`` includes 号决议 directly behind this number.
    """

    token: NumberToken
    noun: str
    list_start: int
    end: int


def group_into_lists(squeezed: str, tokens: Iterable[NumberToken]) -> Iterator[list[ListedNumber]]:
    """Group number tokens into lists and determine the noun of each number."""
    listed: list[NumberToken] = []
    for token in tokens:
        if listed and not _connects(squeezed, listed[-1], token):
            yield _items(squeezed, listed)
            listed = []
        listed.append(token)
    if listed:
        yield _items(squeezed, listed)


def _connects(squeezed: str, last: NumberToken, token: NumberToken) -> bool:
    if token.start - last.end > _LONGEST_GAP:
        return False
    return bool(_CONNECT.fullmatch(squeezed, last.end, token.start))


def _items(squeezed: str, listed: list[NumberToken]) -> list[ListedNumber]:
    """Return the tokens with their noun: the first one at or behind each token, else the one before the list."""
    nouns: list[str] = []
    noun = ""
    for token in reversed(listed):
        noun = _noun_after(squeezed, token) or noun
        nouns.append(noun)
    nouns.reverse()
    before = "resolution" if _BEFORE.search(squeezed, max(0, listed[0].start - 3), listed[0].start) else ""
    return [
        ListedNumber(token, noun or before, listed[0].start, _end(squeezed, token))
        for token, noun in zip(listed, nouns, strict=True)
    ]


def _noun_after(squeezed: str, token: NumberToken) -> str:
    if _DECISION_TAIL.match(squeezed, token.end):
        return "decision"
    if _TAIL.match(squeezed, token.end):
        return "resolution"
    return "other" if _OTHER_TAIL.match(squeezed, token.end) else ""


def _end(squeezed: str, token: NumberToken) -> int:
    """Return the offset behind 号 and 决议 that directly follow: they belong to the link of this number."""
    tail = _LINKED_TAIL.match(squeezed, token.end)
    return tail.end() if tail else token.end
