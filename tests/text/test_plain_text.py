"""Rules of plain text, one short text each: markup, numbers alone, line ends of wrapped and of flat texts, doubts."""

import re

import pytest

from resolutions.text import read_document
from resolutions.text.layout import read_blocks, read_layout, read_lines
from resolutions.text.layout.flat_text import split_flat_text
from resolutions.text.layout.line_width import count_columns, count_leading_columns
from resolutions.text.layout.line_words import End, Start, read_line_words
from resolutions.text.layout.markup import remove_markup
from tests.text.layout_kinds import Layout

FIRST = "回顾《联合国宪章》的宗旨和原则，重申安全理事会负有维护国际和平与安全的首要责任，"
SECOND = "强调指出政治解决优先应成为联合国解决冲突方针的标志，包括通过调解和斡旋等途径，"
PREAMBLE = [
    "第2594(2021)号决议",
    "安全理事会，",
    FIRST,
    SECOND,
    "认识到根据第2594(2021)号决议，维持和平在为稳定与持久和平创造条件方面发挥的关键作用，使过渡进程得以长期持续下去，",
    "1. 请秘书长继续加强过渡进程的规划和管理，包括进一步加强关于过渡的组织学习和指导工作；",
    "(a) 在每个阶段纳入全面的性别分析和技术专门能力，并将性别观点纳入主流，确保妇女充分参与；",
    "2. 决定继续处理此案。",
]


def blocks(text: str) -> list[str]:
    return [block.text for block in read_blocks(list(read_lines(text)))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("> 一，\n> \n> 二", "一，\n\n二"),
        (">> 一", "一"),
        ("| 一\n| 二", "一\n二"),
        ("| 一\n二\n三", "| 一\n二\n三"),
        ("| 一 | 二 |\n| 三 | 四 |", "| 一 | 二 |\n| 三 | 四 |"),
        ("# 第1号决议\n## 执行部分 ##", "第1号决议\n执行部分"),
        ("**回顾**其__决议__", "回顾其决议"),
        ("*回顾*其_决议_", "回顾其决议"),
        ("第2553(2020)*号决议和第2594(2021)*号", "第2553(2020)*号决议和第2594(2021)*号"),
        ("* 因技术原因重发", "* 因技术原因重发"),
        ("file_name_one", "file_name_one"),
        ("1\\. 决定\n\\(a\\)", "1. 决定\n(a)"),
        ("见[第1325(2000)号](https://undocs.org/S/RES/1325(2000))。", "见第1325(2000)号。"),
        ("见[1]。", "见[1]。"),
        ("&#8220;和平&rdquo;&nbsp;&amp;&#10;", "“和平”\xa0& "),
        ("A&B; &;", "A&B; &;"),
        ("联\u00ad合\u200b国\u2060\ufeff", "联合国"),
        ("```\n一\n```\n---\n***", "\n一\n\n\n"),
        ("__________________", "__________________"),
        ("3 > 2", "3 > 2"),
    ],
)
def test_markup_is_taken_off_and_the_number_of_lines_stays(text, expected):
    assert remove_markup(text) == expected


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["1.", "请秘书长报告；", "2.", "决定继续处理此案。"], ["1.请秘书长报告；", "2.决定继续处理此案。"]),
        (["（一）", "请秘书长报告；"], ["（一）请秘书长报告；"]),
        (["(a)", "请秘书长报告；"], ["(a)请秘书长报告；"]),
        (["第十四条", "请秘书长报告；"], ["第十四条请秘书长报告；"]),
        (["一、", "请秘书长报告；"], ["一、请秘书长报告；"]),
        (["重申，", "1", "请秘书长报告；", "2", "决定。"], ["重申，", "1请秘书长报告；", "2决定。"]),
        (["重申，", "7", "请秘书长报告；"], ["重申，", "7", "请秘书长报告；"]),
        (["1.", "2."], ["1.", "2."]),
        (["请秘书长报告；", "1."], ["请秘书长报告；", "1."]),
    ],
)
def test_a_number_alone_on_its_line_numbers_the_next_line(lines, expected):
    assert blocks("\n".join(lines)) == expected
    assert blocks("\n\n".join(lines)) == expected


def test_latin_words_are_kept_apart_over_a_line_end_and_cut_words_are_not():
    words = (
        "其中提到联合国驻塞浦路斯维持和平部队特派团团长 Elizabeth Spehar 女士和驻苏丹特派团团长 Volker Perthes 先生，"
    )
    text = Layout(21)([FIRST, words, SECOND, FIRST])
    assert "Elizabeth Spehar女士" in "".join(blocks(text)) and "Volker Perthes先生" in "".join(blocks(text))
    cut = "".join(
        blocks(Layout(18, measure="cut")([FIRST * 2, "见文件S/2020/1193和S/PRST/2014/5以及第70/1号决议，" * 6, FIRST]))
    )
    assert "S/2020/1193" in cut and "S/PRST/2014/5" in cut and not re.search(r"\d \d", cut)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["法国代表团", "中国代表团", "美国代表团", "英国代表团", "俄国代表团"],
        ["附件一所列个人和实体的名单", "附件二所列个人和实体的名单", FIRST, SECOND],
        ["第2553(2020)号决议", "安全理事会2020年12月3日通过", "安全理事会，", FIRST, SECOND],
    ],
)
def test_lines_that_no_program_broke_stay_apart(paragraphs):
    assert blocks("\n".join(paragraphs)) == paragraphs


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "安全理事会， 回顾甲， 重申乙， 1. 请丙； 2. 决定丁。",
            ["安全理事会，", "回顾甲，", "重申乙，", "1. 请丙；", "2. 决定丁。"],
        ),
        ("大会 回顾甲，重申乙，1. 请丙；2. 决定丁。", ["大会", "回顾甲，重申乙，", "1. 请丙；", "2. 决定丁。"]),
        ("回顾甲， 并乙， 及丙， 和丁。", ["回顾甲， 并乙， 及丙， 和丁。"]),
    ],
)
def test_a_text_without_line_ends_is_split(text, expected):
    assert [part.replace("无", "") for part in split_flat_text(text.replace("甲", "甲" + "无" * 150))] == expected


def test_a_line_end_that_may_be_either_is_named():
    paragraphs = [FIRST, SECOND] * 3
    doubts = read_layout(list(read_lines(Layout(20)(paragraphs)))).doubts
    assert all("分段" in doubt for doubt in doubts)
    assert read_layout(list(read_lines(Layout()(paragraphs)))).doubts == ()


def test_paragraphs_cut_out_of_one_line_are_named():
    text = " ".join(PREAMBLE)
    assert blocks(text) == blocks("\n".join(PREAMBLE))
    (doubt,) = read_layout(list(read_lines(text))).doubts
    assert "8段" in doubt


def test_lines_without_ends_and_without_a_width_are_named():
    lines = ["联合国驻塞浦路斯部队" + "甲" * (at * 7 % 23) for at in range(12)]
    (doubt,) = read_layout(list(read_lines("\n".join(lines)))).doubts
    assert "没有句末标点" in doubt and doubt in read_document("\n".join(lines)).warnings


@pytest.mark.parametrize(
    "text, width", [("第1325号", 8), ("《宪章》", 8), ("ab", 2), ("", 0), ("第1325号决议和第2242号决议", 26)]
)
def test_a_chinese_character_takes_two_columns(text, width):
    assert count_columns(text) == width


@pytest.mark.parametrize(
    "layout",
    [
        Layout(14),
        Layout(20),
        Layout(20, measure="cut"),
        Layout(24, measure="print", hidden_indent=2),
        Layout(20, lines="\n\n", paragraphs="\n\n"),
        Layout(20, first="\u3000\u3000"),
        Layout(20, rest="    "),
        Layout(20, margin="        ", trailing=" "),
        Layout(20, lines="\r", paragraphs="\r\r"),
    ],
)
def test_a_wrapped_resolution_has_its_paragraphs(layout):
    assert blocks(layout(PREAMBLE)) == blocks("\n".join(PREAMBLE))


def test_a_full_last_line_is_told_by_an_empty_line_or_an_indent():
    """Without a sign the second paragraph runs on: its first words are no opening words."""
    full = "回顾安全理事会关于这一问题的所有决议，" + "包括安全理事会关于这一问题的主席声明，"
    paragraphs = [full, "对该区域的局势表示严重关切，" + FIRST, full, SECOND, FIRST, SECOND]
    assert blocks(Layout(19, paragraphs="\n\n")(paragraphs)) == paragraphs
    assert blocks(Layout(19, first="\u3000\u3000")(paragraphs)) == paragraphs
    assert blocks(Layout(19)(paragraphs)) != paragraphs


def test_a_page_edge_in_the_middle_of_a_paragraph_does_not_end_it():
    lines = Layout(20)(PREAMBLE).splitlines()
    text = "\n".join([*lines[:4], "", "2/5", "", "S/RES/2594 (2021)", "", *lines[4:]])
    assert FIRST in [paragraph.text for paragraph in read_document(text).paragraphs]


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("回顾其以往各项决议，", Start.VERB, End.COMMA),
        ("又深为关切该地区局势，", Start.VERB, End.COMMA),
        ("並注意到秘書長的報告", Start.OTHER, End.MIDDLE),
        ("12. 决定继续处理此案。", Start.NUMBER, End.FINAL),
        ("三、请秘书长报告；", Start.NUMBER, End.FINAL),
        ("(a) 确保充分合作；以及", Start.LETTER, End.CONJUNCTION),
        ("- 建议；", Start.BULLET, End.FINAL),
        ("，并鼓励会员国", Start.CONTINUING, End.MIDDLE),
        ("“安全理事会欢迎”", Start.ORGAN, End.MIDDLE),
        ("“和平与安全”、", Start.QUOTE, End.UNFINISHED),
        ("1 理事会第五十一次会议修改。", Start.NOTE, End.FINAL),
        ("安全理事會，", Start.OPENING, End.HEADING),
        ("第2594(2021)号决议", Start.TITLE, End.HEADING),
        ("各国的首要责任。12", Start.OTHER, End.FINAL),
        ("会员国的首要责任，[1]", Start.OTHER, End.COMMA),
        ("根据第", Start.VERB, End.UNFINISHED),
        ("3.", Start.NUMBER, End.BARE_MARKER),
        ("1 bis. 请秘书长报告；", Start.NUMBER, End.FINAL),
        ("⑭ 请秘书长报告；", Start.NUMBER, End.FINAL),
        ("第十四条 请秘书长报告；", Start.NUMBER, End.FINAL),
    ],
)
def test_both_ends_of_a_line_are_classified(text, start, end):
    words = read_line_words(text)
    assert (words.start, words.end) == (start, end)


@pytest.mark.parametrize("blanks, width", [("    ", 4), ("\t", 4), ("\u3000\u3000", 4), ("\xa0 ", 2), ("", 0)])
def test_leading_blanks_are_counted_in_columns(blanks, width):
    assert count_leading_columns(blanks) == width
