"""Numbers of the cited paragraphs within the words of a citation, so that each can be a link of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from resolutions.display.labels import format_label
from resolutions.display.printed_numbers import read_printed_number
from resolutions.text.numerals import CHINESE_NUMERALS

_PART = r"(?:执行部分|執行部分|序言部分|附件|附錄|附录)?"
_FOLLOWING = re.compile(rf"[，,]?\s{{0,2}}的?{_PART}\s{{0,2}}第[\d\s()（）a-z、和及以與与至到\-—,，第段款分]{{1,80}}")

_TOKEN = re.compile(rf"\d+|[a-z]+|[{CHINESE_NUMERALS}]+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^\d+(?=\()")
_NUMBER_BEFORE = re.compile(r"[\d(]\(")
_DIGIT, _DIGIT_OR_BRACKET = re.compile(r"\d"), re.compile(r"[\d(]")


class CitedNumber(NamedTuple):
    """The printed number of the paragraph ``label`` in characters ``start`` to ``end`` (exclusive)."""

    label: str
    start: int
    end: int


def find_cited_numbers(words: str, labels: Sequence[str]) -> list[CitedNumber]:
    """Find the numbers of ``labels`` in ``words``, in the order of ``labels``; empty unless there are two.

    The paragraphs of a range that are not printed are left out. The search goes from the end, because the number of
    the document stands before those of its paragraphs.

    >>> [number.label for number in find_cited_numbers("第12(2020)号决议，第12和14段", ["12", "14"])]
    ['12', '14']
    >>> find_cited_numbers("第2553(2020)号决议，第12至14段", ["12", "13", "14"])[1]
    CitedNumber(label='14', start=19, end=21)
    """
    found: list[CitedNumber] = []
    tokens, end = _Tokens(words), len(words)
    for label in reversed(labels):
        match = tokens.find_last(label, end)
        if match:
            found.append(CitedNumber(label, *match))
            end = match[0]
    return found[::-1] if len(found) > 1 else []


def find_following_numbers(text: str, end: int, labels: Sequence[str]) -> list[CitedNumber]:
    """Find the numbers of several cited paragraphs behind the citation that ends at ``end``; offsets are in ``text``.

    >>> [number.label for number in find_following_numbers("954 同上，第12和14段。", 6, ["12", "14"])]
    ['12', '14']
    """
    match = _FOLLOWING.match(text, end) if len(labels) > 1 else None
    found = find_cited_numbers(match[0], labels) if match else []
    return [CitedNumber(number.label, number.start + end, number.end + end) for number in found]


class _Tokens:
    """The numbers, numerals and letters of some words; each is found by itself, without a scan for each label."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.starts: dict[str, list[int]] = {}
        for match in _TOKEN.finditer(words):
            before = words[max(match.start() - 2, 0) : match.start()]
            if not _NUMBER_BEFORE.fullmatch(before):  # 12(a) is found by its number
                self.starts.setdefault(match[0], []).append(match.start())

    def find_last(self, label: str, end: int) -> tuple[int, int] | None:
        """Return the last place before ``end`` where the number of ``label`` is printed."""
        printed = read_printed_number(label).number or format_label(label)
        for form in (printed, printed.removeprefix("第"), printed.rstrip("章条")[1:], _IN_BRACKETS.sub("", printed)):
            token = _TOKEN.search(form)
            places = self.starts.get(token[0], []) if token else []
            for number in range(bisect_left(places, end) - 1, -1, -1):
                start = places[number] - (token.start() if token else 0)
                if self._stands_at(form, start, end):
                    return start, start + len(form)
        return None

    def _stands_at(self, form: str, start: int, end: int) -> bool:
        behind = start + len(form)
        if start < 0 or behind > end or not self.words.startswith(form, start):
            return False
        is_part = _DIGIT_OR_BRACKET.match(self.words, start - 1) if start else None
        return not is_part and not _DIGIT.match(self.words, behind, end)
