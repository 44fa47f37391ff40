"""Words that begin a paragraph of a resolution or statement, simplified: adverbs and drafting verbs since 1946.

The verbs of ``citations.verb_words`` govern a citation; these only say that a paragraph may begin. 并 joins clauses and
is left out.
"""

import re

_ADVERBS = (
    "还 又 仍 亦 再次 再度 一再 重新 进一步 特别 同样 最后 强烈 最强烈 最强烈地 坚决 坚定 断然 大力 深为 深切 "
    "深感 极为 严重 十分 非常 满意地 赞赏地 关切地 遗憾地 热烈 诚挚 衷心 郑重 紧急 立即 愿 业 经 业经 爰 兹 "
    "特 现 铭"
)
_PREAMBULAR = (
    "回顾 重申 申明 强调 着重 特别指出 重点指出 指出 欢迎 欣见 欣悉 注意 表示 表明 认识 意识 承认 确认 肯定 "
    "断定 认定 认为 深信 相信 确信 坚信 谴责 痛惜 惋惜 痛悼 哀悼 悼念 悲痛 震惊 遗憾 关切 关心 关注 担忧 不安 "
    "忧虑 铭记 牢记 考虑 顾及 鉴于 有鉴于 决心 赞扬 赞赏 赞同 称赞 感到 感谢 满意 获悉 知悉 获知 得悉 "
    "备悉 阅悉 鉴悉 惊悉 审议 审查 审酌 收到 接获 听取 研究 根据 依照 按照 遵照 依据 本着 遵循 基于 忆及 覆按 "
    "复按 查 悉 念 察 期待 期望 期盼 希望 盼望 祝贺 庆贺"
)
_OPERATIVE = (
    "决定 决议 议决 请 促请 敦促 吁请 呼吁 号召 要求 鼓励 邀请 授权 核可 认可 核准 批准 同意 商定 支持 声明 "
    "宣布 宣告 宣示 警告 提醒 提请 保证 承诺 设立 设置 指示 责成 责令 委托 委派 指派 任命 推荐 建议 劝告 继续 "
    "采取 采纳 接受 拒绝 反对 抗议 斥责 申斥 抨击 禁止 促 "
)


def _alternatives(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


OPENING_WORDS = re.compile(rf"(?:{_alternatives(_ADVERBS)}){{0,3}}(?:{_alternatives(f'{_PREAMBULAR} {_OPERATIVE}')})")
