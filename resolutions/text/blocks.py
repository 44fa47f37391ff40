"""Group source lines into blocks: paragraphs, footnotes and tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resolutions.text.markers import read_marker, read_note_marker
from resolutions.text.meeting_tables import CELL_END
from resolutions.text.source_lines import SourceLine, has_printed_layout
from resolutions.text.whitespace import join_printed_lines, normalize_whitespace

_SECTION = re.compile(r"\d{1,3}\.\s{2,}\S")
_TABLE_TITLE = re.compile(r"表\s*(\d{1,3})")
_TABLE_HEAD = re.compile(r"(?:视频)?会议(?:记录和)?日期\s.*(?:标题|其他文件|分项)")
_SENTENCE_END = re.compile(r"[。；：！？，、,;:!?.…][”」』》）)\"'’\d]*$|[”」』》）)]$")
_HARD_END = re.compile(r"[。；：！？，,;:!?][”」』》）)]*$")
_FLAT_BREAK = re.compile(r"(?<=[,;。:：；，])\s+(?=[^\s\x00-\x7f]|\d{1,3}\.\s)|(?<=通过)\s+(?=\D)")
_FLAT_PREAMBLE, _FLAT_OPERATIVE = re.compile(r"[,，] \S"), re.compile(r"[;；] \d")
_FLAT_LENGTH = 150
_LONG_LINE = 60


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together in print: a paragraph, a footnote or a table.

    ``role`` is ``text``, ``note`` or ``table``. ``first_line_number`` counts source lines from 1. ``section`` is True
    for the printed heading of a section (``35.  维护…``). ``number`` is the printed number of a note or table, or of a
    line that may be a note. ``lines`` is empty except for tables, which ``meeting_tables`` reads line by line.
    """

    role: str
    text: str
    first_line_number: int
    section: bool = False
    number: str = ""
    lines: tuple[SourceLine, ...] = ()


def read_blocks(lines: list[SourceLine]) -> list[TextBlock]:
    """Group lines into blocks in reading order; lines with a link annotation are left out.

    A footnote that interrupts a paragraph in print follows that paragraph. No input raises.
    """
    prose = [line for line in lines if not line.link_symbol]
    return list(_printed_blocks(prose)) if has_printed_layout(prose) else list(_plain_blocks(prose))


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


def _printed_blocks(lines: list[SourceLine]) -> Iterator[TextBlock]:
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


def _plain_blocks(lines: list[SourceLine]) -> Iterator[TextBlock]:
    """Yield one paragraph a line.

    A sentence broken by an empty line is joined; a text that lost all its line ends is split.
    """
    open_lines: list[SourceLine] = []
    for line in lines:
        if line.is_rule:
            continue
        if open_lines and not _runs_on(open_lines[-1], line):
            yield from _split_flat(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield from _split_flat(open_lines)


def _runs_on(last: SourceLine, line: SourceLine) -> bool:
    """Return True if ``line`` continues a sentence: the line before is long, has no end, and no number follows."""
    long_enough = len(last.text) >= _LONG_LINE
    return (
        long_enough
        and not _SENTENCE_END.search(last.text)
        and not read_marker(line.text)
        and line.text[0] not in '“「"'
    )


def _is_flat(line: str) -> bool:
    """Return True if a preambular paragraph and behind it the number of an operative one follow blanks in the line."""
    preamble = _FLAT_PREAMBLE.search(line)
    return bool(preamble and _FLAT_OPERATIVE.search(line, preamble.end()))


def _split_flat(lines: list[SourceLine]) -> Iterator[TextBlock]:
    """Split a text without line ends at the blanks that follow the end of each paragraph."""
    if len(lines) > 1 or len(lines[0].text) < _FLAT_LENGTH or not _is_flat(lines[0].text):
        note = read_note_marker(lines[0].text)
        text = join_printed_lines([line.text for line in lines])
        yield TextBlock("text", text, lines[0].number, number=note.value if note else "")
        return
    for part in _FLAT_BREAK.split(lines[0].text):
        yield TextBlock("text", normalize_whitespace(part), lines[0].number)
