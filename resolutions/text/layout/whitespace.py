"""Normalization of white space: the only change that reading makes to the printed characters."""

import re

_WIDE = r"[^\x00-\x7f]"
# A run of blanks is tried from its first one only: trying it from each would be quadratic.
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})\s+|(?<!\s)\s+(?={_WIDE})")
_IN_NUMBER = re.compile(r"(?<=\d)\s+(?=\((?:\d{4}|[IVXLC]+)\))|(?<=\()\s+(?=\d)|(?<=\d)\s+(?=\))")
_RUN = re.compile(r"\s+")
_WORD = re.compile(r"[0-9A-Za-z]")
_ZERO_WIDTH = re.compile("[\u200b\ufeff\u00ad]")


def normalize_whitespace(text: str) -> str:
    """Remove blanks beside Chinese characters and inside numbers; leave one between Latin words.

    >>> normalize_whitespace("第 2475 (2019)号决议， 2020 年 12月 Inna  Modja 女士")
    '第2475(2019)号决议，2020年12月Inna Modja女士'

    """
    text = _BETWEEN_WIDE.sub("", _ZERO_WIDTH.sub("", text).strip())
    if " " in text or "\t" in text or "\xa0" in text:
        text = _IN_NUMBER.sub("", _RUN.sub(" ", text))
    return text


def join_printed_lines(lines: list[str]) -> str:
    """Join the printed lines of one paragraph and normalize its white space.

    >>> join_printed_lines(["第1261(1999)", "号决议", "Inna", "Modja"])
    '第1261(1999)号决议Inna Modja'

    """
    return normalize_whitespace(concatenate_lines(lines))


def concatenate_lines(lines: list[str], cuts_words: bool = False) -> str:
    """Put lines together; add a blank only between two Latin words or numbers.

    ``cuts_words`` is True for lines that were cut after a number of characters, also inside words: no blank is added.
    """
    joined = ""
    for line in lines:
        is_word = joined and line and _WORD.fullmatch(joined[-1]) and _WORD.fullmatch(line[0])
        joined += " " + line if is_word and not cuts_words else line
    return joined
