"""Brackets around the year or session of a number, in one form: ``1325[2000]`` and ``1325【2000】``."""

import re

from resolutions.text.numerals import CHINESE_NUMERALS

_WITHIN = rf"\s*(?:[\dIVXLC\-ES{CHINESE_NUMERALS}]\s*){{1,10}}年?\s*"
_BRACKETED = re.compile(
    rf"(?<=[\d{CHINESE_NUMERALS}A-Z甲-癸号])(?P<blanks>\s*)[\[【〖{{(](?P<within>{_WITHIN})[\]】〗}})]"
)
_ANY = re.compile(r"[\[【〖{]|[\]】〗}]")


def round_brackets(folded: str) -> str:
    """Replace other brackets around a year or session by round ones; the length is kept.

    >>> round_brackets("第1325[2000]号决议[3]、第1514【XV】号决议")
    '第1325(2000)号决议[3]、第1514(XV)号决议'

    """
    if not _ANY.search(folded):
        return folded
    return _BRACKETED.sub(lambda match: f"{match['blanks']}({match['within']})", folded)
