"""Governing verbs: the group of each verb, its reach, and words that only look like verbs."""

import pytest

from resolutions.text.citations import find_citations
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES

GROUPS = {
    "recall": "回顾 忆及 覆按 复按 案查 追忆 提及",
    "reaffirm": "重申 申明 肯定 确认 重新申明",
    "welcome": "欢迎 欣见 赞扬 赞赏 赞同 核可 认可 支持",
    "note": "注意到 备悉 审议 获悉 鉴悉 鉴于 考虑到 铭记 念及 意识到 认识到 承认 收到 关切 注意",
    "emphasize": "强调 着重指出 重点指出 特别指出",
    "decide": "决定 决心 议决 核准 授权 宣布",
    "request": "吁请 促请 敦促 要求 鼓励 呼吁 请",
    "violate": "谴责 痛惜 惋惜 违反 违背 无视",
    "under": "根据 按照 依照 遵照 依据 基于 遵循 本着",
    "implement": "执行 遵守 履行 落实 实施 贯彻 遵行 推行 实行",
    "extend": "延长 修订 修正 延续 续延 修改 更新 扩大 终止 解除 取代",
    "adopt": "通过",
    "see": "见 参见 参看",
}


def governing(passage: str) -> tuple[str, str]:
    citation = find_citations(passage)[-1]
    return citation.verb, citation.verb_group


@pytest.mark.parametrize("group, verb", [(group, verb) for group, verbs in GROUPS.items() for verb in verbs.split()])
def test_a_verb_before_the_citation_governs_it(group, verb):
    assert governing(f"{verb}第1325(2000)号决议") == (verb, group)


def test_each_group_has_its_name():
    assert VERB_GROUP_NAMES == {
        "recall": "回顾", "reaffirm": "重申", "under": "根据", "implement": "执行", "extend": "延长或修订",
        "adopt": "通过", "welcome": "欢迎", "note": "注意到", "emphasize": "强调", "violate": "违反",
        "decide": "决定", "request": "请求", "see": "参见",
    }  # fmt: skip


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("回顾各方提出的意见和看法，包括第1325(2000)号决议", "回顾"),
        ("根据各方提出的意见，第1325(2000)号决议", ""),
        ("根据各方，包括第1325(2000)号决议", "根据"),
        ("回顾其立场。第1325(2000)号决议", ""),
        ("回顾其立场；第1325(2000)号决议", ""),
        ("见安理会第1325(2000)号决议", "见"),
        ("见主席提出的第1325(2000)号决议", ""),
        ("注意" + "甲" * 26 + "第1325(2000)号决议", "注意"),
        ("注意" + "甲" * 27 + "第1325(2000)号决议", ""),
        ("延长" + "甲" * 30 + "第1325(2000)号决议", "延长"),
        ("延长" + "甲" * 31 + "第1325(2000)号决议", ""),
        ("根据" + "甲" * 45 + "第1325(2000)号决议", "根据"),
        ("根据" + "甲" * 46 + "第1325(2000)号决议", ""),
        ("通过了关于妇女、和平与安全的第1325(2000)号决议", "通过"),
        ("通过谈判解决各方的分歧后第1325(2000)号决议", ""),
    ],
)
def test_a_loose_verb_governs_its_sentence_and_a_tight_one_what_follows_closely(passage, verb):
    assert governing(passage)[0] == verb


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("根据第1325(2000)号决议和第1820(2008)号决议", "根据"),
        ("根据第1325(2000)号决议提交的第1820(2008)号决议", ""),
        ("根据第1325(2000)号决议设立的机构、第1820(2008)号决议", ""),
    ],
)
def test_a_tight_verb_does_not_reach_over_a_new_noun(passage, verb):
    assert governing(passage)[0] == verb


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("回顾各方提出的要求、第1325(2000)号决议", "回顾"),
        ("回顾执行部分和第1325(2000)号决议", "回顾"),
        ("回顾申请第1325(2000)号决议", "回顾"),
        ("回顾意见第1325(2000)号决议", "回顾"),
        ("回顾该决定、第1325(2000)号决议", "回顾"),
        ("回顾审议大会和第1325(2000)号决议", "回顾"),
        ("回顾“重申承诺”和第1325(2000)号决议", "回顾"),
        ("回顾《执行公约》和第1325(2000)号决议", "回顾"),
        ("回顾关于执行停火的第1325(2000)号决议", "回顾"),
        ("回顾要求进行评估的第2679(2023)号决议", "回顾"),
        ("回顾以往各项决议，尤其是决定设立委员会的第1540(2004)号决议", "回顾"),
        ("回顾决定派出特派团的第2679(2023)号决议", "回顾"),
        ("回顾谴责袭击的第2679(2023)号决议", "回顾"),
    ],
)
def test_a_word_inside_a_noun_a_title_a_theme_or_a_clause_does_not_govern(passage, verb):
    assert governing(passage)[0] == verb


@pytest.mark.parametrize(
    "passage, governed",
    [
        ("将第2387(2017)号决议规定的任务期限延至2018年", ("延长", "extend")),
        ("将第2387(2017)号决议规定的任务期限续延至2018年", ("延长", "extend")),
        ("把第2387(2017)号决议规定的措施扩大到海上", ("扩大", "extend")),
        ("将第2387(2017)号决议转交各方。延长任务", ("", "")),
        ("第2250(2015)号决议的落实情况", ("落实", "implement")),
        ("强调第2250(2015)号决议的落实情况", ("落实", "implement")),
        ("按照第2250(2015)号决议的落实情况", ("按照", "under")),
        ("第2250(2015)号决议第3段的执行", ("执行", "implement")),
    ],
)
def test_a_verb_behind_the_citation_governs_it(passage, governed):
    assert governing(passage) == governed


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("通过第1540(2004)号决议所设委员会", ""),
        ("通過第1540(2004)號決議所設委員會", ""),
        ("通过安全理事会第1540(2004)号决议设立的委员会", ""),
        ("通过第1540(2004)号决议规定的机制", ""),
        ("通过第1325(2000)号决议及其后各项决议确立的框架", ""),
        ("通过第1540(2004)号决议第4段所设委员会", ""),
        ("通过第1325(2000)号决议的执行", "执行"),
        ("通过外交途径落实第1540(2004)号决议", "落实"),
        ("通过全面执行第1540(2004)号决议", "执行"),
        ("通过尊重第242(1967)号决议", ""),
        ("通过对话、根据第1540(2004)号决议", "根据"),
        ("安理会通过其第1540(2004)号决议要求各国", ""),
        ("安理会通过第1540(2004)号决议", "通过"),
        ("安理会通過第1540(2004)號決議", "通过"),
        ("安理会通过其第1540(2004)号决议", "通过"),
        ("安理会一致通过了第1540(2004)号决议", "通过"),
        ("以13票赞成通过第2735(2024)号决议", "通过"),
        ("自通过第1540(2004)号决议以来", "通过"),
        ("通过第2735(2024)号决议后设立的机制", "通过"),
        ("通过2004年4月28日第1540(2004)号决议", "通过"),
        ("安理会通过第2720(2023)号决议要求各方停火", "通过"),
        ("回顾安理会2004年4月28日通过的第1540(2004)号决议", "回顾"),
        ("欢迎安全理事会一致通过的第2735(2024)号决议", "欢迎"),
        ("安全理事会于2004年通过的第1540(2004)号决议", ""),
    ],
)
def test_a_preposition_adopts_nothing(passage, verb):
    assert governing(passage)[0] == verb


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("其中决定延长任务的第2553(2020)号决议", ""),
        ("回顾其中决定制裁的第1718(2006)号决议", "回顾"),
        ("回顧其中決定制裁的第1718(2006)號決議", "回顾"),
        ("欢迎其中要求停火的第2735(2024)号决议", "欢迎"),
        ("回顾其中强调妇女作用的第1325(2000)号决议", "回顾"),
        ("重申其中欢迎和平协定的第1244(1999)号决议", "重申"),
        ("回顾其中注意到秘书长报告的第1244(1999)号决议", "回顾"),
        ("回顾其中重申承诺的第1244(1999)号决议", "回顾"),
        ("回顾其中还谴责袭击的第1244(1999)号决议", "回顾"),
        ("回顾其强调妇女作用的第1325(2000)号决议", "回顾"),
        ("重申支持秘书长提出的第1325(2000)号决议", "重申"),
        ("强调根据秘书长建议通过的第1325(2000)号决议", "强调"),
        ("回顾大会在其中请秘书长提出报告的第70/1号决议", "回顾"),
        ("重申安理会的承诺，其中强调第1612(2005)号决议", "强调"),
        ("经第2664(2022)号决议修订的第1267(1999)号决议", ""),
    ],
)
def test_a_verb_inside_an_attribute_does_not_govern(passage, verb):
    assert governing(passage)[0] == verb


NEGATED = {
    "不": "遵守 执行 违反 支持 欢迎 认可 修改 根据 要求 请 决定 谴责",
    "未": "执行 遵守 履行 通过 审议 注意到",
    "没有": "执行 遵守 修订 通过 承认 提及",
    "无意": "修改 终止 取代",
    "尚未": "执行 审议",
    "未能": "执行 履行",
    "不得": "违反 修改",
    "并非": "根据 执行",
    "从未": "承认 执行",
    "拒绝": "执行 承认",
}


@pytest.mark.parametrize("negation, verb", [(no, verb) for no, verbs in NEGATED.items() for verb in verbs.split()])
def test_a_negated_verb_does_not_govern(negation, verb):
    assert governing(f"有关各方{negation}{verb}第1701(2006)号决议") == ("", "")


@pytest.mark.parametrize(
    "passage, verb",
    [
        ("尚未充分执行第1701(2006)号决议", ""),
        ("沒有執行第1701(2006)號決議", ""),
        ("没有任何一方遵守第1701(2006)号决议", ""),
        ("并不意味着修改第1701(2006)号决议", ""),
        ("谴责当局未遵守第1970(2011)号决议", "谴责"),
        ("譴責當局未遵守第1970(2011)號決議", "谴责"),
        ("痛惜未能执行第1701(2006)号决议", "痛惜"),
        ("请各国不违反第1540(2004)号决议", "请"),
        ("鉴于谈判的情况，安理会现在不审议第864(1993)号决议", ""),
        ("不断执行第1540(2004)号决议", "执行"),
        ("不得不执行第1540(2004)号决议", "执行"),
        ("不仅执行第1540(2004)号决议", "执行"),
        ("坚定不移地执行第1540(2004)号决议", "执行"),
        ("不折不扣地落实第1540(2004)号决议", "落实"),
        ("除非根据第1540(2004)号决议", "根据"),
        ("未来执行第1540(2004)号决议", "执行"),
        ("没有进展，回顾第1540(2004)号决议", "回顾"),
    ],
)
def test_a_negation_reaches_its_own_clause_and_adverbs_are_none(passage, verb):
    assert governing(passage)[0] == verb


@pytest.mark.parametrize(
    "passage, governed",
    [
        ("第1540(2004)号决议执行情况的报告", ("执行", "implement")),
        ("第1540(2004)号决议的全面执行", ("执行", "implement")),
        ("第1540(2004)号决议的遵守情况", ("遵守", "implement")),
        ("第1540(2004)号决议的执行部分第8段", ("", "")),
        ("第1540(2004)号决议得到广泛支持", ("", "")),
    ],
)
def test_a_noun_behind_the_citation_is_its_implementation(passage, governed):
    assert governing(passage) == governed
