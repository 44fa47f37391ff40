"""Chinese sentences of packages without Django, and of records in the database, in the language of the interface.

Such a package writes ``f"共{count}段没有编号"``, and a job or a line of the audit log keeps the sentence for good. Its
pattern ``共{count}段没有编号`` is a message of the catalogue ``sentences``; a page passes the finished sentence
through ``translate_sentence``, which finds the pattern and moves the values into the pattern of the other language.

A value is translated itself: it may be a sentence, a label or a list. It stays as it is where it stands in quotation
marks, and where the place says so. Places of a message, and what they hold:

- ``{name}``: anything; ``{name:kept}``: anything, which stays as it is (names of files, words of people)
- ``{name:clause}``: anything within one sentence; so do a ``{name}`` and a ``{name:kept}`` that begin the message
- ``{name:number}``: 12, 2,000, 3.5; ``{name:numbers}``: 3、5、8; ``{name:numeral}``: a number in Chinese characters
- ``{name:ascii}``: a symbol, an address, a number; ``{name:label}``: the number of a paragraph; ``{name:clock}``

Places of a translation: ``{name}``; ``{name|line|lines}``, the first word for one thing (a number is 1; ``numbers``
or a ``label`` name one), the second for several; ``{name:arabic}`` and ``{name:roman}`` write a numeral so,
``{name:month}`` a number from 1 to 12 as the month; ``{name:lower}`` is for labels, which begin with a capital letter
where they stand alone.
"""

import gettext
import re
from calendar import month_name
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from django.utils.translation import to_locale

from resolutions.interface.catalogue_files import compiled_path
from resolutions.interface.languages import SIMPLIFIED, current_language, is_english
from resolutions.text.han import HAN
from resolutions.text.numerals import parse_chinese_number, to_roman

DOMAIN = "sentences"
_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_PLACE_OF_TRANSLATION = re.compile(r"\{(\w+)(?::(\w+)|\|([^{}|]*)\|([^{}|]*))?\}")
# A place fits as little as can be, and once the words behind it are found they are not sought again: the time is
# linear in the length of the sentence, whatever it holds.
_FITTING = {
    "": ".+?",
    "kept": ".+?",
    "clause": "[^。]+?",
    "number": r"\d[\d,.]*%?",
    "numbers": r"\d+(?:、\d+)*",
    "numeral": "[〇零一二三四五六七八九十百千]+",
    "ascii": "[!-~]+?",
    "label": r"(?:[0-9A-Za-z().、至-]|之[二三四五])+?",
    "clock": r"\d\d:\d\d:\d\d",
}
_NAMING = ("numbers", "label")  # they name things by number; a number counts them
_QUOTED = re.compile(r"[“‘《「]…?$")  # before a place: the value is no sentence of the portal
_CAPITAL = re.compile(r"(?:^|(?<=, ))[A-Z](?=[a-z]+\b(?! [A-Z]))")
_OPENING, _CLOSING = "“‘《「（", "”’》」）"
_LIST_SIGNS = "；，、"  # a list of lists is parted at the first of them
_MAX_LENGTH = 2_000  # characters of a line; a longer one is no sentence of the portal
_MAX_LINES_LENGTH = 200_000  # characters of a text of several lines, such as the log of a job
_MAX_DEPTH = 6  # sentences within the values of sentences
_MAX_PARTS = 40  # of a list, and sentences in a row
_MAX_JOINED = 8  # parts that are one message together


class _Pattern(NamedTuple):
    expression: re.Pattern[str]
    start: str  # words before the first place
    end: str  # words behind the last place
    kinds: dict[str, str]  # of the places, by name
    translated: str
    literal_length: int  # characters outside the places; the most specific pattern is tried first


class _Catalogue(NamedTuple):
    whole: dict[str, str]
    patterns: dict[str, list[_Pattern]]  # by the first character of a sentence; "" for any


def translate_sentence(text: str) -> str:
    """Return ``text`` in the language of the interface; unchanged when no message of the catalogue fits it.

    Values that are sentences themselves are translated too; words of a document stay. Several sentences in a row, and
    the lines of a text, are translated one by one.
    """
    language = current_language()
    if not text:
        return ""
    text = str(text)
    if language == SIMPLIFIED or not HAN.search(text):
        return text
    if "\n" not in text:
        return _translate_line(language, text)
    if len(text) > _MAX_LINES_LENGTH:
        return text
    return "\n".join(_translate_line(language, line) for line in text.split("\n"))


def translate_sentences(sentences: Iterable[str]) -> str:
    """Return Chinese sentences as one text in the language of the interface; English has a blank between them."""
    return (" " if is_english() else "").join(map(translate_sentence, sentences))


def _translate_line(language: str, line: str) -> str:
    return line if len(line) > _MAX_LENGTH else _translate(language, line, _MAX_DEPTH)


@lru_cache(maxsize=4_000)
def _translate(language: str, text: str, depth: int) -> str:
    catalogue = _load_catalogue(language)
    if not HAN.search(text):
        return _join(catalogue, text.split("、"), "、")
    if not depth:
        return text
    return (
        _translate_one(catalogue, language, text, depth)
        or _translate_row(catalogue, language, text, depth)
        or _translate_list(catalogue, language, text, depth)
        or text
    )


def _translate_one(catalogue: _Catalogue, language: str, text: str, depth: int) -> str:
    """Return the translation of a text that is one message; "" for any other."""
    if whole := catalogue.whole.get(text):
        return whole
    for pattern in catalogue.patterns.get(text[:1], catalogue.patterns[""]):
        if not (text.startswith(pattern.start) and text.endswith(pattern.end)):
            continue
        if found := pattern.expression.fullmatch(text):
            values = found.groupdict()
            shown = {
                name: value if pattern.kinds[name] == "kept" else _translate(language, value, depth - 1)
                for name, value in values.items()
            }
            return _PLACE_OF_TRANSLATION.sub(partial(_fill, values, shown, pattern.kinds), pattern.translated)
    return ""


def _fill(values: dict[str, str], shown: dict[str, str], kinds: dict[str, str], place: re.Match[str]) -> str:
    name, form, one, many = place.groups()
    if name not in values:
        return place[0]
    value = values[name]
    if one is not None:
        return one if (not re.search("[、至]", value) if kinds[name] in _NAMING else value == "1") else many
    if form in ("arabic", "roman"):
        number = parse_chinese_number(value) or 0
        return (str(number) if form == "arabic" else to_roman(number)) if number else value
    if form == "month" and value.isdecimal() and 1 <= int(value) <= 12:
        return month_name[int(value)]
    return _CAPITAL.sub(lambda letter: letter[0].lower(), shown[name]) if form == "lower" else shown[name]


def _translate_row(catalogue: _Catalogue, language: str, text: str, depth: int) -> str:
    """Translate sentences in a row, as many at once as are one message; "" for a text that is no row."""
    parts = list(_split(text, "。", keeps_sign=True))
    if not 1 < len(parts) <= _MAX_PARTS:
        return ""
    # From the end: the fewest sentences that stay as they are, then the fewest that are one message together.
    best: list[tuple[int, list[str]]] = [(0, [])]
    for at in range(len(parts) - 1, -1, -1):
        left, translated = best[-1]
        found = (left + 1, [parts[at], *translated])
        for end in range(at + 1, min(len(parts), at + _MAX_JOINED) + 1):
            left, translated = best[len(parts) - end]
            sentence = _translate_one(catalogue, language, "".join(parts[at:end]), depth - 1)
            if sentence and left < found[0]:
                found = (left, [sentence, *translated])
        best.append(found)
    translated = best[-1][1]
    return _join(catalogue, translated, "。") if translated != parts else ""


def _translate_list(catalogue: _Catalogue, language: str, text: str, depth: int) -> str:
    """Translate a list; "" for a text that is none, or one with a part that cannot be translated.

    The sign may stand within a part too: 第12、14段、附件第4段 has two parts.
    """
    for sign in _LIST_SIGNS:
        parts = list(_split(text, sign))
        translated, at = [], 0
        while 1 < len(parts) <= _MAX_PARTS and at < len(parts):
            for end in range(at + 1, min(len(parts), at + _MAX_JOINED) + 1):
                part = sign.join(parts[at:end])
                is_single = end == at + 1
                shown = _translate(language, part, depth - 1) if is_single else ""
                shown = shown or _translate_one(catalogue, language, part, depth - 1) or part
                if shown != part or not HAN.search(part):
                    break
            else:
                break
            translated.append(shown)
            at = end
        if translated and at == len(parts):
            return _join(catalogue, translated, sign)
    return ""


def _join(catalogue: _Catalogue, parts: list[str], sign: str) -> str:
    """Join with the sign of the language; sentences have their own end, so that a blank or nothing is between them."""
    return catalogue.whole.get(f"{sign}…", "" if sign == "。" else sign).removesuffix("…").join(parts)


def _split(text: str, sign: str, *, keeps_sign: bool = False) -> Iterator[str]:
    """Yield the parts between signs that are neither quoted nor in brackets."""
    start = level = 0
    for at, character in enumerate(text):
        level += (character in _OPENING) - (character in _CLOSING)
        if character == sign and level <= 0:
            if part := text[start : at + keeps_sign]:
                yield part
            start = at + 1
    if start < len(text):
        yield text[start:]


@cache
def _load_catalogue(language: str) -> _Catalogue:
    path = compiled_path(to_locale(language), DOMAIN)
    try:
        with path.open("rb") as file:
            messages: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    except FileNotFoundError:  # not built; the system check of the portal says so
        return _Catalogue({}, {"": []})
    whole = {message: translated for message, translated in messages.items() if not _PLACE.search(message)}
    patterns = [_compile(message, messages[message]) for message in messages if _PLACE.search(message)]
    patterns.sort(key=lambda pattern: (-pattern.literal_length, list(pattern.kinds.values()).count("")))
    starts = {pattern.start[:1] for pattern in patterns} | {""}
    return _Catalogue(whole, {start: [one for one in patterns if one.start[:1] in ("", start)] for start in starts})


def _compile(message: str, translated: str) -> _Pattern:
    """Return the pattern of a message; each place and the words behind it are one atomic group."""
    pieces = _PLACE.split(message)
    words, names = pieces[::3], pieces[1::3]
    expression = re.escape(words[0])
    kinds: dict[str, str] = {}
    for at, (name, kind, behind) in enumerate(zip(names, pieces[2::3], words[1:], strict=True), 1):
        kinds.setdefault(name, "kept" if _QUOTED.search(words[at - 1]) else kind or "")
        fitting = _FITTING["clause" if at == 1 and not words[0] and kind in (None, "kept") else kind or ""]
        place = f"(?P={name})" if name in names[: at - 1] else f"(?P<{name}>{fitting})"
        group = place + re.escape(behind)
        expression += group if at == len(names) else f"(?>{group})"
    length = sum(map(len, words))
    return _Pattern(re.compile(expression, re.DOTALL), words[0], words[-1], kinds, translated, length)
