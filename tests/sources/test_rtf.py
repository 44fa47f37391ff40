"""Rich Text Format: encodings, list numbers, notes, tables, tracked changes, headers; files of word processors."""

from pathlib import Path

import pytest

from resolutions.sources import SourceError, extract_text
from resolutions.sources.rtf import read_rtf
from resolutions.text import read_document
from tests.sources.samples import said, seed

FILES = Path(__file__).parent / "office_files"
FONTS = rb"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}{\f2\fcharset136 MingLiU;}{\f3\fcharset204 Arial;}}"


def rtf(body: bytes | str, head: bytes = FONTS) -> bytes:
    return rb"{\rtf1\ansi\ansicpg1252\deff0" + head + (body.encode("ascii") if isinstance(body, str) else body) + b"}"


def escaped(text: str, codec: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(codec))


def lines(body: bytes | str, head: bytes = FONTS) -> list[str]:
    return [line.strip() for line in read_rtf(rtf(body, head)).text.split("\n") if line.strip()]


def u(text: str) -> str:
    return "".join(rf"\u{ord(c) if ord(c) < 0x8000 else ord(c) - 0x10000}?" for c in text)


@pytest.mark.parametrize("name, number", [("libreoffice-000.rtf", "000"), ("pandoc-001.rtf", "001")])
def test_a_file_of_a_word_processor_is_read_as_its_text(name, number):
    source = extract_text((FILES / name).read_bytes(), "misnamed.doc")
    assert said(read_document(source.text)) == said(seed(number))
    assert source.media_type == "application/rtf"


SENTENCE = "安全理事会回顾其第2553号决议，决定继续积极处理此案。"
TRADITIONAL = "安全理事會回顧其第2553號決議，決定繼續積極處理此案，許功蓋。"  # 許功蓋 have the bytes \ and | in Big5


@pytest.mark.parametrize(
    "body, head",
    [
        (rb"\f1 " + escaped(SENTENCE, "gbk"), FONTS),
        (escaped(SENTENCE, "gbk"), rb"\ansicpg936"),
        (escaped(SENTENCE, "gbk"), FONTS),  # declared as Western
        (SENTENCE.encode("gbk"), FONTS),  # raw bytes
        (SENTENCE.encode("utf-8"), FONTS),
        (escaped(SENTENCE, "utf-8"), rb"\ansicpg65001"),
        (u(SENTENCE).encode(), FONTS),
        (b"\\uc2" + b"".join(b"\\u%d%s" % (ord(c), escaped(c, "gbk")) for c in SENTENCE if ord(c) < 0x8000), FONTS),
    ],
)
def test_chinese_is_read_in_every_declared_and_undeclared_encoding(body, head):
    shown = "".join(c for c in SENTENCE if ord(c) < 0x8000) if body.startswith(b"\\uc2") else SENTENCE
    assert lines(body, head) == [shown]


@pytest.mark.parametrize(
    "body, head",
    [
        (rb"\f2 " + escaped(TRADITIONAL, "big5"), FONTS),
        (escaped(TRADITIONAL, "big5"), rb"\ansicpg950"),
        (escaped(TRADITIONAL, "big5"), FONTS),
        (TRADITIONAL.encode("big5").replace(b"\\", b"\\\\"), rb"\ansicpg950"),
    ],
)
def test_big5_is_read(body, head):
    assert lines(body, head) == [TRADITIONAL]


def test_western_and_russian_bytes_stay_what_their_fonts_say():
    assert lines(rb"caf\'e9 {\f3 " + escaped("Совет", "cp1251") + rb"}") == ["café Совет"]


def test_pairs_of_surrogates_are_joined_and_single_ones_replaced():
    assert lines(r"\u-10179?\u-8702?\u-10179?x") == ["\U0001f602\ufffdx"]


@pytest.mark.parametrize(
    "body, expected",
    [
        (r"one\par two\line three\tab four\par", ["one", "two", "three four"]),
        ("one\\\ntwo", ["one", "two"]),  # a control symbol that ends a paragraph
        (r"a\~b\_c\-d\{e\}\\", ["a\u00a0b-cd{e}\\"]),
        (r"\ldblquote a\rdblquote\emdash", ["“a”—"]),
        (r"keep{\v hidden}\v hidden\v0 this", ["keepthis"]),
        (r"keep{\deleted gone} this", ["keep this"]),
        (r"keep{\*\unknown gone}{\info{\title gone}}{\pict 0123}{\*\bkmkstart x}{\annotation gone}", ["keep"]),
        (r"{\upr{ansi}{\*\ud unicode}}", ["unicode"]),
        (r"{\field{\*\fldinst HYPERLINK}{\fldrslt shown}}", ["shown"]),
        (r"text{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt box\par}}{\shprslt box}}\par", ["text", "box"]),
        (r"{\object{\*\objdata 0105}{\result shown}}", ["shown"]),
        (rb"a{\pict\bin4 }{\\x}b", ["ab"]),
        (r"{\*\htmltag <p>}kept\htmlrtf \par gone\htmlrtf0", ["kept"]),
        (
            r"{\listtext 1.\tab}one\par{\pntext\f0 2.\tab}two\par{\listtext\f3\'b7\tab}three",
            ["1. one", "2. two", "· three"],
        ),
        (r"{\footer page}{\header S/RES/2553 (2020)}text", ["S/RES/2553 (2020)", "text"]),
        (r"{\header Some firm}text", ["text"]),
        (
            r"\titlepg{\headerf UNITED NATIONS\par S/RES/2553 (2020)\par}{\header x}text",
            ["UNITED NATIONS", "S/RES/2553 (2020)", "text"],
        ),
    ],
)  # fmt: skip
def test_what_is_printed_is_read(body, expected):
    assert lines(body) == expected


@pytest.mark.parametrize("star", ["", r"\*"])
def test_notes_follow_their_paragraph_with_their_number(star):
    note = rf"{{\super\chftn}}{{{star}\footnote\pard{{\super\chftn}} See S/2016/952.}}"
    body = rf"recalling,{note} and{{\super *}}{{{star}\footnote Ibid.}} "
    body += r"and{\chftn}{\footnote\ftnalt End.}\par decides\par"
    assert lines(body) == [
        "recalling,1  and* andi", "__________________", "1 See S/2016/952.", "* Ibid.", "i End.", "decides",
    ]  # fmt: skip


def row(*cells: str, border: str = r"\clbrdrt\brdrs") -> str:
    return (
        r"\trowd"
        + rf"{border}\cellx1000" * len(cells)
        + r"\pard\intbl "
        + "".join(rf"{c}\cell " for c in cells)
        + r"\row"
    )


def test_a_table_has_tabs_between_its_cells():
    body = r"Table 1\par" + row("State", "Yes") + row("China", r"1\par 2") + r"\pard after\par"
    assert lines(body) == ["Table 1", "State\tYes", "China\t1 2", "after"]


def test_numbers_beside_their_paragraphs_are_no_table():
    assert lines(row("1.", "Decides", border="") + row("2.", "Requests", border="")) == ["1. Decides", "2. Requests"]


def test_links_are_witnesses():
    field = r'{\field{\*\fldinst {HYPERLINK "https://undocs.org/S/2016/952"}}{\fldrslt see}}'
    assert read_rtf(rtf(field)).links == ("https://undocs.org/S/2016/952",)


@pytest.mark.parametrize(
    "data, sentence",
    [
        (rtf(r"\pard\ls1\ilvl0 one\par\pard two\par"), "有 1 段使用自动编号"),
        (rtf("text")[:-1], "可能被截断"),
    ],
)
def test_a_doubt_is_a_warning(data, sentence):
    (warning,) = read_rtf(data).warnings
    assert sentence in warning


def test_a_file_without_doubts_has_no_warning():
    assert read_rtf(rtf(r"{\listtext 1.\tab}\ls1 one\par")).warnings == ()


@pytest.mark.parametrize(
    "data, sentence",
    [
        (rtf(r"{\pict 00}"), "没有可以读取的文字"),
        (rtf("{" * 20_000), "嵌套太深"),
        (rb"{\rtf1", "没有可以读取的文字"),
    ],
)
def test_a_file_that_is_refused_says_why(data, sentence):
    with pytest.raises(SourceError, match=sentence):
        extract_text(data, "a.rtf")
