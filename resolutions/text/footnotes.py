"""Footnote marks in the prose, linked to the notes with the same number."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from resolutions.text.note_signs import SIGN, read_sign
from resolutions.text.parsed import FootnoteMark, ParagraphKind, ParsedParagraph

# Years, quantities and numbers of documents are no marks.
_NUMBER = re.compile(r"(?<![\d A-Za-z(（/.\-第\[])\d{1,5}(?![\d年月日个個号號次条段%％(（/.\-\]])")
_LETTER = re.compile(r"(?<![A-Za-z(])[a-z](?![A-Za-z)])")
_DIGITS = re.compile(r"\d+")

CharacterPosition = tuple[int, int]  # index of the paragraph, offset of the character
Candidates = dict[str, list[tuple[CharacterPosition, int]]]  # positions and lengths by number or letter


def link_footnote_marks(paragraphs: list[ParsedParagraph]) -> list[ParsedParagraph]:
    """Find the mark of each footnote in the prose, and that of each table note in its table.

    Marks are searched in the order of the notes, each behind the mark before, so that numbers of the prose are
    not mistaken for marks. Signs such as ``[1]``, ``¹`` and ``①`` are taken before plain numbers. A note without a mark
    stays a note. No input raises.
    """
    if not any(paragraph.kind == ParagraphKind.FOOTNOTE for paragraph in paragraphs):
        return paragraphs
    signs = _candidates(paragraphs, SIGN, _is_prose)
    numbers = _candidates(paragraphs, _NUMBER, _is_prose)
    letters = _candidates(paragraphs, _LETTER, lambda kind: kind == ParagraphKind.TABLE)
    marked: dict[int, list[FootnoteMark]] = {}
    last: dict[bool, CharacterPosition] = {True: (0, 0), False: (0, 0)}
    for note in paragraphs:
        if note.kind != ParagraphKind.FOOTNOTE:
            continue
        printed = note.text[: note.lead].strip()
        is_letter = printed.isalpha() and printed.isascii()
        sign = printed if is_letter else _number_of(printed)
        sources = (letters,) if is_letter else (signs, numbers)
        found = next((mark for marks in sources if (mark := _first_behind(marks.get(sign, ()), last[is_letter]))), None)
        if found:
            (index, start), length = found
            last[is_letter] = found[0]
            marked.setdefault(index, []).append(FootnoteMark(start, start + length, note.anchor))
    return [
        replace(paragraph, marks=tuple(marked[index])) if index in marked else paragraph
        for index, paragraph in enumerate(paragraphs)
    ]


def _is_prose(kind: ParagraphKind) -> bool:
    return kind not in (ParagraphKind.FOOTNOTE, ParagraphKind.TABLE)


def _number_of(printed: str) -> str:
    """Return the number in the printed sign of a note."""
    if sign := read_sign(printed):
        return sign
    digits = _DIGITS.search(printed)
    return digits[0] if digits else printed


def _candidates(
    paragraphs: Sequence[ParsedParagraph], pattern: re.Pattern[str], wanted: Callable[[ParagraphKind], bool]
) -> Candidates:
    """Return the positions of each sign that could be a mark, by its number or letter, in reading order."""
    places: Candidates = {}
    for place, paragraph in enumerate(paragraphs):
        if wanted(paragraph.kind):
            for match in pattern.finditer(paragraph.text, paragraph.lead):
                number = read_sign(match[0]) or match[0]
                places.setdefault(number, []).append(((place, match.start()), match.end() - match.start()))
    return places


def _first_behind(
    places: Sequence[tuple[CharacterPosition, int]], last: CharacterPosition
) -> tuple[CharacterPosition, int] | None:
    at = bisect_left(places, (last, 0))
    return places[at] if at < len(places) else None


def replace_marks(text: str, marks: Iterable[Sequence[Any]], shape: str = "", start: int = 0) -> str:
    """Return ``text`` from ``start`` with its footnote marks written as ``shape``; without one they are left out.

    ``marks`` are (start, end, anchor), in characters of ``text``.

    >>> [replace_marks("决定。905 安理会", [(3, 6, "fn905")], shape) for shape in ("[{}]", "")]
    ['决定。[905] 安理会', '决定。 安理会']
    """
    pieces, at = [], start
    for first, last, *_ in sorted(marks, key=lambda mark: mark[0]):
        if first >= at:
            pieces += [text[at:first], shape.format(text[first:last].strip())]
            at = last
    return "".join([*pieces, text[at:]])
