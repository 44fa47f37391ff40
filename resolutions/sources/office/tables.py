"""Tables of a word processor's file: rows of cells, and tables that only lay out paragraphs on the page."""

import re
from collections.abc import Iterator, Sequence

from resolutions.sources.letterhead import is_letterhead
from resolutions.sources.office.paragraphs import PrintedParagraph
from resolutions.sources.printed_layout import make_table_row
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, HEAVENLY_STEMS

TableRow = Sequence[Sequence[PrintedParagraph]]  # the paragraphs of each cell
_MAX_LETTERHEAD_ROWS = 8
# A number, letter or list sign as printed before a paragraph: 1. (a) (一) 二、 甲. ① -
_NUMBER = re.compile(
    rf"[-•·●■①-⑳]|\(?(?:\d{{1,3}}|[a-z]{{1,4}}|[{CHINESE_COUNTING_CHARACTERS}]{{1,3}}|[{HEAVENLY_STEMS}])[.、)]"
)


def print_table(rows: Sequence[TableRow], *, has_borders: bool, is_at_top: bool) -> Iterator[PrintedParagraph]:
    """Yield the rows with tabs between the cells, or the paragraphs of a table that is only layout.

    Layout are the letterhead at the top of a document, and numbers beside their paragraphs in two cells without
    borders.
    """
    if is_at_top and len(rows) <= _MAX_LETTERHEAD_ROWS and is_letterhead(_lines(rows)):
        yield from (line for row in rows for cell in row for part in cell for line in _split_lines(part))
    elif not has_borders and all(map(_is_numbered, rows)):
        yield from (paragraph for row in rows for paragraph in _join_number(row))
    else:
        for row in rows:
            texts = [" ".join(part.text.replace("\n", " ") for part in cell) for cell in row]
            if any(texts):
                notes = [note for cell in row for part in cell for note in part.notes]
                yield PrintedParagraph(make_table_row(texts).lines[0], notes=notes)


def _lines(rows: Sequence[TableRow]) -> list[str]:
    return [line for row in rows for cell in row for part in cell for line in part.text.split("\n")]


def _split_lines(part: PrintedParagraph) -> list[PrintedParagraph]:
    """Return the lines of a paragraph as paragraphs; its notes follow the last one."""
    *first, last = part.text.split("\n")
    return [*(PrintedParagraph(line) for line in first), PrintedParagraph(last, notes=part.notes)]


def _is_numbered(row: TableRow) -> bool:
    """Return True for a row of two cells: nothing, or a number alone, beside text."""
    if len(row) != 2 or not row[1]:
        return False
    number = fold_and_squeeze("".join(part.text for part in row[0]))
    return not number or _NUMBER.fullmatch(number) is not None


def _join_number(row: TableRow) -> Iterator[PrintedParagraph]:
    number = " ".join(part.text for part in row[0])
    first, *others = row[1]
    notes = [note for part in row[0] for note in part.notes] + first.notes
    yield PrintedParagraph(f"{number} {first.text}".lstrip(), first.heading, notes)
    yield from others
