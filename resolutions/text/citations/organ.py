"""Organ that adopted a cited resolution, from the name before its number."""

import re
from functools import lru_cache

from resolutions.text.citations.body_names import (
    BODY_BEFORE_NUMBER,
    COUNCIL_NAMES,
    is_the_assembly,
    is_the_council,
    stands_alone,
)

# Longer names come first: 非洲联盟和平与安全理事会 is not 安全理事会.
_ORGANS = re.compile(
    r"(?P<other>和平与安全理事会|经济及社会理事会|经济社会理事会|经社理事会|人权理事会|人权委员会|托管理事会|部长理事会|"
    r"欧盟理事会|执行理事会|"
    r"民族权委员会|人民权利委员会|经济委员会|经委会|欧洲委员会|欧洲理事会|非洲统一组织|非统组织|非洲联盟|阿拉伯国家联盟|伊斯兰合作组织|"
    r"不结盟运动|国际电信联盟|国际电联|海事组织|国际劳工|卫生组织|原子能机构|教科文组织|粮农组织|"
    r"禁化武组织|缔约方会议|欧安组织|北约|议会|国会|国务院|最高法院|总统令|部长会议|执行局第|(?<![\u4e00-\u9fff])HRC)"
    r"|(?P<S>安全理事会|安理会)|(?P<A>(?<!特别)(?:联大(?![学型规])|大会(?!堂|会议厅)))"
    r"|(?P<own>其(?!中|他|后|余|它|实|次)|本理事会|理事会)|(?P<UN>联合国(?=(?:[^,，。；;、第]{0,12}通过了?)?的?(?:决议案?)?$))"
)
_OTHER_COUNCIL = re.compile(r"(?:安全|人权|经济及?社会|经社|托管|执行|部长|欧盟|欧洲)理事会|安理会")
_ITS_REPORT = re.compile(r"的?报告\(")  # 国际原子能机构的报告(第58/8号决议): an Assembly resolution requests the report
_COUNCIL_OR_ASSEMBLY = re.compile(r"(?<!和平与)安全理事会|安理会|联大|(?<![次届])(?:大会|理事会)会议")
_SESSION_NUMBER = re.compile(r"[^,，。；;]{0,16}?第?\d{1,2}/\d{1,3}(?!\d)")
_FOUNDING = re.compile(r"(?:设立|成立|建立|创立|创建|组建|设置|解散|改组|授权|延长)了?[^,，。；;、]{0,16}$")
_LONGEST_OBJECT = 24  # characters between 设立 and the name of a body
_NEAREST = 64
_SENTENCE_END = "。；;"
_WINDOW = 240


def find_organ_before(squeezed: str, at: int, own_organ: str) -> str:
    """Return ``S``, ``A``, ``UN``, ``other`` or empty: the last organ named before offset ``at`` in the sentence.

    >>> find_organ_before("回顾大会题为“变革我们的世界”的", 16, "S"), find_organ_before("回顾其", 3, "S")
    ('A', 'S')
    >>> find_organ_before("世界卫生大会", 6, "S")
    'other'

    其 and 理事会 are ``own_organ``, the organ of the document. 理事会 behind 人权理事会 is 人权理事会. ``UN`` is 联合国
    without the name of an organ.
    """
    if is_other_body_before(squeezed, at):
        return "other"
    window = max(0, at - _WINDOW)
    begin = max(window, *(squeezed.rfind(end, window, at) + 1 for end in _SENTENCE_END))
    organ = ""
    for match in _ORGANS.finditer(squeezed, begin, at):
        name = match.lastgroup or ""
        if name == "other" and _names_no_author(squeezed, match):
            continue
        if name == "own":
            name = _own(squeezed, begin, match, own_organ)
        elif not _is_of_the_united_nations(squeezed, match):
            name = "other"
        organ = name
    return organ


def _names_no_author(squeezed: str, match: re.Match[str]) -> bool:
    """Return True if a body is named as what a report or an act is about: 设立人权理事会的第60/251号决议."""
    return bool(_ITS_REPORT.match(squeezed, match.end())) or _is_founded(squeezed, match.start(), match.end())


def _is_founded(squeezed: str, start: int, end: int) -> bool:
    is_attribute = squeezed.startswith("的", end)
    return is_attribute and bool(_FOUNDING.search(squeezed, max(0, start - _LONGEST_OBJECT), start))


def _is_of_the_united_nations(squeezed: str, match: re.Match[str]) -> bool:
    """Return False for another body's assembly or council: 世界卫生大会, 国家安全理事会."""
    if match.lastgroup == "A" and match[0] == "大会":
        return is_the_assembly(squeezed, match.start())
    return match.lastgroup != "S" or is_the_council(squeezed, match.start())


def _own(squeezed: str, begin: int, match: re.Match[str], own_organ: str) -> str:
    """Return the organ of 其 and 理事会; 理事会 in a document of no organ is the Security Council."""
    if match[0] != "理事会":
        return own_organ
    if _named_another(squeezed, begin, match.start()):
        return "other"
    if _SESSION_NUMBER.match(squeezed, match.end()):  # 理事会第32/9号决议 is no number of the Security Council
        return "other"
    return own_organ or "S"


def _named_another(squeezed: str, begin: int, at: int) -> bool:
    """Return True if the last council with a full name is not the Security Council."""
    named = _OTHER_COUNCIL.findall(squeezed, begin, at)
    return bool(named) and named[-1] not in COUNCIL_NAMES


@lru_cache(maxsize=4)  # the numbers of one list have the same place
def is_other_body_before(squeezed: str, at: int) -> bool:
    """Return True if another body directly precedes; 理事会 alone is not another body."""
    begin = max(0, at - _NEAREST)
    before = squeezed[begin:at]
    match = BODY_BEFORE_NUMBER.search(before)
    if not match:
        return False
    body, place = match["body"], begin + match.start("body")
    if _is_founded(squeezed, place, begin + match.end("body")):
        return False
    if body == "大会":
        return not is_the_assembly(squeezed, place) and not squeezed.endswith("特别", 0, place)
    if body == "理事会" and stands_alone(squeezed, place):
        return False
    named = max(0, match.start("body") - 4)
    if council := _COUNCIL_OR_ASSEMBLY.search(before, named, match.end("body")):
        return council[0] in COUNCIL_NAMES and not is_the_council(squeezed, begin + council.start())
    return True


def mentions_organ(squeezed: str, organ: str) -> bool:
    """Return True if the passage names the organ ``S`` or ``A`` anywhere."""
    return organ in _organs_named(squeezed)


@lru_cache(maxsize=2)  # each number of a passage asks for the whole passage
def _organs_named(squeezed: str) -> frozenset[str | None]:
    return frozenset(
        match.lastgroup for match in _ORGANS.finditer(squeezed) if _is_of_the_united_nations(squeezed, match)
    )
