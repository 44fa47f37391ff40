"""Footnotes and their marks: a number glued to the prose belongs to the note that has it."""

import re
from dataclasses import replace

from resolutions.text.parsed import FootnoteMark, ParagraphKind, ParsedParagraph

_NOT_A_MARK_AFTER = r"(?![\d年月日个個號号次條条段%％(（/.\-])"
_NOT_A_MARK_BEFORE = r"(?<![\d A-Za-z(（/.\-第])"


def link_marks(paragraphs: list[ParsedParagraph]) -> list[ParsedParagraph]:
    """Find each footnote's mark in the prose and tables, in the order of the notes.

    A mark is looked for behind the mark of the note before, so that a year or a number of the
    prose is not taken for it. A note without a mark stays a note; no input raises.
    """
    marked: dict[int, list[FootnoteMark]] = {}
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.kind != ParagraphKind.FOOTNOTE]
    at = (0, 0)
    table_at = (0, 0)
    for note in paragraphs:
        if note.kind != ParagraphKind.FOOTNOTE:
            continue
        number = note.text[: note.lead].strip()
        in_table = number.isalpha()
        candidates = [p for p in places if (paragraphs[p].kind == ParagraphKind.TABLE) == in_table]
        start = table_at if in_table and number != "a" else (0, 0) if in_table else at
        found = _find(paragraphs, candidates, number, start)
        if found:
            place, begin = found
            marked.setdefault(place, []).append(FootnoteMark(begin, begin + len(number), note.anchor))
            if in_table:
                table_at = (place, begin + len(number))
            else:
                at = (place, begin + len(number))
    return [
        replace(paragraph, marks=tuple(marked[place])) if place in marked else paragraph
        for place, paragraph in enumerate(paragraphs)
    ]


def _find(
    paragraphs: list[ParsedParagraph], places: list[int], number: str, start: tuple[int, int]
) -> tuple[int, int] | None:
    """The first place behind ``start`` (paragraph, character) where ``number`` stands as a mark."""
    if number.isalpha():
        pattern = re.compile(rf"(?<![A-Za-z(]){number}(?![A-Za-z)])")
    else:
        pattern = re.compile(rf"{_NOT_A_MARK_BEFORE}{number}{_NOT_A_MARK_AFTER}")
    for place in places:
        if place < start[0]:
            continue
        paragraph = paragraphs[place]
        match = pattern.search(paragraph.text, start[1] if place == start[0] else paragraph.lead)
        if match:
            return place, match.start()
    return None
