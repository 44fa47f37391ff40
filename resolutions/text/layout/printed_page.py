"""Blocks of a text in the printed layout, in which blanks mark the first and last line of each paragraph."""

import re
from collections.abc import Iterator

from resolutions.text.layout.meeting_tables import CELL_END
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.text_block import TextBlock
from resolutions.text.layout.whitespace import join_printed_lines
from resolutions.text.markers import read_note_marker

_SECTION = re.compile(r"\d{1,3}\.\s{2,}\S")
_TABLE_TITLE = re.compile(r"表\s*(\d{1,3})")
_TABLE_HEAD = re.compile(r"(?:视频)?会议(?:记录和)?日期\s.*(?:标题|其他文件|分项)")
_HARD_END = re.compile(r"[。；：！？，,;:!?][”」』》）)]*$")


class _Page:
    """State while printed lines are read: the open paragraph, the notes below it and the open table."""

    def __init__(self) -> None:
        self.done: list[TextBlock] = []
        self.open: list[SourceLine] = []
        self.notes: list[TextBlock] = []
        self.note: list[SourceLine] = []
        self.table: list[SourceLine] = []
        self.below_rule = False
        self.last_note = ""

    def close_paragraph(self) -> None:
        if self.open:
            text = join_printed_lines([line.text for line in self.open])
            section = len(self.open) <= 2 and bool(_SECTION.match(self.open[0].text))
            self.done.append(TextBlock("text", text, self.open[0].number, section=section))
            self.open = []
        self.done += self.notes
        self.notes = []

    def close_note(self) -> None:
        if self.note:
            self.last_note = read_note_marker(self.note[0].text).value  # type: ignore[union-attr]
            text = join_printed_lines([line.text for line in self.note])
            self.notes.append(TextBlock("note", text, self.note[0].number, number=self.last_note))
            self.note = []

    def close_table(self) -> None:
        if self.table:
            title = _TABLE_TITLE.fullmatch(self.table[0].text)
            self.done.append(
                TextBlock("table", "", self.table[0].number, number=title[1] if title else "0", lines=tuple(self.table))
            )
            self.table = []


def read_printed_blocks(lines: list[SourceLine]) -> Iterator[TextBlock]:
    """Yield the blocks of lines in the printed layout, in reading order."""
    page = _Page()
    for line in lines:
        if line.is_rule:
            page.close_note()
            page.below_rule = True
        elif _belongs_to_note(page, line):
            page.note.append(line)
        elif page.table and not _ends_table(line) and not _leaves_cells(page, line):
            page.table.append(line)
        elif _begins_table(page, line):
            page.close_paragraph()
            page.close_table()
            page.table.append(line)
        else:
            _add_prose(page, line)
    page.close_note()
    page.close_table()
    page.close_paragraph()
    yield from page.done


def _belongs_to_note(page: _Page, line: SourceLine) -> bool:
    """Return True if the line begins or continues a note. A new note closes the one before."""
    if not (page.below_rule or (page.table and _ends_table(line))):
        return False
    marker = read_note_marker(line.text)
    if marker and line.indent and _follows(page, marker.value):
        page.close_note()
        if page.table:
            page.close_table()
            page.below_rule = True
        return True
    if page.note and not page.note[-1].has_trailing_blank:
        return True
    page.close_note()
    page.below_rule = False
    return False


def _follows(page: _Page, value: str) -> bool:
    """Return True if ``value`` can be the next note number: one more than the last, or the first of all."""
    last = (page.note and read_note_marker(page.note[0].text).value) or page.last_note  # type: ignore[union-attr]
    if value.isdigit():
        return not last.isdigit() or int(value) == int(last) + 1 or value == "1"
    return value == "a" or (len(last) == 1 and last.isalpha() and ord(value) == ord(last) + 1)


def _begins_table(page: _Page, line: SourceLine) -> bool:
    if _TABLE_TITLE.fullmatch(line.text):
        return True
    return not page.table and (CELL_END in line.text or (not page.open and bool(_TABLE_HEAD.match(line.text))))


def _leaves_cells(page: _Page, line: SourceLine) -> bool:
    """Return True for a line without cells that follows rows with explicit cells: it ends the table."""
    return CELL_END in page.table[-1].text and CELL_END not in line.text


def _ends_table(line: SourceLine) -> bool:
    marker = read_note_marker(line.text)
    return bool(
        _TABLE_TITLE.fullmatch(line.text)
        or _SECTION.match(line.text)
        or (line.indent and marker and marker.value.isalpha())
    )


def _add_prose(page: _Page, line: SourceLine) -> None:
    page.close_table()
    if page.open and _begins_paragraph(page.open[-1], line):
        page.close_paragraph()
    if not page.open and page.notes:
        page.done += page.notes
        page.notes = []
    page.open.append(line)


def _begins_paragraph(last: SourceLine, line: SourceLine) -> bool:
    """Return True if ``line`` begins a paragraph.

    A leading blank begins one; so does any line after a line that ends with a blank and a sentence end.
    """
    if line.indent or _SECTION.match(line.text) or _SECTION.match(last.text):
        return True
    return last.has_trailing_blank and bool(_HARD_END.search(last.text))
