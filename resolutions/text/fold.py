"""Printed variants made one, so that each pattern is written once, in simplified half-width form.

``fold_variants`` keeps every character in its place; ``squeeze`` drops blanks and keeps a map
back, so that what is found in squeezed text can be cut out of the printed text.
"""

import re
from functools import lru_cache

_TRADITIONAL = (
    "號号決决議议會会憲宪條条項项執执關关於于這这對对應应國国聯联請请顧顾憶忆據据聲声屆届緊紧時时為为爲为與与並并"
    "後后種种節节閱阅歡欢強强調调確确認认讚赞審审經经員员長长報报開开規规遵遵貫贯實实採采動动備备鑒鉴鑑鉴滿满"
    "設设問问題题專专門门務务權权區区個个來来從从將将還还進进過过則则參参區区當当內内體体縣县貝贝"
    "億亿萬万兩两參参貳贰叄叁陸陆條条機机構构團团處处書书總总統统歐欧亞亚組组織织貿贸農农糧粮衛卫爾尔"
    "紀纪錄录補补編编稱称載载該该項项讓让論论評评價价論论證证訂订計计記记許许註注說说課课護护變变"
    "責责貢贡財财資资質质賽赛點点續续織织綱纲網网練练緬缅縮缩繼继缺缺職职脫脱興兴舉举雙双難难電电須须領领"
    "腦脑頭头類类願愿顯显飛飞養养餘余駐驻驗验鬥斗魯鲁黨党齊齐嚴严勞劳勢势勵励區区協协單单啟启嘗尝圍围園园圓圆場场"
    "塊块增增墾垦壞坏壓压奪夺奮奋婦妇嬰婴學学寧宁審审寫写屬属島岛師师帶带幫帮幹干幾几庫库廢废廣广廳厅彈弹彙汇徑径復复"
    "恆恒態态慣惯慶庆慮虑戰战戲戏擇择擊击擔担擬拟擴扩擺摆攝摄敗败敵敌數数斷断暫暂東东極极榮荣樣样樹树橋桥檔档檢检"
    "權权歲岁歷历歸归殘残毀毁氣气準准災灾無无煙烟營营爭争狀状獨独獲获獻献產产畫画異异療疗發发監监盤盘眾众礦矿"
    "禮礼禍祸禦御穩稳窮穷簡简簽签籌筹籲吁級级納纳紛纷終终給给絕绝維维縱纵罰罚羅罗習习聖圣聞闻"
    "蘇苏蘭兰虧亏號号術术衝冲補补裝装製制複复見见視视親亲覺觉觀观訊讯討讨訓训託托詞词試试詳详誠诚"
    "誤误談谈謀谋識识譯译譴谴貨货貧贫販贩質质賠赔賦赋贊赞趕赶踐践蹤踪輕轻輛辆輪轮輸输轉转辦办適适遷迁選选遺遗邊边"
    "鄰邻釋释鎖锁鎮镇長长間间閉闭際际陣阵陸陆陽阳隊队階阶隨随險险隱隐雖虽靈灵靜静韓韩響响頁页頂顶預预頒颁額额風风馬马鹽盐麼么髮发"
    "們们別别匯汇卽即啓启幷并併并佈布冊册査查標标沒没況况測测漢汉濟济環环産产畵画祕秘約约結结絶绝締缔聽听茲兹藥药"
    "衆众証证話话説说諸诸賞赏輯辑迴回逕径連连運运達达違违銘铭録录頻频麽么閣阁穫获脩修敎教鏈链鎭镇揚扬"
)
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TABLE = (
    {ord(_TRADITIONAL[i]): ord(_TRADITIONAL[i + 1]) for i in range(0, len(_TRADITIONAL), 2)}
    | _WIDTH
    | {
        0x3000: 0x20,
        0xA0: 0x20,
        0xFE5E: 0x29,
        ord("〔"): ord("("),
        ord("〕"): ord(")"),
        ord("﹝"): ord("("),
        ord("﹞"): ord(")"),
    }
    | {
        ord("○"): ord("〇"),
        ord("◯"): ord("〇"),
        ord("–"): ord("-"),
        ord("—"): ord("-"),
        ord("－"): ord("-"),
        ord("−"): ord("-"),
    }
    | {ord("「"): ord("“"), ord("」"): ord("”"), ord("『"): ord("“"), ord("』"): ord("”"), ord("案"): ord("案")}
)
_LETTER_FOR_ZERO = re.compile("(?<=[一二三四五六七八九〇])O+(?=[一二三四五六七八九〇年条号)])")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


def fold_variants(text: str) -> str:
    """Simplify, halve the width and unify brackets, character by character.

    >>> fold_variants("第２５５３（２０２０）號決議")
    '第2553(2020)号决议'
    >>> fold_variants("二○○四年、第一O二条")
    '二〇〇四年、第一〇二条'

    The result is as long as ``text``: offsets stay. Only characters that occur in the
    patterns of this package and in the names around them are simplified; this is no converter.
    """
    folded = text.translate(_TABLE)
    return _LETTER_FOR_ZERO.sub(lambda letters: "〇" * len(letters[0]), folded) if "O" in folded else folded


def squeeze(text: str) -> tuple[str, list[int] | None]:
    """Drop white space, and tell where each character left stood in ``text``.

    One blank stays between two ASCII letters or digits, so that ``S/2020/1193 2020年``
    is not glued together. The map is None where nothing was dropped.

    >>> squeeze("第 2553 (2020)号")
    ('第2553(2020)号', [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13])
    """
    if not _BLANKS.search(text):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for blank in _BLANKS.finditer(text):
        pieces.append(text[at : blank.start()])
        places.extend(range(at, blank.start()))
        at = blank.end()
        before = text[blank.start() - 1] if blank.start() else ""
        after = text[at] if at < len(text) else ""
        if is_ascii_word(before) and is_ascii_word(after):
            pieces.append(" ")
            places.append(blank.start())
    pieces.append(text[at:])
    places.extend(range(at, len(text)))
    return "".join(pieces), places


@lru_cache(maxsize=256)
def is_ascii_word(character: str) -> bool:
    """Whether it is an ASCII letter or digit; nothing is none."""
    return character.isascii() and character.isalnum()
