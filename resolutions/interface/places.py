"""Places in documents as a reader of the interface sees them: ``resolutions.display.labels`` in its language.

References to copy, exports and records keep the Chinese words of ``resolutions.display.labels``.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import gettext

from resolutions.display import labels
from resolutions.display.english_places import to_english_place
from resolutions.interface.languages import ENGLISH, SIMPLIFIED, current_language, is_english

# The characters of the words of places that traditional Chinese writes differently.
_TRADITIONAL = str.maketrans("录脚注条项标题", "錄腳註條項標題")


def place_in_language(place: str) -> str:
    """Return a place that was written in Chinese, as ``第12段``, in the language of the interface.

    Other words, such as the first ones of a paragraph, stay as they are.
    """
    language = current_language()
    return place if language == SIMPLIFIED else translate_place(language, place)


@lru_cache(maxsize=20_000)
def translate_place(language: str, place: str) -> str:
    """Return a place that was written in Chinese in ``language``, English or traditional Chinese."""
    english = to_english_place(place)
    return english if language == ENGLISH or english == place else place.translate(_TRADITIONAL)


def format_label(label: str) -> str:
    """Return the number of a paragraph, "" for a label without one."""
    return place_in_language(labels.format_label(label))


def format_labels(given: Iterable[str]) -> str:
    """Return the numbers of several paragraphs."""
    return place_in_language(labels.format_labels(given))


def format_place(label: str, kind: str) -> str:
    """Return the number of a paragraph, without one the name of its part."""
    return place_in_language(labels.format_place(label, kind))


def format_place_or_words(label: str, text: str) -> str:
    """Return the number of a paragraph, without one its first words in quotes."""
    return place_in_language(labels.format_place_or_words(label, text))


def format_cited_place(label: str) -> str:
    """Return the number of a cited paragraph, for a label without one that it is another paragraph."""
    return place_in_language(labels.format_cited_place(label))


def format_address(label: str) -> str:
    """Return the number of a paragraph, without one its address: for editors, who correct by it."""
    return format_label(label) or gettext("段落地址 {label}").format(label=label)


def format_margin_number(label: str) -> str:
    """Return the short number beside a paragraph that prints none: 序3, 表1, ¶; in English PP3, T1, ¶."""
    number = labels.format_margin_number(label)
    return number.replace("序", "PP").replace("表", "T") if is_english() else number
