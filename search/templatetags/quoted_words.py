"""Chinese words in English sentences: what a reader typed, and examples of queries."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template.loader import get_template

from resolutions.interface.languages import is_english
from resolutions.text.han import HAN

register = template.Library()
_SIGNS = r'\s“”"，,；;'
_CHINESE = re.compile(rf"[^{_SIGNS}]*{HAN.pattern}(?:[^{_SIGNS}]*[^{_SIGNS}:.?!])?")


class Run(NamedTuple):
    """A stretch of a sentence."""

    text: str
    is_chinese: bool


@register.filter
def mark_quoted(sentence: Any) -> Any:
    """Render a sentence of an English page with an element around each Chinese word; any other as it is."""
    if not is_english():
        return sentence
    text = str(sentence)
    return _render(text) if HAN.search(text) else sentence


@lru_cache(maxsize=500)  # the help has the same hundred sentences at each request
def _render(text: str) -> Any:
    return get_template("search/quoted_words.html").render({"runs": split_runs(text)})


def split_runs(text: str) -> Iterator[Run]:
    """Cut a sentence around its Chinese words; the runs joined give the sentence.

    >>> [run.text for run in split_runs("Write 年份:2014 or “妇女 NEAR/5 和平”.") if run.is_chinese]
    ['年份:2014', '妇女', '和平']
    """
    at = 0
    for found in _CHINESE.finditer(text):
        yield Run(text[at : found.start()], False)
        yield Run(found[0], True)
        at = found.end()
    yield Run(text[at:], False)
