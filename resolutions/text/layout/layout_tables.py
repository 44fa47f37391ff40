"""Tables that only set out a text: a column of numbers beside the paragraphs, two languages side by side.

Web pages, Word files and Markdown set resolutions so. Their rows become lines; tables of facts stay tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_variants, squeeze
from resolutions.text.han import HAN
from resolutions.text.layout.line_words import LONGEST_BARE_MARKER, End, is_opening_line, read_line_words
from resolutions.text.layout.meeting_tables import CELL_END
from resolutions.text.layout.source_lines import SourceLine

_EMPTY = " \u200b\u3000\xa0"
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SEEN = 40  # characters of a cell that tell its language and its first word
_FEWEST_CLAUSES = 2  # rows that begin with a drafting verb
_SHARE_OF_CLAUSES = 0.3
_SHARE_OF_ROWS = 0.8  # rows that set out a text


def unfold_layout_tables(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines with the rows of a table that sets out a text as lines of their own. No input raises."""
    rows = {at: line.text.split(CELL_END) for at, line in enumerate(lines) if CELL_END in line.text}
    parted = {at: texts for at, cells in rows.items() if (texts := _part_row(cells))}
    if not parted or len(parted) < _SHARE_OF_ROWS * len(rows) or not _hold_a_resolution(list(parted.values())):
        return list(lines)
    return [replace(line, text=text) for at, line in enumerate(lines) for text in parted.get(at, [line.text])]


def _part_row(cells: Sequence[str]) -> list[str]:
    """Return the texts of a row, each with the number in the cell before it; empty for a row of facts."""
    texts = list(_attach_numbers([cell for cell in (cell.strip(_EMPTY) for cell in cells) if cell]))
    if len(texts) <= 1:
        return texts
    is_chinese = [bool(HAN.search(text[:_SEEN])) for text in texts]
    is_bilingual = len(texts) == 2 and is_chinese[0] != is_chinese[1]
    return texts if is_bilingual and all(_LETTERS.search(text[:_SEEN]) for text in texts) else []


def _attach_numbers(cells: Sequence[str]) -> Iterator[str]:
    marker = ""
    for cell in cells:
        if marker:
            yield f"{marker} {cell}"
            marker = ""
        elif len(cell) <= LONGEST_BARE_MARKER and read_line_words(cell).end == End.BARE_MARKER:
            marker = cell
        else:
            yield cell
    if marker:
        yield marker


def _hold_a_resolution(rows: Sequence[list[str]]) -> bool:
    """Return True if the opening words are in a cell, or many rows begin with a drafting verb."""
    if any(is_opening_line(text) for texts in rows for text in texts):
        return True
    clauses = sum(any(map(_is_clause, texts)) for texts in rows)
    return clauses >= max(_FEWEST_CLAUSES, _SHARE_OF_CLAUSES * len(rows))


def _is_clause(text: str) -> bool:
    words = squeeze(fold_variants(text[:_SEEN]))[0]
    return begins_with_drafting_verb(words.lstrip("0123456789.、()"))
