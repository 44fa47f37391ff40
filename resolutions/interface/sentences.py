"""Chinese sentences of packages without Django, and of records in the database, in the language of the interface.

Such a package writes ``f"共{count}段没有编号"``, and a job or a line of the audit log keeps the sentence for good. Its
pattern ``共{count}段没有编号`` is a message of the catalogue ``sentences``; a page passes the finished sentence
through ``translate_sentence``, which finds the pattern and moves the values into the pattern of the other language.
"""

import gettext
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import to_locale

from resolutions.interface.languages import SIMPLIFIED, current_language
from resolutions.interface.places import translate_place

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "sentences"
_PLACE = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MAX_LENGTH = 2_000  # characters; a longer text is no sentence of the portal
_MAX_DEPTH = 3  # sentences within the values of sentences


class _Pattern(NamedTuple):
    expression: re.Pattern[str]
    translated: str
    literal_length: int  # characters outside the places; the most specific pattern is tried first


class _Catalogue(NamedTuple):
    whole: dict[str, str]
    patterns: list[_Pattern]


def translate_sentence(text: str) -> str:
    """Return ``text`` in the language of the interface; unchanged when no message of the catalogue fits it.

    Values that are sentences or places, as 第12段, are translated too; other values, such as words of a document, stay.
    """
    language = current_language()
    if language == SIMPLIFIED or len(text) > _MAX_LENGTH or not _HAN.search(text):
        return text
    return _translate(language, text, _MAX_DEPTH)


@lru_cache(maxsize=4_000)
def _translate(language: str, text: str, depth: int) -> str:
    catalogue = _load_catalogue(language)
    if whole := catalogue.whole.get(text):
        return whole
    if depth:
        for pattern in catalogue.patterns:
            if found := pattern.expression.fullmatch(text):
                values = {name: _translate(language, value, depth - 1) for name, value in found.groupdict().items()}
                return _PLACE.sub(lambda place: values.get(place[1], place[0]), pattern.translated)
    return text if depth == _MAX_DEPTH else translate_place(language, text)  # as 第12段 within a sentence


@cache
def _load_catalogue(language: str) -> _Catalogue:
    path = LOCALE_FOLDER / to_locale(language) / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as file:
            messages: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    except FileNotFoundError:  # not built; the system check of the portal says so
        return _Catalogue({}, [])
    whole = {message: translated for message, translated in messages.items() if not _PLACE.search(message)}
    patterns = [_compile(message, messages[message]) for message in messages if _PLACE.search(message)]
    return _Catalogue(whole, sorted(patterns, key=lambda pattern: -pattern.literal_length))


def _compile(message: str, translated: str) -> _Pattern:
    expression, seen = "", set()
    pieces = _PLACE.split(message)  # literal, name, literal, name, …, literal
    for literal, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        expression += re.escape(literal)
        if name:
            expression += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return _Pattern(re.compile(expression, re.DOTALL), translated, len("".join(pieces[::2])))
