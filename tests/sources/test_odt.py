"""OpenDocument texts: numbers, notes, tables, tracked changes, headers; files of LibreOffice and pandoc."""

from pathlib import Path

import pytest

from resolutions.sources import SourceError, extract_text
from resolutions.sources.odt import read_odt
from resolutions.text import read_document
from tests.sources.odtfile import MANIFEST, header, level, list_style, odt, package, styles_with
from tests.sources.samples import said, seed

FILES = Path(__file__).parent / "office_files"
NUMBERS = list_style("L", level(1, "1", after="."), level(2, "a", "(", ")"), level(3, "i", "(", ")"))


def lines(body: str, styles: str = "", **more) -> list[str]:
    return [line.strip() for line in read_odt(odt(body, styles, **more)).text.split("\n") if line.strip()]


@pytest.mark.parametrize("name, number", [("libreoffice-000.odt", "000"), ("pandoc-001.odt", "001")])
def test_a_file_of_a_word_processor_is_read_as_its_text(name, number):
    source = extract_text((FILES / name).read_bytes(), name)
    assert said(read_document(source.text)) == said(seed(number))
    assert source.media_type == "application/vnd.oasis.opendocument.text"


def item(text: str, more: str = "", nested: str = "") -> str:
    return f"<text:list-item {more}><text:p>{text}</text:p>{nested}</text:list-item>"


def a_list(*items: str, more: str = 'text:style-name="L"') -> str:
    return f"<text:list {more}>{''.join(items)}</text:list>"


@pytest.mark.parametrize(
    "body, expected",
    [
        (a_list(item("决定"), item("请")), ["1. 决定", "2. 请"]),
        (
            a_list(item("决定", nested=a_list(item("甲"), item("乙"), more="")), item("请")),
            ["1. 决定", "(a) 甲", "(b) 乙", "2. 请"],
        ),
        (
            a_list(item("决定")) + "<text:p>插入</text:p>"
            + a_list(item("请"), more='text:style-name="L" text:continue-numbering="true"'),
            ["1. 决定", "插入", "2. 请"],
        ),
        (
            a_list(item("决定"), more='text:style-name="L" xml:id="one"') + a_list(item("甲"))
            + a_list(item("请"), more='text:style-name="L" text:continue-list="one"'),
            ["1. 决定", "1. 甲", "2. 请"],
        ),
        (a_list(item("决定", 'text:start-value="7"'), item("请")), ["7. 决定", "8. 请"]),
        (a_list("<text:list-header><text:p>标题</text:p></text:list-header>", item("决定")), ["标题", "1. 决定"]),
        (
            a_list("<text:list-item><text:p>决定</text:p><text:p>续段</text:p></text:list-item>", item("请")),
            ["1. 决定", "续段", "2. 请"],
        ),
    ],
)  # fmt: skip
def test_list_numbers_are_counted(body, expected):
    assert lines(body, NUMBERS) == expected


@pytest.mark.parametrize(
    "form, before, after, expected",
    [
        ("一, 二, 三, ...", "", "、", "三、 请"),
        ("一, 二, 三, ...", "（", "）", "（三） 请"),
        ("甲, 乙, 丙, ...", "", ".", "丙. 请"),
        ("①, ②, ③, ...", "", "", "③ 请"),
        ("I", "", ".", "III. 请"),
        ("１, ２, ３, ...", "", "．", "３． 请"),
        ("", "", ".", "请"),
    ],
)
def test_numbers_have_the_format_of_the_list(form, before, after, expected):
    assert lines(a_list(*[item("请")] * 3), list_style("L", level(1, form, before, after)))[2] == expected


@pytest.mark.parametrize(
    "body, expected",
    [
        ("<text:p>安<text:s text:c='3'/>全<text:tab/>理<text:line-break/>事会</text:p>", ["安   全 理", "事会"]),
        ("<text:p>第2553<text:span>(2020)</text:span>号<text:soft-page-break/>决议</text:p>", ["第2553(2020)号决议"]),
        ("<text:p>决<office:annotation><text:p>批注</text:p></office:annotation>定</text:p>", ["决定"]),
        (
            "<text:p><text:ruby><text:ruby-base>决</text:ruby-base><text:ruby-text>jué</text:ruby-text></text:ruby>定</text:p>",
            ["决定"],
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>决<text:change/>定</text:p>",
            ["决定"],
        ),
        ("<text:section text:display='none'><text:p>隐藏</text:p></text:section><text:p>决定</text:p>", ["决定"]),
        ("<text:p>决<text:hidden-text text:string-value='x'>藏</text:hidden-text>定</text:p>", ["决定"]),
        ("<text:p text:style-name='H'>隐藏</text:p><text:p>决定</text:p>", ["决定"]),
        ("<text:p>决定<text:span text:style-name='T'>藏</text:span></text:p>", ["决定"]),
        (
            "<text:p>正文<draw:g><draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame></draw:g></text:p>",
            ["正文", "框内"],
        ),
    ],
)  # fmt: skip
def test_of_the_inline_elements_what_is_printed_is_read(body, expected):
    hidden = '<style:text-properties text:display="none"/>'
    styles = f'<style:style style:name="H" style:family="paragraph">{hidden}</style:style>'
    styles += f'<style:style style:name="T" style:family="text">{hidden}</style:style>'
    assert lines(body, styles) == expected


def test_a_note_follows_its_paragraph():
    note = "<text:note><text:note-citation>{}</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body>"
    first, second = note.format("1", "见S/2016/952。"), note.format("*", "同上。")
    body = f"<text:p>回顾决议，{first}</text:note>又回顾{second}</text:note></text:p><text:p>决定</text:p>"
    assert lines(body) == ["回顾决议，1 又回顾*", "__________________", "1 见S/2016/952。", "* 同上。", "决定"]


CELL = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    printed = "".join(cell if cell.startswith("<") else CELL.format("", cell) for cell in cells)
    return f"<table:table-row>{printed}</table:table-row>"


def test_a_table_has_tabs_between_its_cells_and_an_empty_one_for_a_covered_place():
    spanned = CELL.format('table:number-columns-spanned="2"', "合计") + "<table:covered-table-cell/>"
    rows = row("国家", "赞成", "反对") + row("中国", "是", "") + row(spanned, "1")
    printed = lines(f"<text:p>表1</text:p><table:table>{rows}</table:table>")
    assert printed == ["表1", "国家\t赞成\t反对", "中国\t是\t\u200b", "合计\t\u200b\t1"]


def test_numbers_beside_their_paragraphs_are_no_table():
    assert lines(f"<table:table>{row('1.', '决定')}{row('2.', '请')}</table:table>") == ["1. 决定", "2. 请"]


@pytest.mark.parametrize(
    "headers, expected",
    [
        ([header("联 合 国", "S/RES/2553 (2020)")], ["联 合 国", "S/RES/2553 (2020)"]),
        ([header("S/RES/2553 (2020)", "第 2 页")], ["S/RES/2553 (2020)"]),
        ([header("某某律师事务所")], []),
        (
            [header("S/RES/2553 (2020)"), header("联 合 国", name="style:header-first")],
            ["联 合 国", "S/RES/2553 (2020)"],
        ),
    ],
)
def test_of_the_headers_letterhead_and_symbol_are_read(headers, expected):
    assert lines("<text:p>安全理事会，</text:p>", page_styles=styles_with(*headers)) == [*expected, "安全理事会，"]


def test_links_are_witnesses():
    body = '<text:p><text:a xlink:href="https://undocs.org/S/2016/952">见</text:a><text:a xlink:href="file:///etc/x">此</text:a></text:p>'
    assert read_odt(odt(body)).links == ("https://undocs.org/S/2016/952",)


@pytest.mark.parametrize(
    "data, sentence",
    [
        (
            odt("<text:p>x</text:p>", more={"META-INF/manifest.xml": MANIFEST.format("<x encryption-data='1'/>")}),
            "有密码保护",
        ),
        (odt("<text:p>x</text:p>", more={"Basic/Standard/Module1.xml": "<x/>"}), "带有宏"),
        (package({"content.xml": "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"}), "文件类型声明（DTD）"),
        (package({"content.xml": "<broken"}), "已损坏或不完整"),
        (package({"styles.xml": "<x/>"}), "已损坏或不完整"),
        (odt("<text:p> </text:p>"), "没有可以读取的文字"),
        (package({"content.xml": "x"}, "application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument 表格"),
        (package({"content.xml": "x"}, "application/epub+zip"), "电子书"),
    ],
)
def test_a_file_that_is_refused_says_why(data, sentence):
    with pytest.raises(SourceError, match=sentence):
        extract_text(data, "a.odt")
