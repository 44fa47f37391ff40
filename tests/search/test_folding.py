"""Printed variants fold alike, and every folded character is mapped to its printed one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.chinese.folding import find_source_offsets, find_unalignable_characters, fold, fold_with_map


@pytest.mark.parametrize(
    "printed, folded",
    [
        ("第２５５３（２０２０）号決議", "第2553(2020)号决议"),
        ("第 2475 (2019)号", "第2475(2019)号"),
        ("1970( 2011) 號", "1970(2011)号"),
        ("S/2020/1193 2020 年", "s/2020/1193 2020年"),
        ("安理会（S/PRST/2014/5）", "安理会(s/prst/2014/5)"),
        ("「婦女、和平與安全」", '"妇女、和平与安全"'),
        ("COVID‑19", "covid-19"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("維和\u3000行動", "维和行动"),
        ("安全\u200b理事会", "安全理事会"),
        ("⼤会12⽉3⽇第⼆⼗四条", "大会12月3日第二十四条"),
        ("⻄⾮⼈⺠", "西非人民"),
        ("\uf902\ufa0c", "车兀"),
        ("二零零一、二○○一、二〇〇一", "二〇〇一、二〇〇一、二〇〇一"),
    ],
)
def test_printed_variants_fold_alike(printed, folded):
    assert fold(printed) == folded


OLD_GLYPHS = """
敍叙 吿告 尙尚 槪概 鬭斗 衞卫 淸清 靑青 戸户 値值 愼慎 塡填 顚颠 浄净 呉吴 歩步 毎每 緖绪 刄刃 彊强 彞彝 縁缘 歴历
暦历 鄕乡 郷乡 囘回 囬回 粧妆 烖灾 飜翻 鶏鸡 甦苏 蘓苏 呪咒 甞尝 韮韭 崐昆 崘仑 凢凡 凣凡 凴凭 恊协 効效 勲勋 労劳
厰厂 叅参 収收 叡睿 喆哲 厳严 囯国 囶国 圀国 図图 団团 埓埒 塩盐 塲场 壻婿 奨奖 妬妒 姉姊 姙妊 娯娱 宂冗 寃冤 寜宁
寕宁 寳宝 尅克 対对 岀出 嶋岛 嶌岛 巌岩 巻卷 帯带 帰归 幇帮 幚帮 庁厅 廰厅 広广 庻庶 弐贰 弾弹 従从 徳德 徴征 応应
怱匆 悤匆 恵惠 悪恶 慙惭 憇憩 戯戏 戱戏 紥扎 択择 拠据 拡扩 挙举 擧举 挿插 揷插 捜搜 掲揭 揺摇 擕携 摂摄 斉齐 斎斋
昻昂 暁晓 暎映 曁暨 曽曾 朂勖 朶朵 栄荣 桜樱 桟栈 碁棋 検检 楽乐 様样 権权 歓欢 懽欢 讙欢 歳岁 気气 氷冰 汚污 浜滨
涙泪 渉涉 渇渴 済济 渓溪 満满 凖准 濳潜 澁涩 沢泽 濶阔 焼烧 燄焰 焔焰 営营 牋笺 犠牺 猟猎 獘弊 獣兽 畧略 畳叠 発发
皷鼓 皐皋 県县 覩睹 矦侯 砲炮 礮炮 砿矿 鑛矿 鉱矿 祇只 秌秋 秊年 稾稿 穂穗 穏稳 窓窗 窻窗 牕窗 竒奇 竝并 筞策 筴策
簒篡 粋粹 経经 継继 続续 総总 縂总 繊纤 繋系 縄绳 缼缺 罸罚 翺翱 聡聪 聨联 聴听 粛肃 脇胁 脳脑 膓肠 臓脏 舗铺 舩船
艶艳 荘庄 涖莅 塟葬 蔴麻 薬药 藁稿 蔵藏 蛍萤 螙蠹 衂衄 衹只 襃褒 覇霸 覚觉 覧览 観观 訳译 諌谏 変变 賛赞 讐仇 豊丰
貭质 賍赃 頼赖 趂趁 輭软 転转 辤辞 辺边 逓递 逹达 遅迟 邨村 隣邻 釈释 鉄铁 銭钱 鏁锁 鑚钻 閒间 関关 闘斗 鬪斗 鬬斗
陜陕 険险 隂阴 陥陷 隠隐 隷隶 雑杂 襍杂 霊灵 靭韧 顕显 飮饮 駅驿 駆驱 騒骚 験验 驩欢 髪发 髙高 尠鲜 鴈雁 鴬莺 鹸碱
麤粗 黒黑 歯齿 齢龄 竜龙 亀龟
"""


def test_old_regional_and_japanese_glyphs_fold_to_the_usual_ones():
    pairs = OLD_GLYPHS.split()
    assert len(pairs) > 150
    assert [pair for pair in pairs if fold(pair[0]) != fold(pair[1])] == []


@given(st.text(max_size=80))
def test_folding_with_a_map_is_the_same_folding(text):
    folded = fold_with_map(text)
    assert folded.text == fold(text)
    assert len(folded.source_offsets) == len(folded.text)
    assert list(folded.source_offsets) == sorted(folded.source_offsets)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_footnote_mark_left_out_does_not_break_the_text_around_it():
    folded = fold_with_map("决定。905 安理会通过", [(3, 6)])
    start = folded.text.index("。安理会")
    assert folded.printed_span(start, start + 4) == (2, 10)


@given(st.text("决定 于2020年abＡ９ \u3000\t（S/RES）號…①é", max_size=60))
def test_a_text_without_odd_characters_is_aligned_without_folding_it_again(text):
    if not find_unalignable_characters(text):
        assert list(find_source_offsets(text)) == list(fold_with_map(text).source_offsets)
