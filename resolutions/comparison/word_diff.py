"""Word-level diff of two versions of a paragraph; words come from the dictionary of the search.

Traditional and simplified characters are the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from resolutions.comparison.number_lists import MIN_LIST_LIKENESS, find_numbers, group_lists, numbers_likeness
from resolutions.text.fold import fold_script
from search.chinese.dictionary import load_dictionary

# A symbol, a number with its brackets, decimals or thousands, a Latin word with hyphens: none of them is ever cut.
_TOKEN = re.compile(
    r"[\u4e00-\u9fff]+"
    r"|[A-Z]{1,6}(?:/[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)+(?:\s?[(（][A-Za-z0-9]{1,14}[)）])?"
    r"|[0-9０-９]+(?:[./:．／][0-9０-９]+|,[0-9]{3}(?![0-9]))*(?:\s?[(（](?:[0-9０-９]{4}|[a-z]{1,4})[)）])*[%％‰]?"
    r"|[A-Za-z]+(?:[-'’][A-Za-z0-9]+)*|\s+|.",
    re.DOTALL,
)
_A_LIST = "\0list"  # no word of a text
_SHORT = 1  # characters; an unchanged range this short between two changes is part of them


@dataclass(frozen=True, slots=True)
class DiffSegment:
    """Segment of a text: in both (``same``), only in the old (``old``) or only in the new text (``new``)."""

    kind: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of both texts; the two are alike if ``is_same``."""

    is_same: bool
    old: str
    new: str


def split_words(text: str) -> list[str]:
    """Split a text into words, punctuation and blanks; joined they equal the text.

    >>> split_words("第2553(2020)号决议")
    ['第', '2553(2020)', '号', '决议']

    """
    words: list[str] = []
    for token in _TOKEN.findall(text):
        words += load_dictionary().cut_printed(token) if "\u4e00" <= token[0] <= "\u9fff" else [token]
    return words


def diff_words(old: str, new: str) -> tuple[list[DiffSegment], list[DiffSegment]]:
    """Return the segments of the old and of the new text; joined they equal the texts."""
    left: list[DiffSegment] = []
    right: list[DiffSegment] = []
    for stretch in _compare(split_words(old), split_words(new)):
        _add(left, "same" if stretch.is_same else "old", stretch.old)
        _add(right, "same" if stretch.is_same else "new", stretch.new)
    return left, right


def diff_words_inline(old: str, new: str) -> list[DiffSegment]:
    """Return one list of segments; words of the old text precede those that replace them.

    >>> [(part.kind, part.text) for part in diff_words_inline("请秘书长报告", "请秘书处报告")]
    [('same', '请'), ('old', '秘书长'), ('new', '秘书处'), ('same', '报告')]

    """
    parts: list[DiffSegment] = []
    for stretch in _compare(split_words(old), split_words(new)):
        _add(parts, "same" if stretch.is_same else "old", stretch.old)
        if not stretch.is_same:
            _add(parts, "new", stretch.new)
    return parts


def _compare(before: Sequence[str], after: Sequence[str]) -> list[_Stretch]:
    """Return alternating same and different stretches.

    A single character that is the same between two changes is merged into them. Two lists of numbers that have little
    in common are one change, not a mixture of both.
    """
    lists_before, lists_after = group_lists(before), group_lists(after)
    stretches: list[_Stretch] = []
    for is_same, (a, b, c, d) in _match([*map(_key, lists_before)], [*map(_key, lists_after)]):
        if is_same:
            for one, other in zip(lists_before[a:b], lists_after[c:d], strict=True):
                stretches += _compare_groups(one, other)
        else:
            stretches.append(_Stretch(False, _join(lists_before[a:b]), _join(lists_after[c:d])))
    return _merge(_without_islands(_merge(stretches)))


def _key(group: list[str]) -> str:
    """Return what a group is matched by: any list of numbers with any other."""
    return group[0] if len(group) == 1 else _A_LIST


def _compare_groups(one: list[str], other: list[str]) -> list[_Stretch]:
    if one == other or len(one) == 1:
        return [_Stretch(True, "".join(one), "".join(other))]
    if numbers_likeness(one, other) < MIN_LIST_LIKENESS:
        return [_Stretch(False, "".join(one), "".join(other))]
    return list(_compare_lists(one, other))


def _compare_lists(one: list[str], other: list[str]) -> Iterator[_Stretch]:
    """Match the numbers of two lists, then the words between those that are the same."""
    left, right = find_numbers(one), find_numbers(other)
    start, begin = 0, 0
    for is_same, (a, b, c, d) in _match([one[i] for i in left], [other[j] for j in right]):
        if not is_same:
            continue
        for i, j in zip(left[a:b], right[c:d], strict=True):
            yield from _compare_words(one[start:i], other[begin:j])
            yield _Stretch(True, one[i], other[j])
            start, begin = i + 1, j + 1
    yield from _compare_words(one[start:], other[begin:])


def _compare_words(one: list[str], other: list[str]) -> Iterator[_Stretch]:
    for is_same, (a, b, c, d) in _match(one, other):
        yield _Stretch(is_same, "".join(one[a:b]), "".join(other[c:d]))


def _match(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, tuple[int, int, int, int]]]:
    """Return ranges (old start, old end, new start, new end), and whether they are the same."""
    codes = SequenceMatcher(None, [*map(fold_script, before)], [*map(fold_script, after)], autojunk=False).get_opcodes()
    return [(tag == "equal", (a, b, c, d)) for tag, a, b, c, d in codes]


def _without_islands(stretches: list[_Stretch]) -> list[_Stretch]:
    last = len(stretches) - 1
    return [
        _Stretch(stretch.is_same and not (0 < number < last and len(stretch.old) <= _SHORT), stretch.old, stretch.new)
        for number, stretch in enumerate(stretches)
    ]


def _merge(stretches: list[_Stretch]) -> list[_Stretch]:
    """Join neighbours of one kind."""
    merged: list[_Stretch] = []
    for stretch in stretches:
        if merged and merged[-1].is_same == stretch.is_same:
            before = merged.pop()
            stretch = _Stretch(stretch.is_same, before.old + stretch.old, before.new + stretch.new)
        merged.append(stretch)
    return merged


def _join(groups: Sequence[list[str]]) -> str:
    return "".join(word for group in groups for word in group)


def _add(parts: list[DiffSegment], kind: Literal["same", "old", "new"], text: str) -> None:
    if text:
        parts.append(DiffSegment(kind, text))
