"""Width of printed text in columns: a Chinese character takes two, a Latin letter or digit one."""

import re
import unicodedata

_WORD = re.compile(r"[“「『《（(〈]{0,4}(?:[0-9A-Za-z/.\-]{1,80}|.)[，。、；：！？,;:!?.”」』》）)〉’]{0,8}")
_TAB = 4


def count_columns(text: str) -> int:
    """Return the columns of ``text``.

    >>> count_columns("第1325号")
    8

    Characters outside ASCII count two; the few narrow ones among them (é, ö) do not matter to a line's width.
    """
    if text.isascii():
        return len(text)
    size = len(text.encode("utf-8", "surrogatepass"))  # one byte for a character of ASCII, three for a Chinese one
    return len(text) + (size - len(text)) // 2


def count_leading_columns(blanks: str) -> int:
    """Return the columns of white space; a tab counts four, a wide blank two."""
    return sum(_TAB if blank == "\t" else 2 if unicodedata.east_asian_width(blank) in "WF" else 1 for blank in blanks)


def count_first_word(text: str) -> int:
    """Return the columns that ``text`` needs at the end of a line before it can be broken.

    >>> [count_first_word(text) for text in ("决议", "1325(2000)号", "(2000)、", "议，")]
    [2, 4, 8, 4]

    A Latin word or number is not broken, and a bracket or mark stays with the character that it belongs to.
    """
    word = _WORD.match(text)
    return count_columns(word[0] if word else text[:1])
