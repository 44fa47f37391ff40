"""Paragraphs are aligned by their words; layout, widths and the division into paragraphs are no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.comparison import line_diff
from resolutions.comparison.paragraph_groups import group_paragraphs
from resolutions.comparison.printed_words import fold_words, list_printed_words

RECALL = "回顾其以往各项决议，特别是第1325(2000)号决议，"
DECIDE = "决定将特派团的任务期限延长至2018年3月14日；"
REPORT = "请秘书长每三个月向安理会报告执行情况；"


def groups(left: list[str], right: list[str]) -> list[tuple]:
    """Return left and right indexes, with a mark for changed words or another place."""
    marks = {(False, False): "", (True, False): "≠", (False, True): "移"}
    return [(g.left, g.right, marks[g.is_changed, g.is_moved]) for g in group_paragraphs(left, right)]


@pytest.mark.parametrize(
    "left, right, expected",
    [
        ([RECALL, DECIDE], [RECALL, DECIDE], [((0,), (0,), ""), ((1,), (1,), "")]),
        # blanks, line breaks, widths, compatibility forms
        ([RECALL], ["回顾其以往各项\n  决议，特别是第 １３２５（2000）号决议，"], [((0,), (0,), "")]),
        (["第1325(2000)号⼤会"], ["第1325(2000)号大会"], [((0,), (0,), "")]),
        # another division into paragraphs
        ([RECALL + DECIDE], [RECALL, DECIDE], [((0,), (0, 1), "")]),
        ([RECALL, DECIDE, REPORT], [RECALL + DECIDE + REPORT], [((0, 1, 2), (0,), "")]),
        ([RECALL + "决定", "延长至2018年3月14日；"], [RECALL, "决定延长至2018年3月14日；"], [((0, 1), (0, 1), "")]),
        ([RECALL + "安全理", "事会"], [RECALL, "安全理事会"], [((0, 1), (0, 1), "")]),
        # a new and a dropped paragraph between the same ones
        ([RECALL, REPORT], [RECALL, DECIDE, REPORT], [((0,), (0,), ""), ((), (1,), "≠"), ((1,), (2,), "")]),
        ([RECALL, DECIDE, REPORT], [RECALL, REPORT], [((0,), (0,), ""), ((1,), (), "≠"), ((2,), (1,), "")]),
        # changed words in one, also when it is divided
        ([RECALL, DECIDE], [RECALL, DECIDE.replace("3月", "4月")], [((0,), (0,), ""), ((1,), (1,), "≠")]),
        ([RECALL + DECIDE], [RECALL, DECIDE.replace("3月", "4月")], [((0,), (0, 1), "≠")]),
        ([RECALL, DECIDE], [RECALL, REPORT], [((0,), (0,), ""), ((1,), (1,), "≠")]),
        # moved
        ([RECALL, DECIDE, REPORT], [REPORT, RECALL, DECIDE], [((2,), (0,), "移"), ((0,), (1,), ""), ((1,), (2,), "")]),
        ([], [RECALL], [((), (0,), "≠")]),
        ([RECALL], [], [((0,), (), "≠")]),
        ([], [], []),
        (["", " "], [""], [((0,), (0,), ""), ((1,), (), "")]),
    ],
)
def test_paragraphs_with_the_same_words_are_one_group(left, right, expected):
    assert groups(left, right) == expected


def test_the_changed_words_of_a_group_are_marked():
    (group,) = group_paragraphs([RECALL + DECIDE], [RECALL, DECIDE.replace("3月14日", "4月15日")])
    assert "".join(part.text for part in group.before if part.kind == "old") == "314"
    assert "".join(part.text for part in group.after if part.kind == "new") == "415"
    assert "".join(part.text for part in group.after) == f"{RECALL}\n{DECIDE.replace('3月14日', '4月15日')}"


TEXTS = st.lists(st.text(alphabet="甲乙丙1(a ，\n⼤", max_size=8), max_size=5)


@given(TEXTS, TEXTS)
def test_each_paragraph_is_in_one_group_and_its_segments_give_it_back(left, right):
    found = group_paragraphs(left, right)
    for texts, side in ((left, "left"), (right, "right")):
        assert sorted(n for group in found for n in getattr(group, side)) == list(range(len(texts)))
    for group in found:
        before, after = (fold_words("".join(part.text for part in parts)) for parts in (group.before, group.after))
        old, new = (fold_words("".join(rows[n] for n in ns)) for rows, ns in ((left, group.left), (right, group.right)))
        assert (before, after) == (old, new) if group.is_changed else (group.is_moved or old == new)


@given(TEXTS)
def test_the_words_joined_are_the_text(texts):
    assert "".join(word.folded for word in list_printed_words(texts)) == fold_words("".join(texts))


def test_work_grows_as_the_text(monkeypatch):
    """A text of few different words has no anchors; its gaps are compared as far as a limit alone."""
    compared = []
    real = line_diff.SequenceMatcher

    def count(junk, left, right, autojunk):
        compared.append(len(left) * len(right))
        return real(junk, left, right, autojunk)

    monkeypatch.setattr(line_diff, "SequenceMatcher", count)

    def work(number: int) -> int:
        compared.clear()
        group_paragraphs(["甲乙丙丁，"] * number + ["甲"], ["甲乙丙，"] * number)
        return sum(compared)

    assert work(400) <= 3 * work(200) + line_diff.MAX_GAP**2
