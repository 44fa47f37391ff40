"""Letterhead of a Word file: one line each at the start, from the header or from a table at the top."""

import pytest

from resolutions.sources.letterhead import is_letterhead, names_symbol
from resolutions.sources.word import read_word
from resolutions.text import read_document
from tests.sources.typeset import Piece
from tests.sources.wordfile import Writer, paragraph, run, table

ROWS = [
    ["", "联 合 国", "", "S/RES/2553 (2020)"],
    ["", "安全理事会", "", "Distr.: General\n3 December 2020\n\nChinese\nOriginal: English"],
]
LETTERHEAD = ["联 合 国", "S/RES/2553 (2020)", "安全理事会", "Distr.: General", "3 December 2020", "Chinese"]
LETTERHEAD += ["Original: English"]
BORDERS = '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>'
NO_BORDERS = '<w:tblStyle w:val="TableGrid"/><w:tblBorders><w:top w:val="none"/><w:insideV w:val="nil"/></w:tblBorders>'


def lines(writer: Writer) -> list[str]:
    return [line.strip() for line in read_word(writer.bytes()).text.split("\n") if line.strip()]


def with_body() -> Writer:
    writer = Writer()
    writer.add(Piece("安全理事会，"))
    return writer


def test_the_letterhead_of_the_first_page_is_read_line_by_line():
    writer = with_body()
    writer.header("first", table(ROWS))
    writer.header("default", table([["S/RES/2553 (2020)", "安全部门改革"]]))
    writer.section += "<w:titlePg/>"
    assert lines(writer) == [*LETTERHEAD, "安全理事会，"]


def test_a_letterhead_in_the_only_header_is_read():
    writer = with_body()
    writer.header("default", table(ROWS))
    assert lines(writer) == [*LETTERHEAD, "安全理事会，"]


@pytest.mark.parametrize("kind", ["default", "even"])
@pytest.mark.parametrize("own_first_page", [True, False])
def test_of_a_running_head_only_the_symbol_is_read(kind, own_first_page):
    writer = with_body()
    writer.header(kind, table([["S/RES/2553 (2020)", ""], ["", "关于安全部门改革的决议 第 2 页"]]))
    writer.section += "<w:titlePg/>" if own_first_page else ""
    assert lines(writer) == ["S/RES/2553 (2020)", "安全理事会，"]


@pytest.mark.parametrize("head", ["内部资料", "2/5", "20-16498", "and/or", "某某律师事务所"])
def test_another_running_head_is_left_out(head):
    writer = with_body()
    writer.header("default", paragraph(run(head)))
    assert lines(writer) == ["安全理事会，"]


def test_a_footer_is_left_out():
    """Job number, bar code and page number stand there; only headers are read."""
    writer = with_body()
    writer.header("default", paragraph(run("20-16498 (C)")))
    writer.section = writer.section.replace("headerReference", "footerReference")
    assert lines(writer) == ["安全理事会，"]


@pytest.mark.parametrize("properties", ["", NO_BORDERS, BORDERS])
def test_a_letterhead_in_a_table_at_the_top_is_no_table(properties):
    writer = Writer()
    writer.body.append(table(ROWS, properties))
    writer.add(Piece("安全理事会，"))
    assert lines(writer) == [*LETTERHEAD, "安全理事会，"]


@pytest.mark.parametrize(
    "rows",
    [
        [["会议", "日期"], ["S/PV.8699", "2020年12月3日"]],
        [["安全理事会", "S/RES/2553(2020)"], ["大会", "A/RES/70/1"], ["安全理事会", "S/RES/2594(2021)"]],
        [["联合国", "S/2020/1"], ["安全理事会", "一份很长的说明，" * 20]],
        [["文号", "议题"], ["S/RES/2553(2020)", "安全部门改革"]],
    ],
)
def test_a_table_at_the_top_stays_a_table(rows):
    writer = Writer()
    writer.body.append(table(rows))
    assert lines(writer) == ["\t".join(row) for row in rows]


@pytest.mark.parametrize("numbers", [("1.", "2."), ("(a)", "(b)"), ("（一）", "（二）"), ("一、", "二、"), ("-", "")])
@pytest.mark.parametrize("properties", ["", NO_BORDERS])
def test_numbers_beside_their_paragraphs_are_no_table(numbers, properties):
    writer = Writer()
    writer.body.append(
        table([[numbers[0], "重申第2151(2014)号决议；"], [numbers[1], "决定继续处理此案。"]], properties)
    )
    assert lines(writer) == [f"{numbers[0]} 重申第2151(2014)号决议；", f"{numbers[1]} 决定继续处理此案。".strip()]


@pytest.mark.parametrize(
    "rows, properties",
    [
        ([["1.", "重申"], ["2.", "决定"]], BORDERS),  # a printed grid
        ([["1.", "重申"], ["2.", "决定"]], '<w:tblStyle w:val="TableGrid"/>'),
        ([["1.", "重申"], ["姓名", "国籍"]], ""),
        ([["63/170", "区域安排"], ["72/181", "国家机构"]], ""),
        ([["1.", "重申", "6"], ["2.", "决定", "7"]], ""),
    ],
)
def test_other_tables_of_numbers_stay_tables(rows, properties):
    writer = Writer()
    writer.body.append(table(rows, properties))
    assert lines(writer) == ["\t".join(row) for row in rows]


def test_no_line_of_the_letterhead_becomes_a_table_or_the_title():
    writer = with_body()
    writer.add(Piece("1. 重申其第2151(2014)号决议；"))
    writer.header("first", table(ROWS))
    writer.section += "<w:titlePg/>"
    read = read_document(read_word(writer.bytes()).text)
    assert (read.symbol, read.title) == ("S/RES/2553(2020)", "第2553(2020)号决议")
    assert "table" not in [paragraph.kind for paragraph in read.paragraphs]


@pytest.mark.parametrize(
    "letterhead",
    [
        ["United Nations", "S/RES/2768 (2025)", "Security Council", "Distr.: General"],
        ["Nations Unies", "A/RES/78/323", "Assemblée générale", "Distr. générale"],
        ["Организация Объединенных Наций", "A/RES/78/323"],
        ["الأمم المتحدة", "S/2025/509"],
        ["聯 合 國", "E/2020/1"],
        ["大　　会", "Distr.: Limited"],
    ],
)
def test_letterheads_of_all_languages_are_told(letterhead):
    assert is_letterhead(letterhead)


@pytest.mark.parametrize("line", ["S/RES/2553 (2020)", "A/80/6 (Sect. 24)/Corr.1", "s/2025/509", "A/CONF.177/20/Rev.1"])
def test_a_symbol_alone_is_told(line):
    assert names_symbol(line)
    assert not names_symbol(f"见{line}第2段。")
