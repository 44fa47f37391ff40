"""The five texts typeset as PDF and Word: their paragraphs and citations are those of the text."""

import re

import pytest

from resolutions.sources import SourceError, extract_text
from resolutions.sources.pdf import read_pdf
from resolutions.sources.word import read_word
from resolutions.text import read_document
from tests.sources.samples import DESIGNS, TEXTS, pdf, said, scan, seed, squeeze, word
from tests.sources.typeset import Design, Piece, pieces_of, typeset
from tests.sources.wordfile import Writer


def facts(document):
    return document.symbol, document.kind, document.date, document.meeting, document.title


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("number", sorted(TEXTS))
def test_pdf_gives_what_the_text_gives(number, design):
    read = read_document(read_pdf(pdf(number, design)).text)
    assert said(read) == said(seed(number))
    assert facts(read) == facts(seed(number))


@pytest.mark.parametrize("number", sorted(TEXTS))
def test_word_gives_what_the_text_gives(number):
    read = read_document(read_word(word(number)).text)
    assert said(read) == said(seed(number))
    assert facts(read) == facts(seed(number))


@pytest.mark.parametrize("number", sorted(TEXTS))
def test_footnotes_are_found_at_their_marks(number):
    marks = [mark.anchor for p in seed(number).paragraphs for mark in p.marks if mark.anchor.startswith("fn")]
    for text in (read_pdf(pdf(number, "two columns")).text, read_word(word(number)).text):
        read = read_document(text)
        assert [mark.anchor for p in read.paragraphs for mark in p.marks if mark.anchor.startswith("fn")] == marks


@pytest.mark.parametrize("make", [lambda number: pdf(number, "one column"), word], ids=["pdf", "word"])
def test_links_are_stored_beside_the_text_and_witness_the_citations(make):
    source = extract_text(make("000"), "2553")
    symbols = {re.sub(r"https://undocs\.org/zh/", "", link) for link in source.links}
    assert "undocs" not in source.text
    assert len(source.links) > 20
    assert symbols <= {c.target for p in seed("000").paragraphs for c in p.citations}


def test_running_heads_and_page_numbers_are_left_out():
    text = read_pdf(pdf("000", "one column")).text
    assert "S/RES/2553(2020)" not in text and "20-16543" not in text and "2/9" not in text


def test_the_first_page_of_a_united_nations_document_tells_its_symbol():
    masthead = ("S/RES/2553 (2020)", "Distr.: General", "3 December 2020")
    design = Design(head="S/RES/2553 (2020)", foot="20-16543", masthead=masthead)
    text = read_pdf(typeset(pieces_of(seed("000")), design)).text
    assert text.split("\n\n")[:3] == [" 联合国 ", " S/RES/2553 (2020) ", " Distr.: General "]
    read = read_document(text)
    assert facts(read) == facts(seed("000"))
    assert read.paragraphs[0].text == "第2553(2020)号决议"
    assert [p for p in said(read) if p[0][0] != "p"] == [p for p in said(seed("000")) if p[0][0] != "p"]


def test_a_number_alone_in_the_text_stays():
    pieces = [Piece("安全理事会，"), Piece("2030"), Piece("决定继续积极处理此案。")]
    assert read_pdf(typeset(pieces, Design(numbers=False))).text.split() == [
        "安全理事会，",
        "2030",
        "决定继续积极处理此案。",
    ]


def test_markup_and_right_to_left_marks_come_through_as_written():
    written = "<script>alert(1)</script>{{ 7*7 }}&amp; \u202e安全理事会"
    writer = Writer()
    writer.add(Piece(written))
    assert extract_text(writer.bytes(), "a.docx").text == f" {written} \n"


def test_the_name_does_not_decide_what_a_file_is():
    assert extract_text(word("001"), "决议.txt").media_type.endswith("wordprocessingml.document")
    assert extract_text(pdf("001", "one column"), "决议.docx").media_type == "application/pdf"


def test_the_symbol_in_the_head_of_the_first_page_is_read():
    writer = Writer()
    writer.first_header("S/2017/900")
    writer.add(Piece("安全理事会，"))
    assert read_word(writer.bytes()).text.split() == ["S/2017/900", "安全理事会，"]


def test_a_table_of_a_word_file_is_one_line_a_row():
    writer = Writer()
    writer.add(Piece("表1"))
    writer.add_table([["视频会议日期", "视频会议记录"], ["2020年4月27日", "S/2020/346\n(续会)"]])
    assert "2020年4月27日\tS/2020/346 (续会) \n" in read_word(writer.bytes()).text


def test_prose_behind_a_table_is_no_part_of_it():
    writer = Writer()
    for piece in (
        Piece("表1"),
        Piece("", rows=(("标题", "日期"), ("信", ""))),
        Piece("安理会还通过了第2553(2020)号决议。"),
    ):
        writer.add_table(piece.rows) if piece.rows else writer.add(piece)
    read = read_document(read_word(writer.bytes()).text)
    assert [(p.kind, squeeze(p.text)) for p in read.paragraphs][-2:] == [
        ("table", "表1标题日期信"),
        ("body", "安理会还通过了第2553(2020)号决议。"),
    ]


def test_a_scan_is_refused_with_a_sentence_that_says_so():
    with pytest.raises(SourceError, match="扫描件"):
        extract_text(scan(pages=2), "扫描.pdf")


def test_scanned_pages_among_others_are_named():
    source = extract_text(scan(pages=2, text="决定继续积极处理此案，并请秘书长提出报告。安全理事会，"), "a.pdf")
    assert source.warnings == ("第 1、2 页只有图片，没有文字层（像是扫描），这些页没有读取。",)
