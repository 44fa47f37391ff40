"""Lists of numbers with one noun: ``第1325(2000)、1820(2008)和2493(2019)号决议``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resolutions.text.citations.number_tokens import YEAR, NumberToken
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS

_YEAR_ALONE = rf"(?:\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}})年"
_DAY_OR_MONTH = rf"(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})"
_DAY = rf"(?:{_YEAR_ALONE})?(?:{_DAY_OR_MONTH}月)?{_DAY_OR_MONTH}日"
_DATE = rf"(?:{_DAY}|{_YEAR_ALONE})(?:通过)?的?"
_YEAR_BEHIND = rf"(?:\({YEAR}年?\))?"
_COUNCIL = r"(?:联合国)?(?:安理会|安全理事会)"
_ASSEMBLY = r"(?:联合国)?(?:联大|大会)"
_MANY = r"(?:等|这|那|一|两|三|四|五|六|七|各|几|数|多|\d(?=项|个))*(?:项|个)?(?:有关|相关|各项|重要|主要|系列|一系列)?"
# 等反恐决议, 号制裁决议: a word of a few characters that names the subject, never another paper or body.
_SUBJECT = r"(?:关于[^,，。；;第号]{1,30}的|(?<=[号等])[^\W\d_令法案文书函条款章约会院党局委判告号第和、草]{1,8}?)?"
_HEAD = rf"号?{_YEAR_BEHIND}(?:的?(?:{_COUNCIL}|{_ASSEMBLY}))?{_MANY}的?{_SUBJECT}(?:决议案?|决定)"
_HEAD_WITH_ORGAN = re.compile(rf"号?{_YEAR_BEHIND}的?{_MANY}(?:(?P<S>{_COUNCIL})|(?P<A>{_ASSEMBLY}))")
_WORDS = r"(?:以及|及其|和|及|与|或|至|到|~|-|并|暨|其后|后来|又|经|由)"
_PAUSE = r"[、,，；;…]"
_BODY = r"[\u4e00-\u9fff]{2,12}?(?:理事会|大会|委员会|议会)"  # only behind a pause or conjunction
_CONNECT = re.compile(
    rf"(?:{_HEAD})?号?(?:\([^()]{{1,16}}\))?"
    rf"(?:{_PAUSE}*{_WORDS}{{0,2}}其?(?:{_DATE})?(?P<ours>{_COUNCIL}|{_ASSEMBLY})?|"
    rf"(?:{_PAUSE}{_WORDS}?|{_WORDS})(?P<other>{_BODY}))"
    rf"(?:{_DATE})?(?:决议案?)?|(?:(?:决议案?|号))?(?:, ?and ?| ?and ?| ?& ?| ?or ?)"
)
_RANGE = re.compile(r"号?(?:决议案?)?(?P<sign>至|到|~|-)")
_TAIL = re.compile(rf"{_HEAD}(?!草案|修正案)")
_DECISION_TAIL = re.compile(r"号(?:等|这|两|各|几)*项?决定")
_LINKED_TAIL = re.compile(
    rf"号?{_YEAR_BEHIND}决议(?!草案)案?(?:\([IVXLC]+\))?|号(?:{_COUNCIL}|{_ASSEMBLY})决议案?|号决定|号"
)
_PARAGRAPH_SIGN = r"\([a-z一二三四五六七八九十]{1,3}\)"
_OTHER_TAIL = re.compile(
    r"号?(?:法令|令|文件|判决|议定书|一般性|公约|条例|修正案|总统令|建议|报告|意见|说明|指令|通知|法律|规则)|"
    rf"(?:{_PARAGRAPH_SIGN}){{0,3}}(?:(?:[、,，和及与或至-]|以及)第?\d{{1,3}}(?:{_PARAGRAPH_SIGN}){{0,3}}){{0,12}}"
    rf"(?:段|分段|小段|条|款|章|节|页|脚注)"
)
_BEFORE = re.compile(r"决议案?$")
_LONGEST_GAP = 60


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """A number with the noun of its list.

    ``noun`` is ``resolution``, ``decision``, ``other``, or empty when no noun follows or precedes the list.
    ``list_start`` is the offset where its list begins. The name of the organ stands before offset ``organ_end``;
    ``organ`` is the organ when it is named by the number itself or behind it. ``end`` includes 号决议 directly behind
    this number. ``range_sign`` is the offset of 至 between the number before and this one; -1 without it.
    """

    token: NumberToken
    noun: str
    list_start: int
    end: int
    organ_end: int
    organ: str = ""
    range_sign: int = -1


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
    nouns: list[tuple[str, str]] = []
    noun = organ = ""
    for token in reversed(listed):
        if found := _noun_after(squeezed, token):
            noun, organ = found, _organ_after(squeezed, token)
        nouns.append((noun or token.noun, organ))
    nouns.reverse()
    start = listed[0].start
    before = listed[0].noun or ("resolution" if _BEFORE.search(squeezed, max(0, start - 3), start) else "")
    items: list[ListedNumber] = []
    organ_end, head_organ = start, ""
    for at, (token, (noun, organ)) in enumerate(zip(listed, nouns, strict=True)):
        sign = _range_sign(squeezed, listed[at - 1], token) if at else -1
        if at and _names_a_body(squeezed, listed[at - 1], token):
            organ_end, head_organ = token.start, ""
        head_organ = token.organ or head_organ
        end = _end(squeezed, token)
        items.append(ListedNumber(token, noun or before, start, end, organ_end, head_organ or organ, sign))
    return items


def _names_a_body(squeezed: str, last: NumberToken, token: NumberToken) -> bool:
    match = _CONNECT.fullmatch(squeezed, last.end, token.start)
    return bool(match and (match["ours"] or match["other"]))


def _range_sign(squeezed: str, last: NumberToken, token: NumberToken) -> int:
    match = _RANGE.fullmatch(squeezed, last.end, token.start)
    return match.start("sign") if match else -1


def _noun_after(squeezed: str, token: NumberToken) -> str:
    if _DECISION_TAIL.match(squeezed, token.end):
        return "decision"
    if _OTHER_TAIL.match(squeezed, token.end):
        return "other"
    return "resolution" if _TAIL.match(squeezed, token.end) else ""


def _organ_after(squeezed: str, token: NumberToken) -> str:
    """Return the organ of ``第1701号安理会决议``, which is named behind the number."""
    match = _HEAD_WITH_ORGAN.match(squeezed, token.end)
    return match.lastgroup or "" if match else ""


def _end(squeezed: str, token: NumberToken) -> int:
    """Return the offset behind 号 and 决议 that directly follow: they belong to the link of this number."""
    tail = _LINKED_TAIL.match(squeezed, token.end)
    return tail.end() if tail else token.end
