"""Symbol, kind and date of a document, from its heading in any form."""

from datetime import date
from pathlib import Path

import pytest

from resolutions.text import read_document
from resolutions.text.heading_symbols import read_decision_symbol, read_resolution_symbol, read_statement_symbol

BODY = "安全理事会，\n回顾其以往各项决议，\n1. 决定继续处理此案。"
ASSEMBLY_BODY = "大会，\n回顾《联合国宪章》，\n1. 决定将该项目列入议程。"


TABLES = [Path(__file__).with_name("tables") / name for name in ("given_headings.tsv", "headings.tsv")]
ROWS = [
    line.split("\t") for table in TABLES for line in table.read_text("utf-8").splitlines() if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:24] for row in ROWS])
def test_the_headings_of_the_tables_are_read(row):
    text, symbol, kind, day, preamble, operative = [*row, "", ""][:6]
    found = facts(read_document(text.replace("⏎", "\n").replace("¶", "\n\n")))
    assert found[:3] == (symbol, kind, date.fromisoformat(day) if day else None)
    assert not preamble or found[3:] == (int(preamble), int(operative))


def facts(document):
    kinds = [paragraph.kind.value for paragraph in document.paragraphs]
    return document.symbol, document.kind, document.date, kinds.count("preamble"), kinds.count("operative")


@pytest.mark.parametrize(
    "lines, symbol",
    [
        ("第1325(2000)号决议", "S/RES/1325(2000)"),
        ("第1325（2000）號決議", "S/RES/1325(2000)"),
        ("第１３２５〔２０００〕号决议", "S/RES/1325(2000)"),
        ("第 1325 (2000) 号决议", "S/RES/1325(2000)"),
        ("第1325号决议", "S/RES/1325(2000)"),
        ("联合国安全理事会第1325号决议", "S/RES/1325(2000)"),
        ("安理会第1325(2000)号决议：妇女与和平与安全", "S/RES/1325(2000)"),
        ("关于妇女与和平与安全的第1325(2000)号决议", "S/RES/1325(2000)"),
        ("安全理事会关于妇女与和平与安全的第1325(2000)号决议", "S/RES/1325(2000)"),
        ("安理会决议1325(2000)", "S/RES/1325(2000)"),
        ("第1325(2000)号决议 2000年10月31日", "S/RES/1325(2000)"),
        ("S/RES/1325 (2000)", "S/RES/1325(2000)"),
        ("s/res/1325(2000)", "S/RES/1325(2000)"),
        ("决议二七一(一九六九)", "S/RES/271(1969)"),
        ("决议案二七一(一九六九)", "S/RES/271(1969)"),
        ("決議案二八三（一九七〇）", "S/RES/283(1970)"),
        ("第二七一(一九六九)号决议", "S/RES/271(1969)"),
        ("二七一(一九六九).一九六九年九月十五日决议案", "S/RES/271(1969)"),
        ("聯合國安理會決議案一一四", "S/RES/114(1956)"),
        ("一九七四年七月二十日\n第353(1974)号决议", "S/RES/353(1974)"),
        ("中东局势\n第338(1973)号决议", "S/RES/338(1973)"),
        ("35. 维护国际和平与安全", ""),
        ("19 December 2017", ""),
        ("秘书长的报告", ""),
    ],
)
def test_the_number_of_a_council_resolution_is_read_in_any_form(lines, symbol):
    assert read_resolution_symbol(lines.split("\n"), "S") == symbol
    assert read_document(f"{lines}\n{BODY}").symbol == symbol


@pytest.mark.parametrize(
    "line, symbol",
    [
        ("60/1. 2005年世界首脑会议成果", "A/RES/60/1"),
        ("60/1、2005年世界首脑会议成果", "A/RES/60/1"),
        ("68/303. 加强调解作用", "A/RES/68/303"),
        ("48/104 A. 消除对妇女的暴力行为宣言", "A/RES/48/104A"),
        ("第60/1号决议", "A/RES/60/1"),
        ("大会第60/1号决议", "A/RES/60/1"),
        ("聯合國大會37/43號決議", "A/RES/37/43"),
        ("3390(XXX). 朝鲜问题", "A/RES/3390(XXX)"),
        ("第3390(XXX)号决议", "A/RES/3390(XXX)"),
        ("二一五九(二十一)、中国在联合国之代表权问题", "A/RES/2159(XXI)"),
        ("決議案一九四(三)", "A/RES/194(III)"),
        ("聯合國大會決議案一九四(三)", "A/RES/194(III)"),
        ("ES-10/21. 保护平民", "A/RES/ES-10/21"),
        ("A/RES/70/1", "A/RES/70/1"),
    ],
)
def test_the_number_of_an_assembly_resolution_is_read_in_any_form(line, symbol):
    assert read_resolution_symbol([line], "A") == symbol
    assert facts(read_document(f"{line}\n{ASSEMBLY_BODY}"))[:2] == (symbol, "resolution")


@pytest.mark.parametrize(
    "line, symbol",
    [
        ("S/PRST/2006/8", "S/PRST/2006/8"),
        ("联合国安理会主席声明1995年第12号", "S/PRST/1995/12"),
        ("安全理事会主席声明2007年第40号 S/PRST/2007/40", "S/PRST/2007/40"),
        ("安全理事会主席的声明", ""),
    ],
)
def test_the_number_of_a_statement_is_read(line, symbol):
    assert read_statement_symbol([line]) == symbol


@pytest.mark.parametrize(
    "line, symbol",
    [("大会第60/551号决定", "A/DEC/60/551"), ("60/551. 席位公平分配", "A/DEC/60/551"), ("第60/1号决议", "")],
)
def test_a_decision_of_the_assembly_is_titled(line, symbol):
    assert read_decision_symbol([line]) == symbol
    text = f"{line}\n2006年9月11日大会第99次全体会议决定将该项目列入第六十一届会议议程。"
    assert read_document(text).symbol == symbol


# The heading in other orders, with ⏎ for a line break and ¶ for a blank line.
HEADINGS = [
    ("联合国⏎安全理事会¶S/RES/1325 (2000)¶第1325(2000)号决议¶2000年10月31日安全理事会第4213次会议通过", (2000, 10, 31)),
    ("安全理事会⏎S/RES/1325 (2000)⏎31 October 2000¶第1325(2000)号决议¶安全理事会2000年10月31日通过", (2000, 10, 31)),
    ("Distr.: General⏎31 October 2000⏎S/RES/1325 (2000)⏎联合国⏎安全理事会", (2000, 10, 31)),
    ("第1325(2000)号决议⏎（2000年10月31日通过）", (2000, 10, 31)),
    ("联合国安全理事会第1325号决议⏎（二〇〇〇年十月三十一日通过）", (2000, 10, 31)),
    ("二〇〇〇年十月三十一日⏎第1325(2000)号决议", (2000, 10, 31)),
    ("安全理事会2000年10月31日第4213次会议通过⏎第1325(2000)号决议", (2000, 10, 31)),
    ("第1325(2000)号决议", None),
]  # fmt: skip


@pytest.mark.parametrize("heading, day", HEADINGS)
def test_the_parts_of_a_heading_may_stand_in_any_order(heading, day):
    text = heading.replace("⏎", "\n").replace("¶", "\n\n") + f"\n\n{BODY}"
    assert facts(read_document(text)) == ("S/RES/1325(2000)", "resolution", date(*day) if day else None, 1, 1)


STATEMENTS = [
    """S/PRST/2006/8
安全理事会主席的声明
在2006年2月14日安全理事会第5371次会议上，安全理事会主席就题为“中东”的项目代表安理会发表声明如下：""",
    """S/PRST/2006/8
安全理事会主席声明
2006年2月14日，安全理事会举行第5371次会议，审议题为“中东”的项目，会上主席代表安理会发表声明如下：""",
    """安全理事会主席的声明
S/PRST/2006/8
安全理事会主席在2006年2月14日安全理事会第5371次会议上，就安理会审议的题为“中东”的项目，发表如下声明：""",
    """联合国
S/PRST/2006/8
安全理事会
Distr.: General
14 February 2006
主席声明
经安理会成员协商后，安理会主席在第5371次会议上就题为“中东”的项目代表安理会作了如下声明：""",
]


@pytest.mark.parametrize("heading", STATEMENTS)
def test_a_statement_is_told_by_its_letterhead_or_title(heading):
    document = read_document(f"{heading}\n“安全理事会关切地注意到局势。\n“安全理事会将继续处理此案。”")
    assert (document.symbol, document.kind, document.date) == ("S/PRST/2006/8", "statement", date(2006, 2, 14))
    assert (document.meeting, document.facts) == (5371, {"agenda_item": "中东"})
    assert [p.kind.value for p in document.paragraphs][-2:] == ["body", "body"]


@pytest.mark.parametrize(
    "title", ["S/PRST/2014/7\n安全理事会主席的声明", "S/PRST/2014/7", "安全理事会主席声明 2014年第7号"]
)
def test_a_statement_needs_no_opening_line(title):
    document = read_document(f"{title}\n“安全理事会谴责暴力。”")
    assert (document.symbol, document.kind) == ("S/PRST/2014/7", "statement")
    assert document.paragraphs[-1].text == "“安全理事会谴责暴力。”"


def test_a_draft_is_told_from_a_resolution():
    document = read_document(
        f"联合国 S/2021/801\n安全理事会 Distr.: General\n8 September 2021\n爱尔兰：决议草案\n{BODY}"
    )
    assert document.symbol == "S/2021/801"
    assert any("决议草案" in warning for warning in document.warnings)


def test_a_letterhead_that_disagrees_with_the_title_is_named():
    document = read_document(f"联合国\nS/RES/1326 (2000)\nDistr.: General\n\n第1325(2000)号决议\n{BODY}")
    assert document.symbol == "S/RES/1325(2000)"
    assert any("S/RES/1326(2000)" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "关于执行第1325(2000)号决议的报告\n秘书长提交本报告。\n安全理事会重申妇女的作用。",
        "安全理事会欢迎这份报告。\n秘书长将继续报告情况。",
        "大会决定将该项目列入议程。",
        "某某法\n1980年9月10日第五届全国人民代表大会第三次会议通过\n第一条 为了加强工作，制定本法。\n第二条 略。",
        "某某规定\n2020年12月23日审判委员会第1823次会议通过\n根据有关法律，作如下规定：\n一、可以扣押。\n二、送达。",
        "安全理事会，\n第七十年。",
    ],
)
def test_prose_about_the_council_is_no_resolution(text):
    assert read_document(text).kind != "resolution"
