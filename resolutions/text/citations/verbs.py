"""Verbs that govern citations, in groups.

The verbs are the Council's drafting verbs in Chinese, grouped as in the Repertoire. A *loose* verb governs its
sentence until the next verb (回顾 governs five themed lists). A *tight* verb governs only what follows
without a break (根据第2282(2016)号决议).
"""

import re
from dataclasses import dataclass

VERB_GROUP_NAMES: dict[str, str] = {
    "recall": "回顾",
    "reaffirm": "重申",
    "under": "根据",
    "implement": "执行",
    "extend": "延长或修订",
    "adopt": "通过",
    "welcome": "欢迎",
    "note": "注意到",
    "emphasize": "强调",
    "violate": "违反",
    "decide": "决定",
    "request": "请求",
    "see": "参见",
}
_LOOSE: dict[str, tuple[str, ...]] = {
    "recall": ("回顾", "忆及", "覆按", "复按", "案查", "追忆", "提及"),
    "reaffirm": ("重申", "申明", "肯定", "确认", "重新申明"),
    "welcome": ("欢迎", "欣见", "赞扬", "赞赏", "赞同", "核可", "认可"),
    "note": (
        "注意到",
        "备悉",
        "审议",
        "获悉",
        "鉴悉",
        "鉴于",
        "考虑到",
        "铭记",
        "念及",
        "意识到",
        "认识到",
        "承认",
        "收到",
        "关切",
    ),
    "emphasize": ("强调", "着重指出", "重点指出", "特别指出"),
    "decide": ("决定", "决心", "议决", "核准"),
    "request": ("吁请", "促请", "敦促", "要求", "鼓励", "呼吁", "请"),
    "violate": ("谴责", "痛惜", "惋惜"),
}
_TIGHT: dict[str, tuple[str, ...]] = {
    "under": ("根据", "按照", "依照", "遵照", "依据", "基于", "遵循", "本着"),
    "welcome": ("支持",),
    "decide": ("授权", "宣布"),
    "implement": ("执行", "遵守", "履行", "落实", "实施", "贯彻", "遵行", "推行", "实行"),
    "extend": ("延长", "修订", "修正", "延续", "续延", "修改", "更新", "扩大", "终止", "解除", "取代"),
    "adopt": ("通过",),
    "violate": ("违反", "违背", "无视"),
    "note": ("注意",),
    "see": ("见", "参见", "参看"),
}
_KIND = {word: (group, True) for group, words in _LOOSE.items() for word in words} | {
    word: (group, False) for group, words in _TIGHT.items() for word in words
}
_NOT_A_VERB = {
    "执行": r"(?!部分|局|情况|秘书|主任|机制|手段|长|官|干事)",
    "请": r"(?!求|愿|示|人|柬)",
    "通过": r"(?=了?[^，,。；;]{0,6}$|了?(?:关于)?\0)",
    "授权": r"(?!任务)",
    "审议": r"(?!大会|的)",
    "注意": r"(?!到)",
    "见": r"(?!解|证|到|于|附|诸)",
}
_BEFORE_VERB = {
    "请": r"(?<![申邀聘敬提呈])",
    "见": r"(?<![意听看会欣可常接偏预])",
    "要求": r"(?<![新的按项])",
    "决定": r"(?<![的项该])",
}
_WORDS = sorted(_KIND, key=len, reverse=True)
_VERB = re.compile(  # testing the first character is faster than trying every word at every offset
    f"(?=[{''.join({word[0] for word in _WORDS})}])(?:"
    + "|".join(f"{_BEFORE_VERB.get(word, '')}{word}{_NOT_A_VERB.get(word, '')}" for word in _WORDS)
    + ")"
)
_QUOTED = re.compile(r"“[^“”]{0,120}”|《[^《》]{0,80}》")
_DISPOSED = re.compile(r"(?:将|把)[^，,。；;：:]{0,30}$")
_EXTENDED = re.compile(r"[^。；;]{0,80}?(延长|延至|延期|续延|延续|修订|修正|扩大)")
_CARRIED_OUT = re.compile(
    r"(?:号|决议案?|等|有关|相关|第[\d、,，和及至第()a-z-]{1,40}段){0,4}的(?P<word>执行|落实|实施|贯彻)"
)
_BREAK = re.compile(r"[，,。；;：:](?!(?:包括|特别是|尤其是|尤其|以及|及|和|如))")
_SENTENCE_END = "。；;"
# 尤其是要求进行评估的第2679(2023)号决议: before 的 these verbs describe the resolution and do not govern it.
_CLAUSE_VERBS = frozenset({"request", "decide", "extend", "violate"})
_FARTHEST = 1500  # characters: a verb governs five themed lists over several hundred
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
    for match in reversed(list(_VERB.finditer(sentence))):
        group, loose = _KIND[match[0]]
        if loose and carried_out:
            break
        between = sentence[match.end() :]
        if group in _CLAUSE_VERBS and between.endswith("的"):
            continue
        if loose or _reaches(between, _NEAR.get(group, 45)):
            return GoverningVerb(match[0], group)
    return GoverningVerb(carried_out["word"], "implement") if carried_out else GoverningVerb()


def _reaches(between: str, near: int) -> bool:
    """Return True if a tight verb governs across ``between``: short, no break, no new noun behind a citation."""
    if _BREAK.search(between) or len(between.replace("\0", "")) > near:
        return False
    behind = between.rpartition("\0")[2] if "\0" in between else ""
    return not re.search(r"的|之|所|提交|设立", behind)
