"""Word diff: both texts are given back, and changes are whole words."""

import pytest

from resolutions.comparison.word_diff import diff_words, diff_words_inline, split_words

OLD = "1. 决定将任务期限延长至2020年12月31日，并请秘书长提出报告；"
NEW = "3. 决定将任务期限延长至2021年12月31日，并请秘书长向安理会提出报告；"


def test_differences_are_words_and_give_both_texts_back():
    old, new = diff_words(OLD, NEW)
    assert "".join(part.text for part in old) == OLD and "".join(part.text for part in new) == NEW
    assert [part.text for part in old if part.kind == "old"] == ["1", "2020"]
    assert [part.text for part in new if part.kind == "new"] == ["3", "2021", "向安理会"]


def test_a_text_compared_with_itself_has_no_difference():
    for parts in (*diff_words(OLD, OLD), diff_words_inline(OLD, OLD)):
        assert [part.kind for part in parts] == ["same"]


@pytest.mark.parametrize(
    "old, new, segments",
    [
        ("甲", "", [("old", "甲")]),
        ("", "甲", [("new", "甲")]),
        ("", "", []),
        ("请秘书长报告", "请秘书处报告", [("same", "请"), ("old", "秘书长"), ("new", "秘书处"), ("same", "报告")]),
        ("1月2日", "3月4日", [("old", "1月2"), ("new", "3月4"), ("same", "日")]),
        (
            "1年月2日",
            "3年月4日",
            [("old", "1"), ("new", "3"), ("same", "年月"), ("old", "2"), ("new", "4"), ("same", "日")],
        ),
    ],
)
def test_one_unchanged_character_between_two_changes_is_part_of_them(old, new, segments):
    assert [(part.kind, part.text) for part in diff_words_inline(old, new)] == segments


@pytest.mark.parametrize(
    "text, words",
    [
        ("第2553(2020)号决议", ["第", "2553(2020)", "号", "决议"]),
        ("Inna  Modja，2020年", ["Inna", "  ", "Modja", "，", "2020", "年"]),
        ("安全理事会决定", ["安全", "理事会", "决定"]),
    ],
)
def test_words_numbers_and_blanks_are_split(text, words):
    assert split_words(text) == words and "".join(split_words(text)) == text


LISTED = "回顾其第1325(2000)、1820(2008)、1888(2009)和1889(2009)号决议，重申"
LONGER = "回顾其第1325(2000)、1820(2008)、1888(2009)、1889(2009)和1960(2010)号决议，重申"
OTHERS = "回顾其第2242(2015)、2467(2019)、1325(2000)和2493(2019)号决议，重申"


@pytest.mark.parametrize(
    "old, new, changes",
    [
        (LISTED, LONGER, [("old", "和"), ("new", "、"), ("new", "和1960(2010)")]),
        (LISTED, OTHERS, [
            ("old", "1325(2000)、1820(2008)、1888(2009)和1889(2009)"),
            ("new", "2242(2015)、2467(2019)、1325(2000)和2493(2019)"),
        ]),
        ("见S/2020/1和S/2020/2", "见S/2021/3、S/2021/4和S/2021/5", [
            ("old", "S/2020/1和S/2020/2"), ("new", "S/2021/3、S/2021/4和S/2021/5"),
        ]),
        ("第1和2段", "第3和4段", [("old", "1和2"), ("new", "3和4")]),
        ("S/PRST/2014/5", "S/PRST/2014/15", [("old", "S/PRST/2014/5"), ("new", "S/PRST/2014/15")]),
        ("占12.5%", "占12.7%", [("old", "12.5%"), ("new", "12.7%")]),
        ("共10,500人", "共10,700人", [("old", "10,500"), ("new", "10,700")]),
        ("第2553 (2020)号", "第2554 (2020)号", [("old", "2553 (2020)"), ("new", "2554 (2020)")]),
        ("第20(a)段", "第20(b)段", [("old", "20(a)"), ("new", "20(b)")]),
        ("防治COVID-19疫情", "防治COVID-20疫情", [("old", "COVID-19"), ("new", "COVID-20")]),
    ],
)  # fmt: skip
def test_numbers_and_symbols_are_whole_and_unlike_lists_are_no_mixture(old, new, changes):
    parts = diff_words_inline(old, new)
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "old") == new
    assert [(part.kind, part.text) for part in parts if part.kind != "same"] == changes
    left, right = diff_words(old, new)
    assert ("".join(part.text for part in left), "".join(part.text for part in right)) == (old, new)


@pytest.mark.parametrize(
    "text",
    [
        "S/PRST/2014/5", "A/RES/ES-10/6", "S/PV.8699(Resumption1)", "S/RES/1325(2000)", "A/RES/1514(XV)",
        "1325（2000）", "２５５３", "1,234,567", "3.14", "15%", "12(a)(ii)", "COVID-19", "10:30",
    ],
)  # fmt: skip
def test_a_symbol_or_number_is_one_word(text):
    assert split_words(f"按{text}，") == ["按", text, "，"]


@pytest.mark.parametrize("shape", ["1、", "S/1/", "1(", "A/", "1,", "a-", "第1(2000)、"])
def test_any_text_is_given_back(shape):
    text = shape * 300
    assert "".join(split_words(text)) == text
    assert "".join(part.text for part in diff_words_inline(text, text + "甲") if part.kind != "new") == text
