"""Changed lines of two texts: what is left out is equal, and hostile texts cost no more than their length."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.comparison import line_diff
from resolutions.comparison.line_diff import find_changed_lines

LINES = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=30)


@pytest.mark.parametrize("max_gap", [0, 3, 200])
@given(LINES, LINES)
def test_the_lines_outside_of_the_changes_are_equal(max_gap, left, right):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(line_diff, "MAX_GAP", max_gap)
        changes = list(find_changed_lines(left, right))
    rebuilt, at = [], 0
    for change in changes:
        rebuilt += left[at : change.left] + right[change.right : change.right_end]
        at = change.left_end
    assert rebuilt + left[at:] == right
    assert all(change.left < change.left_end or change.right < change.right_end for change in changes)


@pytest.mark.parametrize(
    "left, right, changed",
    [
        ("甲乙丙", "甲乙丙", []),
        ("", "甲", [(0, 0, 0, 1)]),
        ("甲乙丙", "甲丙", [(1, 2, 1, 1)]),
        ("甲乙乙丙", "甲乙乙乙丙", [(3, 3, 3, 4)]),
        ("甲乙丙丁", "丁甲乙丙", [(0, 0, 0, 1), (3, 4, 4, 4)]),  # a moved line is gone and new
    ],
)
def test_a_change_is_as_short_as_it_can_be(left, right, changed):
    assert [tuple(change) for change in find_changed_lines(left, right)] == changed


def every_other_changed(count: int) -> tuple[list[str], list[str]]:
    lines = [str(number) for number in range(count)]
    return lines, [line if number % 2 else f"{line}x" for number, line in enumerate(lines)]


SHAPES = {
    "one line again and again": lambda count: (["决定"] * count, ["决定"] * (count - 1) + ["请"]),
    "two lines in turn": lambda count: (["甲", "乙"] * (count // 2), ["乙", "丙"] * (count // 2)),
    "every second line changed": every_other_changed,
    "reversed": lambda count: ([str(n) for n in range(count)], [str(n) for n in reversed(range(count))]),
}


def count_executed_lines(function: Callable[[], object]) -> int:
    """Return the number of lines of Python that a call executes: work that does not depend on the machine."""
    executed = 0

    def trace(frame, event, argument):
        nonlocal executed
        executed += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return executed


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_the_text(shape, monkeypatch):
    monkeypatch.setattr(line_diff, "MAX_GAP", 10)

    def work(count: int) -> int:
        left, right = SHAPES[shape](count)
        return count_executed_lines(lambda: list(find_changed_lines(left, right)))

    assert work(800) < 5 * work(200)  # quadratic work grows sixteenfold
