"""The language of what is drawn and listed: this package writes Chinese, and a page gives the words of its language."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from resolutions.text.han import HAN


@dataclass(frozen=True, slots=True)
class Wording:
    """A language: ``translate`` gives a Chinese name or sentence in it, ``title_of`` the name of a document.

    The others are its marks between words. With ``is_english`` names in English come before those in Chinese.
    """

    translate: Callable[[str], str] = str
    title_of: Callable[[Any], str] = attrgetter("title")
    list_mark: str = "、"
    comma: str = "，"
    colon: str = "："
    is_english: bool = False

    def lang_of(self, text: str) -> str:
        """Return ``zh-Hans`` for words of documents in an English page, otherwise ""."""
        return "zh-Hans" if self.is_english and HAN.search(text) else ""


CHINESE = Wording()
