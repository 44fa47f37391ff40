"""Sentence around a citation."""

from collections.abc import Iterable, Sequence
from typing import Any

_ENDS = "。；！？\n"
_CLOSING = "”’』」）)"


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the sentence that contains ``text[start:end]``.

    A sentence ends with 。；！？ or a line end and any closing marks behind it. A paragraph of a resolution is
    usually one sentence.

    >>> text = "甲。回顾第1号决议；乙。"
    >>> text[slice(*find_sentence(text, 4, 9))]
    '回顾第1号决议；'

    """
    first = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    while first < start and (text[first] in _CLOSING or text[first].isspace()):
        first += 1
    ends = [found for mark in _ENDS if (found := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    while last < len(text) and text[last] in _CLOSING:
        last += 1
    return first, last


def skip_footnote_marks(text: str, start: int, marks: Iterable[Sequence[Any]]) -> int:
    """Return the start of a sentence behind footnote marks, which belong to the sentence before.

    >>> skip_footnote_marks("甲。905 乙。", 2, [(2, 5, "fn905")])
    6

    """
    for first, last, *_ in sorted(marks, key=lambda mark: mark[0]):
        if first == start:
            start = last + len(text[last:]) - len(text[last:].lstrip())
    return start


def find_sentence_before_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the sentence with a footnote mark at ``text[start:end]``.

    >>> text = "甲。乙通过了决议。905 丙。"
    >>> text[slice(*find_sentence_before_mark(text, 9, 12))]
    '乙通过了决议。'

    """
    last = start
    while last > 0 and (text[last - 1].isspace() or text[last - 1] in _CLOSING):
        last -= 1
    if last > 1 and text[last - 1] in _ENDS:
        return find_sentence(text, last - 2, last - 1)[0], start
    return find_sentence(text, start, end)
