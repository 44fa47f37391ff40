"""Letterheads, page heads and feet, and words of a site are no text; their values are evidence."""

import datetime
from itertools import permutations

import pytest

from resolutions.text import read_document
from resolutions.text.furniture import split_furniture
from resolutions.text.furniture.line_tokens import read_tokens
from resolutions.text.layout.source_lines import read_lines
from tests.text.texts import SEEDS

BODY = """安全理事会，
回顾其关于安全部门改革的第2151(2014)号决议，
强调指出专业、有效和负责任的安全部门对于和平与可持续发展必不可少，
1. 请秘书长促进保护平民；
2. 决定继续处理此案。"""
TITLE = "第2594(2021)号决议\n安全理事会2021年9月9日第8852次会议通过"
PLAIN = read_document(f"{TITLE}\n{BODY}")


def numbered(document):
    return [(p.label, p.text) for p in document.paragraphs if p.kind in ("preamble", "operative", "sub")]


@pytest.mark.parametrize(
    "line, names",
    [
        ("联合国", {"organ"}),
        ("聯合國安全理事會", {"organ"}),
        ("United Nations", {"organ"}),
        ("Conseil de sécurité", {"organ"}),
        ("Организация Объединенных Наций", {"organ"}),
        ("مجلس الأمن", {"organ"}),
        ("S/RES/2553 (2020)", {"symbol"}),
        ("A/72/526–S/2017/836", {"symbol"}),
        ("S/2021/801*", {"symbol"}),
        ("联合国 | S/RES/2446 (2018) |", {"organ", "symbol"}),
        ("安全理事会 Distr.: General 15 November 2018", {"organ", "distribution", "date"}),
        ("分发：普遍", {"distribution"}),
        ("Original: English", {"original"}),
        ("原件：阿拉伯文/英文", {"original"}),
        ("21-12345 (C) 090921 100921", {"job_number", "job_detail"}),
        ("GE.21-12345(C)", {"job_number", "job_detail"}),
        ("N2517000", {"job_number"}),
        ("*2112345*", {"bar_code"}),
        ("Please recycle ♻", {"recycle"}),
        ("2 / 5  20-16444", {"page", "job_number"}),
        ("第 2 页，共 5 页", {"page"}),
        ("— 3 —", {"page"}),
        ("Page 2 of 5", {"page"}),
        ("9 September 2021", {"date"}),
        ("一九九三年八月二十四日", {"date"}),
        ("第七十二届会议", {"session"}),
        ("议程项目 34(a)", {"item"}),
        ("Seventy-eighth session", {"session"}),
        ("Agenda items 46 and 120", {"item"}),
        ("安全理事会，", set()),
        ("第2553(2020)号决议", set()),
        ("15-0-0", set()),
        ("1.", set()),
        ("联合国和平行动", set()),
        ("2021年9月9日通过", set()),
    ],
)
def test_a_line_of_tokens_is_told_from_prose(line, names):
    assert set(read_tokens(line)) == names


MASTHEAD = ("联合国", "S/RES/2594 (2021)", "安全理事会", "Distr.: General\n9 September 2021")


@pytest.mark.parametrize("parts", list(permutations(MASTHEAD)), ids=lambda parts: " ".join(p[:4] for p in parts))
def test_a_letterhead_in_any_order_is_no_text(parts):
    document = read_document("\n".join(parts) + f"\n\n{TITLE}\n{BODY}")
    assert document.paragraphs == PLAIN.paragraphs
    assert "\n".join(document.furniture).split("\n") == "\n".join(parts).split("\n")


@pytest.mark.parametrize(
    "head, symbol, date",
    [
        ("联合国\nS/RES/2594(2021)\n安全理事会\nDistr.: General\n9 September 2021", "S/RES/2594(2021)", (2021, 9, 9)),
        ("聯合國\n安全理事會\nS/RES/2594(2021)\n2021年9月9日", "S/RES/2594(2021)", (2021, 9, 9)),
        ("United Nations\nSecurity Council\nS/RES/2594 (2021)\nSeptember 9, 2021", "S/RES/2594(2021)", (2021, 9, 9)),
        ("Nations Unies S/RES/2594 (2021)\nConseil de sécurité Distr.: General", "S/RES/2594(2021)", None),
        ("S/RES/2594 (2021)", "S/RES/2594(2021)", None),
    ],
)  # fmt: skip
def test_the_letterhead_tells_symbol_and_date(head, symbol, date):
    document = read_document(f"{head}\n\n{BODY}")
    assert (document.symbol, document.date) == (symbol, datetime.date(*date) if date else None)
    assert [p.text for p in document.paragraphs] == BODY.splitlines()


def test_the_letterhead_of_another_document_is_no_evidence():
    document = read_document(f"联合国\nA/RES/60/1\nDistr.: General\n\n{BODY}")
    assert (document.kind, document.symbol) == ("resolution", "")


FEET = [
    "21-12345\n2/5\n\nS/RES/2594 (2021)",
    "2/5 21-12345\nS/RES/2594(2021)",
    "2 / 5  21-12345",
    "21-12345 2/5",
    "S/RES/2594 (2021)",
    "S/RES/2594(2021)\n第 2 页",
    "第2页，共5页",
    "- 2 -",
    "Ｓ／ＲＥＳ／２５９４（２０２１）",
    "21-12345 (C)",
    "2\nS/RES/2594 (2021)",
]


@pytest.mark.parametrize("foot", FEET)
def test_page_heads_and_feet_between_paragraphs_are_no_text(foot):
    lines = BODY.split("\n")
    text = "\n".join([TITLE, *lines[:3], foot, *lines[3:4], foot, *lines[4:]])
    assert read_document(text).paragraphs == PLAIN.paragraphs


@pytest.mark.parametrize("foot", [*FEET, "2"])
def test_page_heads_and_feet_inside_a_paragraph_are_no_text(foot):
    text = f"{TITLE}\n{BODY}".replace("对于和平与", f"对于和平与\n{foot}\n")
    kept, furniture = split_furniture(list(read_lines(text)))
    assert "".join(line.text for line in kept) == f"{TITLE}{BODY}".replace("\n", "")
    assert [line.text for line in furniture.lines] == foot.replace("\n\n", "\n").split("\n")
    assert [line.text[:4] for line in kept if line.behind_page_edge] == ["可持续发"]


@pytest.mark.parametrize(
    "glued, rest, pieces",
    [
        ("促进保护和20-16444", "促进保护和", ["20-16444"]),
        ("促进保护和 20-16444", "促进保护和", ["20-16444"]),
        ("促进保护和20-16444 2/5", "促进保护和", ["20-16444 2/5"]),
        ("促进保护和2/5 20-16444", "促进保护和", ["2/5 20-16444"]),
        ("促进保护和20-16444平民", "促进保护和平民", ["20-16444"]),
        ("促进保护第20-16444号", "促进保护第20-16444号", []),
        ("电话：20-16444", "电话：20-16444", []),
        ("促进保护2020-16444", "促进保护2020-16444", []),
    ],
)
def test_a_job_number_glued_to_a_word_is_cut(glued, rest, pieces):
    kept, furniture = split_furniture(list(read_lines(f"{BODY}\n{glued}")))
    assert (kept[-1].text, [line.text for line in furniture.lines]) == (rest, pieces)


SITES = [
    ("首页 > 安理会 > 决议\n打印 分享 收藏", "上一篇：第2593号决议\n版权所有 © 联合国"),
    ("新华社联合国9月9日电 联合国安理会9日通过决议。决议全文如下：", "（完）"),
    ("文件|联合国安理会决议全文\n原创 学习号 2020-12-05 20:30\n图片来源：GETTY", "—END—\n扫描二维码关注我们\n阅读原文"),
    ("来源：联合国新闻 2021-09-10 08:30", "责任编辑：张三\n点击这里查看更多"),
    ("中新社纽约9月9日电（记者 王帆）安理会9日就维和行动过渡通过决议，全文如下：", "（新华社）"),
    ("编者按：这份决议是今年通过的。下面刊登全文。", "转载请注明出处"),
    ("当前位置：首页 / 文件\n发布时间：2021年9月10日 浏览次数：123", "下一篇：无\n返回顶部"),
    ("العربية 中文 English Français Русский Español\n跳转到主要内容", "https://www.un.org/zh/"),
]  # fmt: skip


@pytest.mark.parametrize("above, below", SITES)
def test_the_words_of_a_site_are_no_text(above, below):
    document = read_document(f"{above}\n\n{TITLE}\n{BODY}\n\n{below}")
    assert document.paragraphs == PLAIN.paragraphs
    assert list(document.furniture) == [*above.split("\n"), *below.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{BODY}",
        f"维护国际和平与安全\n{TITLE}\n{BODY}",
        f"第8852次会议以15票赞成、0票反对通过\n{TITLE}\n{BODY}",
        "联合国\n" + "维持和平行动是一项重要工具。" * 4,
        "1. 第一段；\n2. 第二段；\n联合国\n安全理事会\n3. 第三段。",
        "S/2020/920\nS/2020/1193\n见上文。",
        "9/11 委员会的报告\n2/3 多数",
        "大会\n第七十二届会议\n议程项目 34(a)\n2017年10月3日斯洛伐克常驻联合国代表给秘书长的信\n谨通知你。",
        "来源：秘书长的报告，其中详述了各项建议和结论，包括对今后工作的建议。\n" * 2 + "结束。",
    ],
)
def test_text_that_looks_like_furniture_stays(text):
    kept, furniture = split_furniture(list(read_lines(text)))
    assert furniture.lines == () and len(kept) == len(text.splitlines())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_printed_texts_have_no_furniture(seed):
    assert read_document(SEEDS[seed]).furniture == ()


@pytest.mark.parametrize(
    "head, symbol",
    [
        ("联合国\nS/2025/509\n安全理事会\nDistr.: General\n8 August 2025\nChinese\nOriginal: English", "S/2025/509"),
        ("United Nations\nA/79/PV.64\nGeneral Assembly\nSeventy-ninth session", "A/79/PV.64"),
    ],
)
def test_a_report_has_its_symbol_from_the_letterhead(head, symbol):
    body = (
        "秘书长的报告\n1. 本报告是根据安全理事会的决议提交的。\n2. 局势在报告所述期间有所改善。\n3. 建议延长任务期限。"
    )
    document = read_document(f"{head}\n{body}")
    assert (document.symbol, list(document.furniture)) == (symbol, head.split("\n"))
    assert document.kind != "resolution"


@pytest.mark.parametrize(
    "note", ["* Reissued for technical reasons on 12 March 2025.", "* 由于技术原因于2025年3月12日重新印发。"]
)
def test_a_note_on_the_reissue_is_furniture(note):
    lines = BODY.split("\n")
    document = read_document("\n".join([TITLE, *lines[:2], note, *lines[2:]]))
    assert (document.paragraphs, document.furniture) == (PLAIN.paragraphs, (note,))


def test_the_masthead_of_a_letter_stays_and_its_letterhead_does_not():
    head = (
        "联合国\nA/72/526–S/2017/836\n大会\n安全理事会\nDistr.: General\n6 October 2017\nChinese\nOriginal: English\n"
    )
    document = read_document(head + SEEDS["004"])
    assert document.facts == read_document(SEEDS["004"]).facts
    assert (document.kind, document.symbol) == ("letter", "A/72/526")
    assert document.paragraphs == read_document(SEEDS["004"]).paragraphs
