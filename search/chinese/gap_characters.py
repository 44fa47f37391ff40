"""Characters that make up the gaps of a text: punctuation and blanks (see ``search.chinese.squeezing``)."""

import unicodedata

from search.chinese.folding import UNIT_SEPARATOR

SYMBOLS_THAT_COUNT = "%‰+=×÷$€£¥°"  # these say something by themselves
SENTENCE_ENDS = "。!?"
LETTERS, DIGITS, CHINESE_DIGITS = "abcdefghijklmnopqrstuvwxyz", "0123456789", "〇零一二三四五六七八九"
LETTER_JOINERS, CHINESE_DIGIT_JOINERS = "-'·", "·"  # a gap of these alone joins two letters or two Chinese digits
LAST_GAP_CODE = 0xFFFF  # characters beyond are no gaps


def is_gap_character(character: str) -> bool:
    """Return whether a folded character is punctuation or a blank.

    >>> [is_gap_character(c) for c in "、》- 第%"]
    [True, True, True, True, False, False]
    """
    if character == UNIT_SEPARATOR or character in SYMBOLS_THAT_COUNT or ord(character) > LAST_GAP_CODE:
        return False
    return unicodedata.category(character)[0] in "PZS"
