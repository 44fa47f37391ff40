"""Marks that readers see: an uncorrected text, its source, a text that is cut off, and what is held."""

import pytest
from django.core.management import call_command

from resolutions.text import read_document
from resolutions.text.completeness import describe_missing_paragraphs, is_cut_off
from resolutions.text.parsed import ParagraphKind, ParsedParagraph
from tests.loading.pages import build_row, print_pages, write_csv

MARK = "机器识别，未校"
WITH_MARK = [  # address, text beside the mark
    ("/S/RES/899(1994)", "CR-UNSC 数据集"),
    ("/S/RES/899(1994)", "许可：CC0 1.0"),
    ("/S/RES/899(1994)/card", "第899(1994)号决议"),
    ("/S/RES/899(1994).txt", "第899(1994)号决议"),
    ("/S/RES/899(1994).ris", "N1  - "),
    ("/S/RES/899(1994).bib", "note = "),
    ("/S/RES/899(1994).csl.json", '"note"'),
    ("/years/1994", "第899(1994)号决议"),
    ("/search?q=第899号课题", "第899(1994)号决议"),
    ("/search?q=安全&quality=ocr", "文本质量"),
    ("/search.csv?q=第899号课题", "文本质量"),
    ("/data", "1990年代"),
]


@pytest.mark.django_db
def test_an_uncorrected_text_is_marked_wherever_it_is_shown(seeds, client, tmp_path):
    (tmp_path / "scan.csv").write_bytes(write_csv([build_row("S/RES/899(1994)", print_pages(899, 1994, 3, 4, 3343))]))
    call_command("load_cr_unsc", tmp_path / "scan.csv")
    for address, beside in WITH_MARK:
        page = read(client, address)
        assert MARK in page and beside in page, address
    assert MARK not in read(client, "/S/RES/2553(2020)").partition("</header>")[2]
    assert "其中机器识别、未经校订 <b>1</b> 份" in read(client, "/")

    results = client.get("/api/v1/search", {"q": "安全", "quality": "ocr"}).json()
    assert [(found["symbol"], found["quality"]) for found in results["results"]] == [("S/RES/899(1994)", "ocr")]
    facet = client.get("/api/v1/search", {"q": "安全"}).json()["facets"]["quality"]
    assert {item["value"]: item["count"] for item in facet} == {"official": 5, "ocr": 1}
    listed = client.get("/api/v1/documents", {"quality": "ocr"}).json()["items"]
    assert [(item["symbol"], item["quality"]) for item in listed] == [("S/RES/899(1994)", "ocr")]
    assert client.get("/api/v1/documents/S/RES/900(1994)").json()["quality"] == ""


@pytest.mark.django_db
def test_pages_say_what_is_held_and_where_a_text_ends_too_early(seeds, client):
    data = read(client, "/data")
    assert "目录截至" in data and "2020年代" in data and "上传文件" in data
    assert "目录截至2026年1月27日" in read(client, "/") and "收录情况" in read(client, "/")
    cut = "文本不完整：原件到此为止"
    assert cut in read(client, "/texts/repertoire-35-36") and cut not in read(client, "/S/RES/2553(2020)")


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue().decode() if response.streaming else response.content.decode()


PREAMBLE = "第2200(2015)号决议\n安全理事会2015年2月12日通过\n安全理事会，\n回顾第1325(2000)号决议，\n"


@pytest.mark.parametrize(
    "text, is_cut",
    [
        (f"{PREAMBLE}1. 决定继续处理此案。", False),
        (f"{PREAMBLE}1. 决定继续处理此案", True),
        (f"{PREAMBLE}1. 决定继续处理此案；\n2. 请秘书长提交报", True),
        (f"{PREAMBLE}1. 决定核可秘书长的建议,", True),
        (PREAMBLE, True),
        (f"{PREAMBLE}重申会员国的责任。", False),  # one operative paragraph without a number
        ("给秘书长的信\n谨随函转递一份声明。\n常驻代表\n张三(签名)", False),
    ],
)
def test_a_text_that_stops_in_a_sentence_or_before_its_operative_part_is_cut_off(text, is_cut):
    parsed = read_document(text)
    assert is_cut_off(parsed.paragraphs, parsed.kind) == is_cut


@pytest.mark.parametrize(
    "numbers, kind, missing",
    [
        ([1, 2, 3], "resolution", ""),
        ([1, 2, 8, 4], "resolution", ""),  # misread
        ([7, 2, 3], "resolution", ""),
        ([1, 2, 3, 3], "resolution", ""),
        ([1, 2, 8, 4, 6, 6, 7], "resolution", ""),
        ([1, 3], "resolution", "执行部分第2段没有读到"),
        ([1, 2, 7], "resolution", "执行部分第3至6段没有读到"),
        ([1, 2, 6, 7], "resolution", "执行部分第3至5段没有读到"),
        ([4, 5, 6], "resolution", "执行部分第1至3段没有读到"),
        ([1, 4, 5, 8], "resolution", "执行部分第2至3段、第6至7段没有读到"),
        ([], "resolution", "执行部分没有读到"),
        ([], "statement", ""),
    ],
)
def test_a_gap_in_the_numbers_of_a_recognised_text_is_told(numbers, kind, missing):
    preamble = ParsedParagraph(ParagraphKind.PREAMBLE, "PP1", "pp1", "回顾第1325(2000)号决议，")
    operative = [ParsedParagraph(ParagraphKind.OPERATIVE, str(n), f"op{n}", f"{n}. 决定；") for n in numbers]
    assert describe_missing_paragraphs([preamble, *operative], kind) == missing
