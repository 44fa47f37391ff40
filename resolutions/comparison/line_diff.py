"""Ranges of lines that differ between two texts, in time that grows about as the texts do.

Patience diff: lines that occur once in each text are anchors, and only the short gaps between two anchors are compared
line by line. ``difflib`` alone takes quadratic time for a text that repeats lines or that changes every second one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MAX_GAP = 200  # lines of each text; a longer gap without an anchor counts as changed as a whole


class ChangedLines(NamedTuple):
    """Lines ``left`` to ``left_end`` of the first text were replaced by ``right`` to ``right_end``; ends exclusive."""

    left: int
    left_end: int
    right: int
    right_end: int


def find_changed_lines(left: Sequence[str], right: Sequence[str]) -> Iterator[ChangedLines]:
    """Yield the ranges that differ, in order; the lines between them are the same in both.

    >>> list(find_changed_lines(["甲", "乙", "丙"], ["甲", "丁", "丙", "戊"]))
    [ChangedLines(left=1, left_end=2, right=1, right_end=2), ChangedLines(left=3, left_end=3, right=3, right_end=4)]
    """
    start, other_start = 0, 0
    for anchor, other_anchor in [*_find_anchors(left, right), (len(left), len(right))]:
        yield from _compare_gap(left, right, ChangedLines(start, anchor, other_start, other_anchor))
        start, other_start = anchor + 1, other_anchor + 1


def _find_anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest list of pairs of equal lines, unique in each text, that ascends in both."""
    counts, other_counts = Counter(left), Counter(right)
    places = {line: number for number, line in enumerate(right) if other_counts[line] == 1}
    pairs = [(n, places[line]) for n, line in enumerate(left) if counts[line] == 1 and line in places]
    ends: list[int] = []  # least last place of an ascending list of each length
    lengths: list[int] = []
    for _, place in pairs:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        lengths.append(length)
    chosen: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted and (not chosen or pair[1] < chosen[-1][1]):
            chosen.append(pair)
            wanted -= 1
    return chosen[::-1]


def _compare_gap(left: Sequence[str], right: Sequence[str], gap: ChangedLines) -> Iterator[ChangedLines]:
    """Yield the changes between two anchors, without the equal lines at both ends of the gap."""
    start, end, other, other_end = gap
    while start < end and other < other_end and left[start] == right[other]:
        start, other = start + 1, other + 1
    while start < end and other < other_end and left[end - 1] == right[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    if max(end - start, other_end - other) > MAX_GAP:
        yield ChangedLines(start, end, other, other_end)
        return
    matcher = SequenceMatcher(None, left[start:end], right[other:other_end], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield ChangedLines(start + a, start + b, other + c, other + d)
