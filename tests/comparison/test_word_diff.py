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
