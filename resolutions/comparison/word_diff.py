"""Word-level diff of two versions of a paragraph; words come from the dictionary of the search.

Traditional and simplified characters are the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from resolutions.text.fold import fold_script
from search.chinese.dictionary import load_dictionary

_TOKEN = re.compile(r"[\u4e00-\u9fff]+|\d+(?:\(\d{4}\))?|[A-Za-z]+|\s+|.", re.DOTALL)
_SHORT = 1  # characters; an unchanged range this short between two changes is part of them


@dataclass(frozen=True, slots=True)
class DiffSegment:
    """Segment of a text: in both (``same``), only in the old (``old``) or only in the new text (``new``)."""

    kind: Literal["same", "old", "new"]
    text: str


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
    before, after = split_words(old), split_words(new)
    left: list[DiffSegment] = []
    right: list[DiffSegment] = []
    for is_same, (a, b, c, d) in _merged(before, after):
        _add(left, "same" if is_same else "old", before[a:b])
        _add(right, "same" if is_same else "new", after[c:d])
    return left, right


def diff_words_inline(old: str, new: str) -> list[DiffSegment]:
    """Return one list of segments; words of the old text precede those that replace them.

    >>> [(part.kind, part.text) for part in diff_words_inline("请秘书长报告", "请秘书处报告")]
    [('same', '请'), ('old', '秘书长'), ('new', '秘书处'), ('same', '报告')]

    """
    before, after = split_words(old), split_words(new)
    parts: list[DiffSegment] = []
    for is_same, (a, b, c, d) in _merged(before, after):
        _add(parts, "same" if is_same else "old", before[a:b])
        if not is_same:
            _add(parts, "new", after[c:d])
    return parts


def _merged(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, tuple[int, int, int, int]]]:
    """Return alternating same and different ranges (old start, old end, new start, new end).

    A single character that is the same between two changes is merged into them.
    """
    codes = SequenceMatcher(None, [*map(fold_script, before)], [*map(fold_script, after)], autojunk=False).get_opcodes()
    stretches: list[tuple[bool, tuple[int, int, int, int]]] = []
    for number, (tag, a, b, c, d) in enumerate(codes):
        is_island = 0 < number < len(codes) - 1 and len("".join(before[a:b])) <= _SHORT
        is_same = tag == "equal" and not is_island
        if stretches and stretches[-1][0] == is_same:
            first = stretches.pop()[1]
            a, c = first[0], first[2]
        stretches.append((is_same, (a, b, c, d)))
    return stretches


def _add(parts: list[DiffSegment], kind: Literal["same", "old", "new"], words: Sequence[str]) -> None:
    if words:
        parts.append(DiffSegment(kind, "".join(words)))
