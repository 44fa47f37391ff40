"""Numbers of the cited paragraphs within the words of a citation, so that each can be a link of its own."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from resolutions.display.labels import format_label
from resolutions.display.printed_numbers import read_printed_number

_PART = r"(?:执行部分|執行部分|序言部分|附件|附錄|附录)?"
_FOLLOWING = re.compile(rf"[，,]?\s{{0,2}}的?{_PART}\s{{0,2}}第[\d\s()（）a-z、和及以與与至到\-—,，第段款分]{{1,80}}")


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
    end = len(words)
    for label in reversed(labels):
        match = _find_last(words, label, end)
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


def _find_last(words: str, label: str, end: int) -> tuple[int, int] | None:
    printed = read_printed_number(label).number or format_label(label)
    for form in (printed, printed.removeprefix("第"), printed.rstrip("章条")[1:], re.sub(r"^\d+(?=\()", "", printed)):
        matches = list(re.finditer(rf"(?<![\d(]){re.escape(form)}(?!\d)", words[:end])) if form else []
        if matches:
            return matches[-1].span()
    return None
