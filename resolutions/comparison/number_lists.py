"""Lists of numbers and symbols in a cut text, as ``第1325(2000)、1820(2008)和1888(2009)号``."""

import re
from collections import Counter
from collections.abc import Sequence

# Below this likeness two lists have too little in common to be compared number by number.
MIN_LIST_LIKENESS = 0.6
_NUMBER = re.compile(r"[A-Z]{1,6}/|[0-9０-９]")
_BETWEEN = frozenset("、，,；;和及与第号段条款 （）()") | {"以及", "决议"}


def group_lists(words: Sequence[str]) -> list[list[str]]:
    """Group words: each list of two numbers or more is one group, every other word one of its own."""
    groups: list[list[str]] = []
    at = 0
    while at < len(words):
        end = _list_end(words, at)
        groups.append(list(words[at:end]))
        at = end
    return groups


def _list_end(words: Sequence[str], start: int) -> int:
    """Return the end of the list that begins at ``start``, or the next index if there is none."""
    if not _NUMBER.match(words[start]):
        return start + 1
    last = at = start
    while at < len(words) and (_NUMBER.match(words[at]) or words[at].strip() in _BETWEEN or not words[at].strip()):
        if _NUMBER.match(words[at]):
            last = at
        at += 1
    return last + 1


def find_numbers(words: Sequence[str]) -> list[int]:
    """Return the indexes of the numbers and symbols."""
    return [index for index, word in enumerate(words) if _NUMBER.match(word)]


def numbers_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of numbers that two lists have in common, 0 to 1 (Sørensen–Dice)."""
    left, right = (Counter(words[index] for index in find_numbers(words)) for words in (one, other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
