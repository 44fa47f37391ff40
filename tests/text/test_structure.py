"""Kind, heading and paragraphs of the five texts."""

import datetime
from collections import Counter
from functools import cache

import pytest

from resolutions.text import read_document
from resolutions.text.structure.short_titles import is_heading
from tests.text.texts import CORPUS, SEEDS


@cache
def read(seed):
    return read_document(SEEDS[seed])


def labels(document, kind):
    return [paragraph.label for paragraph in document.paragraphs if paragraph.kind == kind]


@pytest.mark.parametrize(
    "seed, symbol, preamble, operative, date, meeting",
    [
        ("000", "S/RES/2553(2020)", 24, 26, datetime.date(2020, 12, 3), None),
        ("001", "S/RES/2594(2021)", 13, 15, datetime.date(2021, 9, 9), 8852),
        ("002", "S/RES/2382(2017)", 19, 16, datetime.date(2017, 11, 6), 8086),
    ],
)
def test_resolutions_are_read_exactly(seed, symbol, preamble, operative, date, meeting):
    document = read(seed)
    assert (document.symbol, document.date, document.meeting) == (symbol, date, meeting)
    assert labels(document, "preamble") == [f"PP{n}" for n in range(1, preamble + 1)]
    assert labels(document, "operative") == [str(n) for n in range(1, operative + 1)]
    assert document.warnings == ()


def test_sub_paragraphs_follow_their_paragraph():
    assert labels(read("000"), "sub") == [f"20({letter})" for letter in "abcdefghijk"]
    counts = Counter(label.partition("(")[0] for label in labels(read("002"), "sub"))
    assert counts == {"4": 3, "6": 3, "10": 3, "12": 5, "16": 6}


def test_a_page_turn_is_no_new_paragraph():
    texts = {paragraph.label: paragraph.text for paragraph in read("000").paragraphs}
    assert "提供的支持，认识到有必要建立战略伙伴关系" in texts["PP16"]


def test_the_repertoire_keeps_sections_footnotes_and_tables():
    document = read("003")
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == [
        "35. 维护国际和平与安全",
        "36. 联合国与区域和次区域组织在维护国际和平与安全方面的合作",
    ]
    notes = labels(document, "footnote")
    assert [n for n in notes if n.startswith("fn")] == [f"fn{n}" for n in range(905, 961)]
    assert [n for n in notes if n.startswith("table")] == [f"table1({letter})" for letter in "abcdefghi"]
    assert labels(document, "table") == ["table0", "table1", "table2"]


def test_the_repertoire_tells_its_sections_and_the_year_it_is_about():
    assert read("003").facts == {"sections": "35、36", "period": "2020"}


def test_every_footnote_has_its_mark_in_the_prose():
    document = read("003")
    marks = [(p.text[mark.start : mark.end], mark.anchor) for p in document.paragraphs for mark in p.marks]
    numbers = {p.anchor: p.text[: p.lead].strip() for p in document.paragraphs if p.kind == "footnote"}
    assert {anchor: number for number, anchor in marks} == numbers


def test_prose_is_joined_across_pages_and_footnotes():
    texts = [paragraph.text for paragraph in read("003").paragraphs]
    assert any("各国必须最大限度地利用《宪章》赋予它们的工具" in text for text in texts)


def cells(document, label):
    [table] = [paragraph for paragraph in document.paragraphs if paragraph.label == label]
    return [(row.role, [table.text[cell.start : cell.end] for cell in row.cells]) for row in table.rows]


def test_the_meeting_table_has_its_columns_and_rows():
    rows = cells(read("003"), "table1")
    assert [role for role, _ in rows] == ["head", "body", "body", "body"]
    assert rows[0][1][3] == "根据规则第37条发出的邀请"
    assert rows[2][1] == [
        "S/PV.8748\n2020年7月14日",
        "",
        "84个会员国e\n提出的决议草案(S/2020/680)",
        "70个会员国f",
        "",
        "多米尼加共和国、g尼日尔、俄罗斯联邦",
        "第2532(2020)号决议\n15-0-0",
    ]


def test_the_video_conference_table_knows_its_repeated_head():
    rows = cells(read("003"), "table2")
    assert [role for role, _ in rows] == ["head", *["body"] * 3, "repeat", *["body"] * 6]
    assert rows[2][1] == [
        "2020年7月1日",
        "S/2020/632",
        "2020年7月1日安全理事会主席给秘书长和安全理事会成员常驻代表的信",
        "第2532(2020)号决议\n15-0-0\nS/2020/638",
    ]


def test_ibidem_is_followed_along_the_chain():
    cited = {
        p.label: [(c.target, c.paragraphs) for c in p.citations] for p in read("003").paragraphs if p.kind == "footnote"
    }
    assert cited["fn943"] == [("S/PRST/2020/1", ("6",))]
    assert cited["fn950"] == [("S/RES/2535(2020)", ("20", "21", "22", "24", "26"))]
    assert cited["fn954"] == [("S/RES/2553(2020)", ("12", "14"))]


def test_the_letter_tells_its_heading():
    letter = read("004")
    assert (letter.kind, letter.date) == ("letter", datetime.date(2017, 10, 3))
    assert letter.facts == {
        "from": "斯洛伐克常驻联合国代表",
        "to": "秘书长",
        "bodies": "大会 第七十二届会议；安全理事会 第七十二年",
        "agenda_item": "34(a) 预防武装冲突",
    }


def test_the_signers_title_is_no_heading():
    kinds = {p.text: p.kind for p in read("004").paragraphs}
    assert kinds["特命全权大使"] == "body" and kinds["前进道路"] == "heading"


def test_the_letters_broken_sentences_are_joined_and_its_annex_is_numbered():
    annex = [p for p in read("004").paragraphs if p.kind == "annex"]
    assert any("第一场是关于安全部门改革和维持和平与稳定的会议，研究了" in p.text for p in annex)
    numbers = [p.text[: p.lead].strip(" .") for p in annex if p.level == 0 and p.lead]
    assert numbers == [str(n) for n in range(1, 15)]
    assert [p.text[: p.lead].strip() for p in annex if p.level == 1] == [f"({letter})" for letter in "abcdefghij"]


EXPECTED = {
    "0006_1946.txt": ("S/RES/6(1946)", datetime.date(1946, 5, 17), 42),
    "0044_1948.txt": ("S/RES/44(1948)", datetime.date(1948, 4, 1), 277),
    "0202_1965.txt": ("S/RES/202(1965)", datetime.date(1965, 5, 6), None),
    "0283_1970.txt": ("S/RES/283(1970)", datetime.date(1970, 7, 29), None),
    "0353_1974.txt": ("S/RES/353(1974)", datetime.date(1974, 7, 20), None),
    "0661_1990.txt": ("S/RES/661(1990)", datetime.date(1990, 8, 6), None),
    "1232_1999.txt": ("S/RES/1232(1999)", datetime.date(1999, 3, 30), 3990),
    "1683_2006.txt": ("S/RES/1683(2006)", datetime.date(2006, 6, 13), 5454),
    "2393_2017.txt": ("S/RES/2393(2017)", datetime.date(2017, 12, 19), 8141),
    "2721_2023.txt": ("S/RES/2721(2023)", datetime.date(2023, 12, 29), 9521),
    "GA-2159XXI_1966.txt": ("A/RES/2159(XXI)", None, None),
    "GA-37-43_1982.txt": ("A/RES/37/43", datetime.date(1982, 12, 3), None),
    "PRST-1995-12_1995.txt": ("S/PRST/1995/12", datetime.date(1995, 3, 17), 3509),
    "PRST-2007-40_2007.txt": ("S/PRST/2007/40", datetime.date(2007, 10, 23), 5766),
}


@pytest.mark.skipif(not CORPUS.exists(), reason="../shared/corpus is not beside this checkout")
@pytest.mark.parametrize("name", EXPECTED)
def test_headings_of_every_decade(name):
    document = read_document((CORPUS / name).read_bytes().decode())
    assert (document.symbol, document.date, document.meeting) == EXPECTED[name]


def test_a_text_of_nothing_known_keeps_its_paragraphs_and_warns():
    document = read_document("今天天气很好。\n\n我们去公园散步，看见许多花。")
    assert (document.kind, document.symbol) == ("other", "")
    assert [p.text for p in document.paragraphs] == ["今天天气很好。", "我们去公园散步，看见许多花。"]
    assert document.warnings == ("没有认出文件类型和文号，请人工补充",)


def test_two_documents_in_one_file_give_a_warning():
    document = read_document(SEEDS["001"] + "\n\n" + SEEDS["002"])
    assert any("另一份文件" in warning and "2382" in warning for warning in document.warnings)


def test_a_text_cut_inside_a_citation_says_so():
    text = SEEDS["001"]
    document = read_document(text[: text.index("2518 (2020)") + 4])
    assert any("没有结束" in warning for warning in document.warnings)


def test_ten_thousand_footnotes_are_read():
    text = " 一段话。1 \n\n 又一段。 \n\n__________________\n\n" + "\n\n".join(
        f" {n} 见S/2020/{n}。 " for n in range(1, 10_001)
    )
    document = read_document(text)
    assert len([p for p in document.paragraphs if p.kind == "footnote"]) == 10_000


def test_an_inserted_paragraph_keeps_its_printed_number():
    text = "\n".join(
        ["安全理事会第9999(2020)号决议", "安全理事会，", "回顾其以往决议，", "1. 决定延长任务期限；",
         "1之二. 请秘书长：", "(a) 提出报告；", "2之三、决定予以审查；", "3. 决定继续处理此案。"]
    )  # fmt: skip
    found = [(paragraph.label, paragraph.anchor) for paragraph in read_document(text).paragraphs][-5:]
    assert found == [("1", "op1"), ("1bis", "op1bis"), ("1bis(a)", "op1bisa"), ("2ter", "op2ter"), ("3", "op3")]


def test_the_title_of_a_letter_is_above_the_names_of_the_bodies_before_it():
    letter = "大会\n第七十二届会议\n2017年10月11日塞拉利昂常驻联合国代表给秘书长的信\n谨随函转递报告。\n甲乙（签名）"
    levels = [(one.kind, one.level) for one in read_document(letter).paragraphs]
    assert levels[:4] == [("heading", 2), ("heading", 2), ("heading", 0), ("body", 0)]


@pytest.mark.parametrize(
    "line, is_one",
    [
        ("维和行动经费的筹措和联合国志愿人员的部署情况", True),
        ("甲" * 60, True),
        ("甲" * 61, False),
        ("维和行动。", False),
        ("一、维和行动", False),
        ("甲乙（签名）", False),
        ("《安全理事会惯例汇辑》”", True),
        ("决定如下：", False),
    ],
)
def test_a_heading_is_short_and_ends_no_sentence(line, is_one):
    assert is_heading(line) == is_one
