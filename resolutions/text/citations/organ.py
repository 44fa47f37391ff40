"""Organ that adopted a cited resolution, from the name before its number."""

import re
from functools import lru_cache

# Longer names come first: 非洲联盟和平与安全理事会 is not 安全理事会.
_ORGANS = re.compile(
    r"(?P<other>和平与安全理事会|经济及社会理事会|经济社会理事会|经社理事会|人权理事会|人权委员会|托管理事会|部长理事会|"
    r"民族权委员会|人民权利委员会|经济委员会|经委会|欧洲委员会|欧洲理事会|非洲统一组织|非统组织|非洲联盟|阿拉伯国家联盟|伊斯兰合作组织|"
    r"不结盟运动|国际电信联盟|国际电联|电信大会|海事组织|国际劳工|劳工大会|卫生大会|卫生组织|原子能机构|教科文组织|粮农组织|"
    r"禁化武组织|缔约国大会|缔约方会议|审议大会|审议和延期大会|对话大会|国民大会|人民代表大会|制宪大会|国际大会|联合会大会|"
    r"环境大会|欧安组织|北约|议会|国会|国务院|最高法院|总统令|部长会议|执行局第|理事会第)"
    r"|(?P<S>安全理事会|安理会)|(?P<A>联合国大会|(?<!特别)(?:联大|大会))|(?P<own>其(?!中|他|后|余|它|实|次)|本理事会|理事会(?!第))"
)
# Any other body directly before its number: 麻醉药品委员会第51/1号决议, 董事会第338号决议.
_OTHER_BODY = re.compile(
    r"(?:委员会|委会|董事会|执行局|理事会|众议院|参议院|议院|议会|国会|首脑会议|峰会|部长会议|届大会|[\u4e00-\u9fff]党|联合会|协会|联盟|法院|秘书处|共和国政府|联邦政府|内阁)(?:通过了?)?"
    r"(?:\d{4}年[^,，。；;]{0,8})?(?:关于[^,，。；;]{1,40}的)?(?:决议案?)?$"
)
_OTHER_COUNCIL = re.compile(r"(?:安全|人权|经济及?社会|经社|托管)理事会|安理会")
_ITS_REPORT = re.compile(r"的?报告\(")  # 国际原子能机构的报告(第58/8号决议): an Assembly resolution requests the report
_COUNCIL_OR_ASSEMBLY = re.compile(r"(?<!和平与)安全理事会|安理会|(?<!届)大会|联大")
_BARE_COUNCIL = re.compile(r"(?:.*[^\u4e00-\u9fff])?(?:[经依按据由及]|根据|按照|本|该)?理事会", re.S)
_NEAREST = 64
_SENTENCE_END = "。；;"
_WINDOW = 240


def find_organ_before(squeezed: str, at: int, own_organ: str) -> str:
    """Return ``S``, ``A``, ``other`` or empty: the last organ named before offset ``at`` in the sentence.

    >>> find_organ_before("回顾大会题为“变革我们的世界”的", 16, "S"), find_organ_before("回顾其", 3, "S")
    ('A', 'S')

    其 and 理事会 are ``own_organ``, the organ of the document. 理事会 behind 人权理事会 is 人权理事会.
    """
    if _is_other_body(squeezed, at):
        return "other"
    window = max(0, at - _WINDOW)
    begin = max(window, *(squeezed.rfind(end, window, at) + 1 for end in _SENTENCE_END))
    organ = ""
    for match in _ORGANS.finditer(squeezed, begin, at):
        name = match.lastgroup or ""
        if name == "other" and _ITS_REPORT.match(squeezed, match.end()):
            continue
        if name == "own":
            name = "other" if match[0] == "理事会" and _named_another(squeezed, begin, match.start()) else own_organ
        organ = name
    return organ


def _named_another(squeezed: str, begin: int, at: int) -> bool:
    """Return True if the last council with a full name is not the Security Council."""
    named = _OTHER_COUNCIL.findall(squeezed, begin, at)
    return bool(named) and named[-1] not in ("安全理事会", "安理会")


def _is_other_body(squeezed: str, at: int) -> bool:
    """Return True if another body directly precedes; 理事会 alone is not another body."""
    before = squeezed[max(0, at - _NEAREST) : at]
    match = _OTHER_BODY.search(before)
    if not match:
        return False
    named = before[max(0, match.start() - 4) : match.end()]
    return not _COUNCIL_OR_ASSEMBLY.search(named) and not _BARE_COUNCIL.fullmatch(named)


def mentions_organ(squeezed: str, organ: str) -> bool:
    """Return True if the passage names the organ ``S`` or ``A`` anywhere."""
    return organ in _organs_named(squeezed)


@lru_cache(maxsize=2)  # each number of a passage asks for the whole passage
def _organs_named(squeezed: str) -> frozenset[str | None]:
    return frozenset(match.lastgroup for match in _ORGANS.finditer(squeezed))
