"""Names of documents in the language of the interface."""

from typing import Protocol

from django.utils.translation import gettext, gettext_lazy

from resolutions.display.english_titles import build_english_title
from resolutions.interface.languages import is_english
from resolutions.interface.names import in_script
from resolutions.text.han import HAN

# Titles of documents without a symbol that readers may not see (``resolutions.models.visibility``).
_HIDDEN_TITLES = {"已撤回的文件": gettext_lazy("已撤回的文件"), "未发布的文件": gettext_lazy("未发布的文件")}
_UNKNOWN_KIND = "文件 "  # before the symbol, in a title that was made from a symbol without a kind


class Titled(Protocol):
    """A document, or the columns of one that a link needs."""

    @property
    def symbol(self) -> str:
        """The official symbol, "" without one."""

    @property
    def title(self) -> str:
        """The Chinese title."""


def title_in_language(document: Titled) -> str:
    """Return the name of a document: in English the one that its symbol gives, otherwise the Chinese title.

    The title is in the characters of the interface.
    """
    if not is_english():
        return in_script(document.title)
    if english := build_english_title(document.symbol):
        return english
    if document.symbol and document.title == _UNKNOWN_KIND + document.symbol:
        return gettext("文件 {symbol}").format(symbol=document.symbol)
    return str(_HIDDEN_TITLES.get(document.title, document.title))


def has_chinese_words(text: object) -> bool:
    """Report if words of a document stand in an interface of another language: they need ``lang``."""
    return is_english() and bool(HAN.search(str(text)))
