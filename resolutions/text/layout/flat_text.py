"""Texts that lost all their line ends: one line with blanks, or nothing, where paragraphs ended."""

import re
from collections.abc import Iterator

from resolutions.text.layout.line_words import Start, read_line_words
from resolutions.text.numerals import HEAVENLY_STEMS

_SHORTEST = 150  # characters
_FEWEST_BREAKS = 2
_SEEN = 24  # characters of a paragraph that say how it begins
_WIDE = r"[^\x00-\x7f]"
_NUMBERED = rf"\d{{1,3}}[.．、]\s?{_WIDE}|\((?:[a-z]{{1,2}}|[{HEAVENLY_STEMS}])\)"
_BLANK_BEHIND_MARK = re.compile(
    rf"(?<=[,;。:：；，”」])\s+(?={_WIDE}|{_NUMBERED}|-|\d{{1,2}} {_WIDE})|(?<={_WIDE})\s+(?={_NUMBERED})"
)
_GLUED_NUMBER = re.compile(rf"(?<=[;。；，,])(?=\d{{1,3}}[.．、]\s?{_WIDE})")
_BLANK_IN_HEADING = re.compile(rf"(?<=[^\x00-\x7f第])\s+(?={_WIDE}|\d{{4}}年)|(?<=[)）])\s+(?={_WIDE})")
_OPENING = re.compile(r"(?<!\S)(?:联合国|聯合國)?(?:安全理事[会會]|安理[会會]|大[会會])[,，:：]?(\s+)")
_COMMA = re.compile(r"[,，](?!\s)")
_BEGINNINGS = {
    Start.VERB,
    Start.CAPITAL_VERB,
    Start.NUMBER,
    Start.LETTER,
    Start.BULLET,
    Start.ORGAN,
    Start.QUOTE,
    Start.OPENING,
}
_FEW = 0.5


def split_flat_text(text: str) -> list[str]:
    """Split a text without line ends where its paragraphs end; other lines stay whole.

    >>> split_flat_text("大会， 回顾其决议， 重申其决定， 1. 请秘书长报告； 2. 决定继续处理此案。" + "无" * 120)[1:3]
    ['回顾其决议，', '重申其决定，']
    """
    if len(text) < _SHORTEST:
        return [text]
    opening = next((match for match in _OPENING.finditer(text) if _begins_paragraph(text, match.end())), None)
    breaks = list(_find_breaks(text))
    if opening:
        breaks += [match.span() for match in _BLANK_IN_HEADING.finditer(text, 0, opening.start() + 1)]
        breaks.append(opening.span(1))
    return list(_cut(text, sorted(set(breaks)))) if opening or len(breaks) >= _FEWEST_BREAKS else [text]


def _find_breaks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of blanks between paragraphs, and the empty ranges before numbers that run on.

    Where most commas inside sentences are followed by a blank too, only blanks before an opening word count.
    """
    blanks = [match.span() for match in _BLANK_BEHIND_MARK.finditer(text)]
    beginning = [span for span in blanks if _begins_paragraph(text, span[1])]
    if len(beginning) >= _FEW * len(blanks):
        yield from blanks if len(blanks) - len(beginning) <= len(_COMMA.findall(text)) else beginning
    number = 0
    for match in _GLUED_NUMBER.finditer(text):
        words = read_line_words(text[match.start() : match.start() + _SEEN])
        if words.number in (1, number + 1):
            number = words.number
            yield match.span()


def _begins_paragraph(text: str, start: int) -> bool:
    return read_line_words(text[start : start + _SEEN]).start in _BEGINNINGS


def _cut(text: str, breaks: list[tuple[int, int]]) -> Iterator[str]:
    start = 0
    for at, end in breaks:
        if text[start:at].strip():
            yield text[start:at]
        start = end
    yield text[start:]
