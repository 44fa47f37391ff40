"""Strings without their blanks, and the characters that two of them share at the beginning."""

from itertools import takewhile


def strip_blanks(text: str) -> str:
    """Return the text without white space.

    >>> strip_blanks("第 12\\u3000段\\n")
    '第12段'
    """
    return "".join(text.split())


def common_prefix_length(one: str, other: str) -> int:
    """Return the number of characters at the beginning that two strings share.

    >>> common_prefix_length("决定继续处理", "决定继续积极处理")
    4
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
