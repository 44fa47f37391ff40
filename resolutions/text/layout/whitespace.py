"""Normalization of white space: the only change that reading makes to the printed characters."""

import re
from collections.abc import Collection, Iterable

_WIDE = r"[^\x00-\x7f]"
# A run of blanks is tried from its first one only: trying it from each would be quadratic.
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})\s+|(?<!\s)\s+(?={_WIDE})")
_IN_NUMBER = re.compile(r"(?<=\d)\s+(?=\((?:\d{4}|[IVXLC]+)\))|(?<=\()\s+(?=\d)|(?<=\d)\s+(?=\))")
_RUN = re.compile(r"\s+")
_WORD = re.compile(r"[0-9A-Za-z]")
_ZERO_WIDTH = ("\u200b", "\ufeff", "\u00ad")
# Chinese characters and marks, in one of which every Chinese paragraph is soon found.
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_OPEN_END = re.compile(r"[-/(\[“‘«–—]$")  # a line of another language that goes on without a blank
_CUT_WORD = re.compile(r"(?<![\w/.\-])([A-Za-z]{2,})-$")
_LATIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_REST_OF_WORD = re.compile(r"[a-z]{2,}")
# First parts of words that are written with a hyphen, where none other is at the end of a printed line.
_HYPHENED = frozenset(
    (
        *(
            "anti",
            "audio",
            "non",
            "one",
            "self",
            "well",
            "long",
            "short",
            "full",
            "high",
            "low",
            "multi",
            "counter",
            "cross",
            "whole",
        ),
        *("half", "ill", "mid", "near", "off", "two", "three", "four", "five", "six", "ten", "post", "peace", "troop"),
        *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        *("gender", "state", "vice", "semi", "large", "small", "follow", "decision", "policy", "conflict"),
    )
)
_ENDINGS = frozenset(("ed", "er", "ers", "est", "ing", "ly", "ness"))  # no words: high-est was cut by print
_LONGEST_WORD = 32  # characters
_CLOSING = re.compile(r"[)\]”’»,.;:!?]")


def normalize_whitespace(text: str) -> str:
    """Remove blanks beside Chinese characters and inside numbers; leave one between Latin words.

    >>> normalize_whitespace("第 2475 (2019)号决议， 2020 年 12月 Inna  Modja 女士")
    '第2475(2019)号决议，2020年12月Inna Modja女士'
    >>> normalize_whitespace("the  ‘Vessels’ and Évian")
    'the ‘Vessels’ and Évian'

    A text without Chinese characters keeps one blank wherever it has any.
    """
    for sign in _ZERO_WIDTH:
        text = text.replace(sign, "")
    text = text.strip()
    if len(text.split(None, 1)) < 2:  # no blank inside, which is told faster than by patterns
        return text
    if not _CHINESE.search(text):
        return _RUN.sub(" ", text)
    text = _BETWEEN_WIDE.sub("", text)
    if " " in text or "\t" in text or "\xa0" in text:
        text = _IN_NUMBER.sub("", _RUN.sub(" ", text))
    return text


def join_printed_lines(lines: list[str]) -> str:
    """Join the printed lines of one paragraph and normalize its white space.

    >>> join_printed_lines(["第1261(1999)", "号决议", "Inna", "Modja"])
    '第1261(1999)号决议Inna Modja'

    """
    return normalize_whitespace(concatenate_lines(lines))


def concatenate_lines(lines: list[str], cuts_words: bool = False, words: Collection[str] = ()) -> str:
    """Put lines together; add a blank only between two Latin words or numbers.

    Lines without Chinese characters are joined by a blank, unless a hyphen, slash or bracket at the break shows that
    none belongs there. A hyphen that print put into a word is removed; ``words`` are those of the text.
    ``cuts_words`` is True for lines that were cut after a number of characters, also inside words: no blank is added.
    """
    if len(lines) == 1:
        return lines[0]
    joined = ""
    if not cuts_words and not any(map(_CHINESE.search, lines)):
        for line in lines:
            if _cuts_word(joined, line, words):
                joined = joined[:-1] + line
            else:
                joined += line if not joined or _OPEN_END.search(joined) or _CLOSING.match(line) else f" {line}"
        return joined
    for line in lines:
        is_word = joined and line and _WORD.fullmatch(joined[-1]) and _WORD.fullmatch(line[0])
        joined += " " + line if is_word and not cuts_words else line
    return joined


def _cuts_word(joined: str, line: str, words: Collection[str] = ()) -> bool:
    """Return True if the hyphen that ends ``joined`` belongs to print and not to the word.

    >>> _cuts_word("the imple-", "mentation of"), _cuts_word("the non-", "proliferation"), _cuts_word("Al-", "Shabaab")
    (True, False, False)
    >>> _cuts_word("of the high-", "est quality"), _cuts_word("a one-", "off disposal"), _cuts_word("high-", "level")
    (True, False, False)

    ``words`` are those of the text: one that stands whole elsewhere, with or without the hyphen, decides.
    """
    cut = _CUT_WORD.search(joined, max(0, len(joined) - _LONGEST_WORD)) if joined.endswith("-") else None
    rest = _REST_OF_WORD.match(line)
    if not cut or not rest:
        return False
    first, last = cut[1].lower(), rest[0]
    if f"{first}{last}" in words or last in _ENDINGS:
        return True
    return f"{first}-{last}" not in words and first not in _HYPHENED


def read_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of lines in lower case, also those with hyphens, without the first and last of each line.

    Empty when no line ends with a hyphen: then nobody needs them.
    """
    texts = list(lines)
    if not any(text.endswith("-") for text in texts):
        return frozenset()
    return frozenset(word for text in texts for word in _LATIN_WORD.findall(text.lower())[1:-1])
