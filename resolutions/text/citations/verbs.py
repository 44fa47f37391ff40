"""Verb that governs a citation: the nearest one that reaches it and is neither negated nor inside an attribute."""

import re
from dataclasses import dataclass

from resolutions.text.citations.verb_words import VERB, VERB_KINDS

_QUOTED = re.compile(r"“[^“”]{0,120}”|《[^《》]{0,80}》")
_DISPOSED = re.compile(r"(?:将|把)[^，,。；;：:]{0,30}$")
_EXTENDED = re.compile(r"[^。；;]{0,80}?(延长|延至|延期|续延|延续|修订|修正|扩大)")
_CARRIED_OUT = re.compile(
    r"(?:号|决议案?|等|有关|相关|第[\d、,，和及至第()a-z-]{1,40}段){0,4}"
    r"(?:的(?:全面|充分|有效|切实|完全|迅速)?|(?=..情况))(?P<word>执行|落实|实施|贯彻|遵守|履行)(?!部分)"
)
# 通过第1540(2004)号决议所设委员会: behind the resolution stands what was done through it.
_THROUGH = re.compile(
    r"(?:号|决议案?|等|第[\d、,，和及至第()a-z-]{1,40}段){0,4}(?:中|里)?(?:"
    r"所(?!有)|(?:[^，,。；;后时前以来之]|其后){0,12}?(?:设立|建立|成立|创立|创设|设置|规定|确立|授权|核可|核准|提供|产生|赋予|载列|列出|提出|要求)的|"
    r"的(?:全面|充分|有效|切实)?(?:执行|落实|实施|贯彻|遵守|履行|规定|机制|框架|制度|委员会|手段|途径|方式))"
)
_ITS_OWN = re.compile(r"其$")
_PREDICATE = re.compile(r"(?:号|决议案?){0,2}(?:要求|决定|吁请|促请|敦促|呼吁|请|授权|设立|规定)")
# 未执行, 没有任何国家遵守, 无意修改: closed lists, because 不断执行 and 坚定不移地执行 are no negations.
_NEGATED = re.compile(
    r"(?:(?<!不得)(?<!不能)(?<!无|莫)不|(?<!除)非|并不意味着|未|没有?|无意|无法|无须|无需|毋须|拒绝|勿|"
    r"(?:没有|未见|无意|不意味着|不等于)[^，,。；;：:的但仍而]{1,8})"
    r"(?:曾|经|能够?|可能?|得|应当?|会|想|愿意?|必|须|需要?|再|要|予以|加以|得到|充分|全面|完全|切实|严格|有效|认真|立即|及时|继续|正式|是|在)*$"
)
_IN_ATTRIBUTE = re.compile(r"其中(?:还|也|并|又|特别|尤其|除其他外)?[,，]?$")
_WITHIN_ANOTHER = re.compile(r"^(?:了|其|安理会|安全理事会|大会|理事会|各国|本组织)?(?:其中|曾|已|先前|以前)?$")
_BREAK = re.compile(r"[，,。；;：:](?!(?:包括|特别是|尤其是|尤其|以及|及|和|如))")
_SENTENCE_END = "。；;"
# 尤其是要求进行评估的第2679(2023)号决议: before 的 these verbs describe the resolution and do not govern it.
_CLAUSE_VERBS = frozenset({"request", "decide", "extend", "violate", "adopt"})
_FARTHEST = 1500  # characters: a verb governs five themed lists over several hundred
_NEGATION_REACH = 24
_NEAR = {"adopt": 14, "see": 3, "note": 26, "extend": 30}


@dataclass(frozen=True, slots=True)
class GoverningVerb:
    """Verb as printed and its group; both empty when no verb governs the citation."""

    word: str = ""
    group: str = ""


def find_governing_verb(
    squeezed: str, list_start: int, end: int, prose: list[str], theme: tuple[int, int] | None = None
) -> GoverningVerb:
    """Return the verb that governs the list of citations at ``list_start``; empty when there is none.

    ``end`` is the end of the list. ``prose`` are the characters of ``squeezed`` with NUL for earlier citations.
    ``theme`` is the range of the list's theme: a verb in a theme (``关于执行…的``) or a quoted title governs nothing
    outside it.
    """
    farthest = max(0, list_start - _FARTHEST)
    begin = max(farthest, *(squeezed.rfind(mark, farthest, list_start) + 1 for mark in _SENTENCE_END))
    characters = prose[begin:list_start]
    if theme:  # with 关于 before it and 的 behind it
        low, high = max(theme[0] - 2 - begin, 0), min(theme[1] + 1 - begin, len(characters))
        characters[low:high] = "\0" * (high - low)
    sentence = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), "".join(characters))
    if _DISPOSED.search(sentence) and (extended := _EXTENDED.match(squeezed, end)):
        return GoverningVerb("延长" if extended[1].startswith("延") or extended[1] == "续延" else extended[1], "extend")
    carried_out = _CARRIED_OUT.match(squeezed, end)
    verbs = list(VERB.finditer(sentence))
    for at, match in reversed(list(enumerate(verbs))):
        group, loose = VERB_KINDS[match[0]]
        if loose and carried_out:
            break
        between = sentence[match.end() :]
        if _is_negated(sentence, match.start()):
            if not at or _BREAK.search(sentence, verbs[at - 1].end(), match.start()):
                break  # 鉴于谈判的情况，安理会不审议: the verb of another clause governs as little
            continue
        if _is_in_attribute(sentence, verbs, at, group):
            continue
        if group == "adopt" and _is_preposition(squeezed, between, end):
            continue
        if loose or _reaches(between, _NEAR.get(group, 45)):
            return GoverningVerb(match[0], group)
    return GoverningVerb(carried_out["word"], "implement") if carried_out else GoverningVerb()


def _is_negated(sentence: str, at: int) -> bool:
    return bool(_NEGATED.search(sentence, max(0, at - _NEGATION_REACH), at))


def _is_in_attribute(sentence: str, verbs: list[re.Match[str]], at: int, group: str) -> bool:
    """Return True for a verb that describes the resolution: 回顾其中强调妇女作用的第1325(2000)号决议."""
    if not sentence.endswith("的"):
        return False
    if group in _CLAUSE_VERBS or _IN_ATTRIBUTE.search(sentence, 0, verbs[at].start()):
        return True
    outer = verbs[at - 1] if at else None
    return bool(outer and VERB_KINDS[outer[0]][1] and _WITHIN_ANOTHER.match(sentence[outer.end() : verbs[at].start()]))


def _is_preposition(squeezed: str, between: str, end: int) -> bool:
    """Return True for 通过 that means through; ``end`` is the end of the list of citations."""
    if _THROUGH.match(squeezed, end):
        return True
    return bool(_ITS_OWN.search(between) and _PREDICATE.match(squeezed, end))


def _reaches(between: str, near: int) -> bool:
    """Return True if a tight verb governs across ``between``: short, no break, no new noun behind a citation."""
    if _BREAK.search(between) or len(between.replace("\0", "")) > near:
        return False
    behind = between.rpartition("\0")[2] if "\0" in between else ""
    return not re.search(r"的|之|所|提交|设立", behind)
