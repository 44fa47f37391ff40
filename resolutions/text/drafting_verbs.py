"""Words that begin a paragraph of a resolution, simplified: drafting verbs since 1946, with the adverbs before them.

The verbs of ``citations.verb_words`` govern a citation; these only say that a paragraph may begin.
"""

import re

from resolutions.text.fold import fold_variants

_ADVERBS = (
    "还 又 并 并且 再次 再 也 同时 深为 深 极为 极 严重 强烈 坚决 特别 高度 大力 进一步 "
    "重新 继续 仍然 仍 热烈 衷心 深切 满意地 赞赏地 关切地 遗憾地 欣慰地 严正 断然 最强烈地 "
    "明确 一致 充分 表示 兹 爰 业已 已 经 因此 此外 最后 为此 在这方面 对此 感兴趣地 铭感地 "
    "不安地 震惊地 深感 至表 不胜 亦 再度 一再 同样 最强烈 坚定 十分 非常 诚挚 郑重 紧急 立即 "
    "愿 业 业经 特 现 铭 "
)
_VERBS = (
    "回顾 忆及 覆按 复按 案查 追忆 提及 重申 申明 肯定 确认 欢迎 欣见 赞扬 赞赏 赞同 核可 "
    "认可 注意 备悉 审议 获悉 鉴悉 鉴于 考虑 铭记 铭感 念及 意识 认识 承认 收到 关切 关注 "
    "关心 强调 着重 指出 决定 决心 决意 议决 核准 吁请 吁求 促请 敦促 要求 鼓励 呼吁 请 谴责 "
    "痛惜 惋惜 哀悼 遗憾 根据 按照 依照 遵照 依据 基于 遵循 本着 支持 授权 宣布 宣告 表示 "
    "感谢 感到 深信 坚信 相信 确信 希望 期待 期望 盼望 相约 同意 邀请 责成 任命 设立 建议 "
    "推荐 警告 告诫 警惕 震惊 惊悉 悉 聆悉 听取 检讨 研究 满意 感激 祝贺 赞许 嘉许 嘉勉 反对 "
    "拒绝 不安 忧虑 担忧 痛心 悲痛 义愤 警觉 断定 认定 认为 深悉 明悉 洞悉 阅悉 接悉 指示 "
    "保证 承诺 誓 有鉴于 采取 欣悉 表明 痛悼 悼念 牢记 顾及 称赞 知悉 获知 得悉 审查 审酌 "
    "接获 查 念 察 期盼 庆贺 号召 批准 商定 声明 宣示 提醒 提请 设置 责令 委托 委派 指派 "
    "劝告 继续 采纳 接受 抗议 斥责 申斥 抨击 禁止 促 "
)
# These begin a paragraph, and as often the second line of one.
_WEAK = (
    "又 还 并 再 强烈 严重 特别 坚决 坚持 通过 受 依 促进 促使 力促 力求 反映 成立 延长 "
    "终止 解除 出于 为了 以为 检查 复查 致力 愿意 命令 重点 "
)


def _alternatives(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_STRONG_BEGINNING = re.compile(rf"(?:{_alternatives(_ADVERBS)}){{0,3}}(?:{_alternatives(_VERBS)}|决(?!议(?!:)))")
_WEAK_BEGINNING = re.compile(rf"(?:{_alternatives(_ADVERBS)}){{0,3}}(?:{_alternatives(_WEAK)})")

_OPENING = re.compile(rf"\s*(?:{_alternatives(_ADVERBS)}){{0,3}}(?:{_alternatives(_VERBS + _WEAK)})(?:指出|地)?到?")
_LONGEST_OPENING = 24  # characters: three adverbs and a verb


def find_opening_verb(text: str, start: int = 0) -> int:
    """Return the end (exclusive) of the words that the United Nations prints in italics or 楷体; ``start`` without any.

    ``start`` is the end of the printed number.

    >>> text = "12. 强烈敦促所有国家"
    >>> text[4 : find_opening_verb(text, 4)]
    '强烈敦促'
    """
    match = _OPENING.match(fold_variants(text[start : start + _LONGEST_OPENING]))
    return start + match.end() if match else start


def begins_with_drafting_verb(folded: str, *, in_wrapped_text: bool = False) -> bool:
    """Return True if a paragraph, folded and without blanks, begins like one of a resolution.

    >>> [begins_with_drafting_verb(text) for text in ("还重申其承诺，", "深感悲痛，", "制裁")]
    [True, True, False]
    >>> begins_with_drafting_verb("并注意到", in_wrapped_text=True), begins_with_drafting_verb("并注意到")
    (False, True)

    ``in_wrapped_text`` is True for a line that may be the second one of a paragraph.
    """
    if in_wrapped_text:
        return not folded.startswith("并") and bool(_STRONG_BEGINNING.match(folded))
    return bool(_STRONG_BEGINNING.match(folded) or _WEAK_BEGINNING.match(folded))
