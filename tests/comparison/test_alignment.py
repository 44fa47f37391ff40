"""Alignment of paragraphs: similar ones are paired, the others stay in their place."""

from collections import Counter

import pytest

from resolutions.comparison.alignment import align_paragraphs, character_bigrams, dice_similarity

OLD = "1. 决定将任务期限延长至2020年12月31日，并请秘书长提出报告；"
NEW = "3. 决定将任务期限延长至2021年12月31日，并请秘书长向安理会提出报告；"
PREAMBLE = "回顾其关于安全部门改革的第2151(2014)号决议，"
OPERATIVE = "12. 鼓励会员国考虑到安全部门改革的战略意义；"
SUB = "(a) 加强全系统的协调一致；"


def pairs(left: list[str], right: list[str]) -> list[tuple]:
    return [(pair.left, pair.right) for pair in align_paragraphs(left, right)]


def test_similar_paragraphs_are_paired_and_the_others_stay_in_their_place():
    aligned = align_paragraphs([PREAMBLE, OLD, SUB], [NEW, PREAMBLE, OPERATIVE])
    assert [(pair.left, pair.right) for pair in aligned] == [(1, 0), (2, None), (0, 1), (None, 2)]
    assert [pair.is_moved for pair in aligned] == [False, False, True, False]


def test_each_paragraph_has_one_counterpart_the_most_similar_one():
    assert pairs([PREAMBLE, PREAMBLE + "甲乙"], [PREAMBLE + "甲乙"]) == [(0, None), (1, 0)]
    assert pairs([PREAMBLE], [PREAMBLE + "甲乙", PREAMBLE]) == [(None, 0), (0, 1)]


def test_of_equally_similar_paragraphs_the_nearest_is_chosen():
    assert pairs(["甲乙丙丁", "春夏秋冬", "甲乙丙丁"], ["东南西北", "上下左右", "甲乙丙丁"])[-1] == (2, 2)


@pytest.mark.parametrize(
    "left, right, is_paired",
    [
        ("甲乙丙丁戊己庚辛壬癸子", "甲乙丙丁东南西北中上下", True),
        ("甲乙丙丁戊己庚辛壬癸子", "甲乙丙东南西北中上下左", False),
    ],
)
def test_pairs_share_at_least_three_tenths_of_their_bigrams(left, right, is_paired):
    """Three of ten bigrams in common are 0.3, two are 0.2."""
    assert ((0, 0) in pairs([left], [right])) is is_paired


def test_a_dropped_first_paragraph_comes_first_and_a_later_one_behind_its_neighbour():
    assert pairs([SUB, PREAMBLE], [PREAMBLE]) == [(0, None), (1, 0)]
    assert pairs([PREAMBLE, SUB, OLD], [PREAMBLE, OLD]) == [(0, 0), (1, None), (2, 1)]
    assert pairs([], [SUB]) == [(None, 0)] and pairs([SUB], []) == [(0, None)]


@pytest.mark.parametrize(
    "one, other, similarity",
    [
        ("甲乙丙", "甲乙丙", 1.0),
        ("甲乙丙", "甲乙丁", 0.5),
        ("甲乙", "丙丁", 0.0),
        ("", "", 0.0),
        ("甲甲甲", "甲甲", 2 / 3),
    ],
)
def test_similarity_is_the_share_of_bigrams_in_common(one, other, similarity):
    assert dice_similarity(character_bigrams(one), character_bigrams(other)) == similarity


def test_bigrams_ignore_blanks_and_punctuation():
    assert character_bigrams("甲 乙，丙") == Counter({"甲乙": 1, "乙丙": 1})


def test_a_repeated_phrase_counts_as_often_as_both_texts_have_it():
    """One shared 重申 in a text of many is no similarity of the whole."""
    assert pairs(["重申重申重申重申重申"], ["重申其决定和承诺"]) == [(0, None), (None, 0)]
