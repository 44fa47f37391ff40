"""Drafting verbs in Chinese, grouped as in the Repertoire, and words that only look like them.

A *loose* verb governs its sentence until the next verb (回顾 governs five themed lists). A *tight* verb governs only
what follows without a break (根据第2282(2016)号决议).
"""

import re

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
VERB_KINDS = {word: (group, True) for group, words in _LOOSE.items() for word in words} | {
    word: (group, False) for group, words in _TIGHT.items() for word in words
}
# Words between 通过 and the number that it adopts; 通过尊重第242(1967)号决议 adopts nothing.
_ADOPTED = (
    r"(?:其|的|由|安理会|安全理事会|理事会|联合国|联大|大会|有关|相关|上述|下列|以下|如下|历史性|决议案?|"
    r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日){0,5}"
)
_NOT_A_VERB = {
    "执行": r"(?!部分|局|情况|秘书|主任|机制|手段|长|官|干事)",
    "请": r"(?!求|愿|示|人|柬)",
    "通过": rf"(?=了?{_ADOPTED}$|了?(?:关于|有关|题为)?\0)",
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
_WORDS = sorted(VERB_KINDS, key=len, reverse=True)
VERB = re.compile(  # testing the first character is faster than trying every word at every offset
    f"(?=[{''.join({word[0] for word in _WORDS})}])(?:"
    + "|".join(f"{_BEFORE_VERB.get(word, '')}{word}{_NOT_A_VERB.get(word, '')}" for word in _WORDS)
    + ")"
)
