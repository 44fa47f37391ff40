"""The language of what is drawn and listed: this package writes Chinese, and a page gives the words of its language."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A language: ``translate`` gives a Chinese name or sentence in it; the others are its marks between words.

    With ``is_english`` names in English come before those in Chinese.
    """

    translate: Callable[[str], str] = str
    list_mark: str = "、"
    comma: str = "，"
    colon: str = "："
    is_english: bool = False


CHINESE = Wording()
