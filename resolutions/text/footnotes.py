"""Footnote marks in the prose, linked to the notes with the same number."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from resolutions.text.fold import fold_variants
from resolutions.text.parsed import FootnoteMark, ParagraphKind, ParsedParagraph

# Years, quantities and numbers of documents are no marks. Both patterns are matched against folded text.
_NUMBER = re.compile(r"(?<![\d A-Za-z(/.\-第])\d{1,5}(?![\d年月日个号次条段%(/.\-])")
_LETTER = re.compile(r"(?<![A-Za-z(])[a-z](?![A-Za-z)])")

CharacterPosition = tuple[int, int]  # index of the paragraph, offset of the character


def link_footnote_marks(paragraphs: list[ParsedParagraph]) -> list[ParsedParagraph]:
    """Find the mark of each footnote in the prose, and that of each table note in its table.

    Marks are searched in the order of the notes, each behind the mark before, so that numbers of the prose are
    not mistaken for marks. A note without a mark stays a note. No input raises.
    """
    in_prose = _candidates(paragraphs, _NUMBER, lambda kind: kind not in (ParagraphKind.FOOTNOTE, ParagraphKind.TABLE))
    in_tables = _candidates(paragraphs, _LETTER, lambda kind: kind == ParagraphKind.TABLE)
    marked: dict[int, list[FootnoteMark]] = {}
    last_number: CharacterPosition = (0, 0)
    last_letter: CharacterPosition = (0, 0)
    for note in paragraphs:
        if note.kind != ParagraphKind.FOOTNOTE:
            continue
        sign = note.text[: note.lead].strip()
        if sign.isalpha():
            position = _first_behind(in_tables.get(sign, ()), last_letter)
            last_letter = position or last_letter
        else:
            position = _first_behind(in_prose.get(sign, ()), last_number)
            last_number = position or last_number
        if position:
            index, start = position
            marked.setdefault(index, []).append(FootnoteMark(start, start + len(sign), note.anchor))
    return [
        replace(paragraph, marks=tuple(marked[index])) if index in marked else paragraph
        for index, paragraph in enumerate(paragraphs)
    ]


def _candidates(
    paragraphs: Sequence[ParsedParagraph], pattern: re.Pattern[str], wanted: Callable[[ParagraphKind], bool]
) -> dict[str, list[CharacterPosition]]:
    """Return the positions of each sign that could be a mark, by sign, in reading order."""
    places: dict[str, list[CharacterPosition]] = {}
    for place, paragraph in enumerate(paragraphs):
        if wanted(paragraph.kind):
            for match in pattern.finditer(fold_variants(paragraph.text), paragraph.lead):
                places.setdefault(match[0], []).append((place, match.start()))
    return places


def _first_behind(places: Sequence[CharacterPosition], last: CharacterPosition) -> CharacterPosition | None:
    at = bisect_left(places, last)
    return places[at] if at < len(places) else None
