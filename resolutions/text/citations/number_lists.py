"""Numbers that stand in one list: ``第1325(2000)、1820(2008)和2493(2019)号决议``."""

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
    """A number with what its list says of it.

    ``head`` is ``resolution``, ``decision``, ``other`` or empty when no word names what it is;
    ``scope`` is where its list begins.
    ``end`` includes 号决议 where it stands behind this number.
    """

    atom: NumberToken
    head: str
    scope: int
    end: int


def group_into_lists(squeezed: str, atoms: Iterable[NumberToken]) -> Iterator[list[ListedNumber]]:
    """Bring the numbers of each list together and tell what they number."""
    run: list[NumberToken] = []
    for atom in atoms:
        if run and not _connects(squeezed, run[-1], atom):
            yield _items(squeezed, run)
            run = []
        run.append(atom)
    if run:
        yield _items(squeezed, run)


def _connects(squeezed: str, last: NumberToken, atom: NumberToken) -> bool:
    if atom.start - last.end > _LONGEST_GAP:
        return False
    return bool(_CONNECT.fullmatch(squeezed, last.end, atom.start))


def _items(squeezed: str, run: list[NumberToken]) -> list[ListedNumber]:
    """Tell each number its head: the first one at or behind it, else the one before the list."""
    heads: list[str] = []
    head = ""
    for atom in reversed(run):
        head = _head_behind(squeezed, atom) or head
        heads.append(head)
    heads.reverse()
    before = "resolution" if _BEFORE.search(squeezed, max(0, run[0].start - 3), run[0].start) else ""
    return [
        ListedNumber(atom, head or before, run[0].start, _end(squeezed, atom))
        for atom, head in zip(run, heads, strict=True)
    ]


def _head_behind(squeezed: str, atom: NumberToken) -> str:
    if _DECISION_TAIL.match(squeezed, atom.end):
        return "decision"
    if _TAIL.match(squeezed, atom.end):
        return "resolution"
    return "other" if _OTHER_TAIL.match(squeezed, atom.end) else ""


def _end(squeezed: str, atom: NumberToken) -> int:
    """Behind 号 and 决议 if they follow at once: the words that belong to this number's link."""
    tail = _LINKED_TAIL.match(squeezed, atom.end)
    return tail.end() if tail else atom.end
