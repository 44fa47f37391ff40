"""Sentences around citations and footnote marks."""

import pytest

from resolutions.display import sentences
from tests.passages import CHARTER_SENTENCE, CITING, MARKED


@pytest.mark.parametrize(
    "text, surface, sentence",
    [
        (MARKED, "四项决议", "905 安理会通过了四项决议。"),
        (CHARTER_SENTENCE, "《宪章》第七章", CHARTER_SENTENCE),
        (CITING, "第 12 和 14 段", CITING),
        ("他说：“重申第1号决议。”会议结束。", "第1号决议", "他说：“重申第1号决议。”"),
    ],
)
def test_a_citation_is_shown_in_its_whole_sentence(text, surface, sentence):
    start = text.index(surface)
    first, last = sentences.find_sentence(text, start, start + len(surface))
    assert text[first:last] == sentence


@pytest.mark.parametrize(
    "text, start, end, sentence",
    [
        ("甲。乙；丙！丁？戊", 4, 5, "丙！"),
        ("甲。乙；丙！丁？戊", 8, 9, "戊"),
        ("甲。乙；丙！丁？戊", 0, 1, "甲。"),
        ("他说：“甲。”） 乙。”丙", 9, 10, "乙。”"),
        ("甲\n乙", 2, 3, "乙"),
        ("甲，乙", 0, 1, "甲，乙"),
        ("甲。 乙。", 3, 4, "乙。"),
    ],
)
def test_a_sentence_ends_with_its_mark_and_the_closing_marks_behind(text, start, end, sentence):
    first, last = sentences.find_sentence(text, start, end)
    assert text[first:last] == sentence


@pytest.mark.parametrize(
    "text, marks, start",
    [
        ("甲。905 乙。", [(2, 5, "fn905")], 6),
        ("甲。905906 乙。", [(5, 8, "fn906"), (2, 5, "fn905")], 9),
        ("甲。乙905。", [(3, 6, "fn905")], 2),
        ("甲。乙。", [], 2),
    ],
)
def test_marks_at_its_start_belong_to_the_sentence_before(text, marks, start):
    assert sentences.skip_footnote_marks(text, 2, marks) == start


@pytest.mark.parametrize(
    "text, mark, sentence",
    [
        ("甲。乙通过了决议。905 丙。", "905", "乙通过了决议。"),
        ("甲。乙“通过。” 905 丙。", "905", "乙“通过。” "),
        ("甲。乙905通过。丙。", "905", "乙905通过。"),
        ("905 甲。", "905", "905 甲。"),
    ],
)
def test_a_mark_belongs_to_the_sentence_it_follows(text, mark, sentence):
    at = text.index(mark)
    first, last = sentences.find_sentence_before_mark(text, at, at + len(mark))
    assert text[first:last] == sentence
