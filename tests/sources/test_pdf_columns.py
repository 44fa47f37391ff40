"""Columns and tables of PDFs without a tag tree, found by their geometry."""

import itertools
import re

import pytest

from resolutions.sources.pdf import read_pdf
from resolutions.sources.printed_layout import EMPTY_CELL
from tests.sources.drawn_tables import pdf_with_table
from tests.sources.samples import seed
from tests.sources.typeset import Design, Piece, typeset

PROSE = [paragraph.text for paragraph in seed("001").paragraphs if 60 < len(paragraph.text) < 220]
TITLE = "关于维护和平与安全的决议"
ROWS = [
    ("决议", "日期", "表决", "文件"),
    ("第2553号", "12月3日", "15-0-0", "S/2020/1"),
    ("第2594号", "9月9日", "15-0-0", "S/2021/78"),
    ("第2382号", "11月6日", "14-0-1", "S/2017/9"),
]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def read(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    """Return the paragraphs and rows without blanks, and the warnings."""
    source = read_pdf(data)
    lines = source.text.replace("\n\n", "").replace(EMPTY_CELL, "").split("\n")
    return [
        squeezed for line in re.split(r" (?= )|\n", "\n".join(lines)) if (squeezed := squeeze(line))
    ], source.warnings


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_columns_are_read_one_after_the_other(columns):
    designs = [
        Design(columns=columns, size=8, leading=12, gutter=11, column_rules=True),
        Design(columns=columns, size=8, leading=12, gutter=32, titles=("决议",)),
        Design(columns=columns, size=9, leading=14, gutter=20, titles=(TITLE,)),
    ]
    for design in designs:
        text, warnings = read(typeset([Piece(text) for text in PROSE], design))
        assert "".join(text) == squeeze("".join((*design.titles, *PROSE))), design
        assert not warnings


@pytest.mark.parametrize("style", ["grid", "rows", "head", "unruled"])
def test_a_table_of_any_width_is_rows_between_its_paragraphs(style):
    for columns, share, place in [
        (2, 0.3, "left"),
        (2, 0.45, "middle"),
        (3, 0.5, "indented"),
        (3, 0.58, "right"),
        (4, 0.58, "middle"),
        (4, 0.95, "left"),
    ]:
        rows = [row[:columns] for row in ROWS]
        source = read_pdf(pdf_with_table(rows, PROSE[:4], style, share, place))
        printed = [line.strip() for line in source.text.split("\n")]
        assert ["\t".join(row) for row in rows] == [line for line in printed if "\t" in line], (columns, share, place)
        prose = squeeze(source.text)
        assert prose == squeeze("".join((*PROSE[:2], *itertools.chain(*rows), *PROSE[2:4]))), (columns, share, place)
        assert not source.warnings


def test_text_beside_a_narrow_table_is_not_lost():
    beside = "表中所列决议均由安全理事会一致通过，见各次会议记录。"
    for style in ("grid", "rows"):
        text = squeeze(read_pdf(pdf_with_table(ROWS, PROSE[:2], style, 0.5, "left", beside)).text)
        assert sorted(text) == sorted(squeeze("".join((*PROSE[:2], *itertools.chain(*ROWS), beside))))


def test_cells_too_close_for_columns_are_a_warning_that_names_the_page():
    source = read_pdf(pdf_with_table(ROWS, PROSE[:2], "unruled", 0.35, "left"))
    assert source.warnings == ("第 1 页有没有认出的分栏或表格，文字的次序可能有误，请对照原件。",)


def test_numbered_paragraphs_with_wide_gaps_and_justified_lines_are_no_table():
    text, warnings = read(typeset([Piece(f"{at}.      {text}") for at, text in enumerate(PROSE[:6], 1)], Design()))
    assert not warnings
    assert [line[:2] for line in text if re.match(r"\d\.", line)] == ["1.", "2.", "3.", "4.", "5.", "6."]
