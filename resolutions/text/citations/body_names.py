"""Names of bodies: the General Assembly and the Security Council, told from others by the word before them.

大会 is the General Assembly only where nothing says otherwise. A noun directly before it makes the name of another
body: 世界卫生大会, 股东大会. The words below are no part of a name, so that behind them 大会 stands alone.
"""

import re

from resolutions.text.citations.verb_words import VERB_KINDS

COUNCIL_NAMES = ("安全理事会", "安理会")
# Conjunctions, prepositions, particles, pronouns and words of time.
_FUNCTION_WORDS = (
    "和 及 与 或 暨 并 且 而 但 则 又 即 如 若 因 故 使 让 是 由 经 据 按 依 对 向 在 于 自 从 到 至 为 以 将 "
    "把 被 受 获 的 之 了 其 本 该 此 贵 当 当时 上述 包括 包含 除 连同 通过 经过 比 给 待 俟 供 凭 于是 只有 "
    "虽然 尽管 因为 由于 鉴于 关于 有关 基于 尤其 特别是 例如 以免 一并 同时 随后 其后 此后 后来 目前 已 曾 "
    "并且 也 还 再 均 (?<!纪)念 "
)
_OTHER_VERBS = (
    "指出 邀请 参阅 查阅 建议 提请 提交 递交 呈交 送交 转交 转递 告知 知照 致函 建请 提议 "
    "引用 援引 参照 比照 对照 认为 相信 深信 同意 接受 拒绝 反对 配合 等待 召开 举行 出席 "
    "列席 主持 尊重 维护 符合 响应 满足 超出 补充 宣告 查 阅 奉 应 致 凡 每 本次 该次 "
    "首次 召集 规定 照 认同 没有 无 批评 否决 推翻 撤销 废除 恢复 重提 宣读 公布 转告 质疑 "
    "藐视 谋求 主张 争取 担任 承担 完成 实现 交由 加强 推动 促进 赋予 给予 答复 回应 询问 "
    "征求 征得 取得 获得 得到 继承 依循 忽视 拟订 起草 主管 发给 面对 期间 之前 之后 以来 "
    "以后 以前 今天 [\\d〇零一二三四五六七八九十][年月日] 日前 近日 最近 列入 载入 载于 "
    "出自 来自 不影响 不妨碍 委托 责成 期待 期望 希望 继 自从 早在 等 "
)
# 审议大会 is the name of a conference, not a verb with its object.
_VERBS = " ".join(word for word in VERB_KINDS if word != "审议")
_UNITED_NATIONS = "联合国 秘书长 安理会 安全理事会 联合国系统 经社理事会 经济及社会理事会 人权理事会 国际法院"
_WORDS_BEFORE = re.compile(rf"(?:{'|'.join(f'{_FUNCTION_WORDS} {_VERBS} {_OTHER_VERBS} {_UNITED_NATIONS}'.split())})$")
_SESSION_BEFORE = re.compile(
    r"(?:第?[\d一二三四五六七八九十百]{1,4}|(?P<pronoun>[本上下该历这每前此两]))届(?:特别|紧急特别)?$"
)
_LETTER_BEFORE = re.compile(r"(?:[\u4e00-\u9fff]|(?<![A-Za-z\d/])[A-Z]{2,12})$")  # or an acronym: WTO大会
_LONGEST_WORD = 16  # characters
_NO_COUNCIL_OF_OURS = re.compile(
    r"(?:国家|国土|网络|最高|最高国家|和平与|和平和|核|食品|能源|粮食|地区|区域|集体|民族|公共|非盟|非洲联盟|全国|联邦)$"
)
_DATE = r"(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年[^,，。；;、第]{0,8})"
_ADOPTED = r"(?:审议通过|通过|作出|发布|颁布|批准|制定|签署|公布|印发)"
# A body directly before its number: 麻醉药品委员会第51/1号决议, 董事会2020年通过的关于预算的第338号决议.
BODY_BEFORE_NUMBER = re.compile(
    r"(?P<body>大会|委员会|委会|[军党常纪省市县国]委|董事会|监事会|执行局|理事会|众议院|参议院|议院|议会|国会|首脑会议|峰会|"
    r"(?<![次届体别])会议|[\u4e00-\u9fff]党|[^\W\d_安社机将才都不也大]会(?<!安理会)|[^\W\d_]联|联盟|同盟|[欧非东阿国]盟|法院|法庭|检察院|秘书处|"
    r"共和国|政府|内阁|人大|政协|公司|集团|银行|基金|大学|学院|总统|国王|国务院|政务院|(?<![全内外大干])部|组织|机构|机关|"
    r"共同体|联合体|论坛|杜马|克奈塞特|呼拉尔|北约|[总分]?局|署|厅|省|市|缔约方|教科文|HRC|WHA|ECOSOC|股东会|党代会)"
    rf"(?:于|在)?{_DATE}?{_ADOPTED}?了?的?{_DATE}?(?:关于[^,，。；;]{{1,40}}的)?(?:决议案?|决定)?$"
)


def is_the_assembly(squeezed: str, at: int) -> bool:
    """Return True if 大会 at offset ``at`` is the General Assembly: no noun precedes that makes another name.

    >>> [is_the_assembly(name, name.index("大会")) for name in ("回顾大会", "本届大会", "联合国大会", "世界卫生大会")]
    [True, True, True, False]

    """
    before = squeezed[max(0, at - _LONGEST_WORD) : at]
    if session := _SESSION_BEFORE.search(before):
        if session["pronoun"]:
            return True
        before = before[: session.start()]
    return _ends_outside_a_name(before)


def stands_alone(squeezed: str, at: int) -> bool:
    """Return True if no noun precedes the name at offset ``at``: 理事会 behind 回顾, not behind 欧盟."""
    return _ends_outside_a_name(squeezed[max(0, at - _LONGEST_WORD) : at])


def _ends_outside_a_name(before: str) -> bool:
    return not _LETTER_BEFORE.search(before) or bool(_WORDS_BEFORE.search(before))


def is_the_council(squeezed: str, at: int) -> bool:
    """Return True if 安全理事会 or 安理会 at offset ``at`` is that of the United Nations.

    >>> is_the_council("伊朗国家安全理事会", 4), is_the_council("回顾安全理事会", 2)
    (False, True)

    """
    return not _NO_COUNCIL_OF_OURS.search(squeezed, max(0, at - _LONGEST_WORD), at)
