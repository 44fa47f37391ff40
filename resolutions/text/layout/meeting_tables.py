"""Tables of the Repertoire: lines of a printed table to rows and cells.

The printed text keeps no grid. Columns are found by their order, by the blank that ends a cell, and by their
content. The two forms below are used in every chapter of the Repertoire (会议 with seven columns, 视频会议 with
four). Any other table is read line by line, one cell a row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.whitespace import join_printed_lines, normalize_whitespace
from resolutions.text.parsed import TableCell, TableRow

_MEETING_HEAD = re.compile(
    r"(会议记录和日期)\s*(分项)\s*(其他文件)\s*(根据规则第\s*37\s*条\s*发出\s*的邀请)\s*"
    r"(根据规则第\s*39\s*条\s*发出的邀请及\s*其他邀请)\s*(发言者)\s*(决定和表决\s*\([^)]*\))"
)
_VIDEO_HEAD = re.compile(r"(视频会议日期)\s*(视频会议记录)\s*(标题)\s*(决定、表决\s*\([^)]*\)\s*和书面程序记录)")
_TITLE = re.compile(r"表\s*\d{1,3}")
_VIDEO_ROW = re.compile(r"(\d{4}\s*年\s*\d+\s*月\s*\d+\s*日)\s+([SA]/\S+)\s+(.+)")
_RECORD = re.compile(r"(?:和\s*)?S/PV\.|\(Resumption|\d{4}\s*年\s*\d+\s*月\s*\d+\s*日$")
_INVITED = re.compile(r"(\d+\s*个会员国(?:\s*[a-z])?)(\s*)(.*)", re.S)
_DECISION = re.compile(r"第\s*\d+\s*\(\d{4}\)|号决议|\d+-\d+-\d+|S/PRST/|\(根据.*通过\)")
_GLUED = re.compile(r"\(Resumption|号决议|\(续会")
_HEAD_LINES = 12
MAX_COLUMNS = 63  # as in Word; the last column takes further cells
CELL_END = "\t"  # separates the cells of a row in text extracted from PDF and Word files


@dataclass(slots=True)
class _Grid:
    """Rows with their cells; a cell is the list of its printed pieces in reading order."""

    columns: int
    rows: list[tuple[str, list[list[str]]]] = field(default_factory=list)

    def add(self, role: str) -> list[list[str]]:
        cells: list[list[str]] = [[] for _ in range(self.columns)]
        self.rows.append((role, cells))
        return cells


def read_table(lines: tuple[SourceLine, ...]) -> tuple[str, tuple[TableRow, ...]]:
    """Return the text of the table, title first and one cell a line, and its rows as ranges of that text.

    The text holds every printed character outside white space once, in printed order. No input raises.
    """
    title, rest = _title(lines)
    if any(CELL_END in line.text for line in rest):
        return _lay_out(*_explicit_cells(title, rest))
    for head, columns, fill in ((_MEETING_HEAD, 7, _meeting_rows), (_VIDEO_HEAD, 4, _video_rows)):
        first = _head_at(rest, head)
        if first is not None:
            before, grid = rest[: first[0]], _Grid(columns)
            _fill(grid, rest[first[0] :], head, fill)
            return _lay_out([*title, *(line.text for line in before)], grid)
    grid = _Grid(1)
    for line in rest:
        grid.add("body")[0].append(line.text)
    return _lay_out(title, grid)


def _explicit_cells(title: list[str], lines: list[SourceLine]) -> tuple[list[str], _Grid]:
    """Read rows with explicit cells, one a line (PDF and Word files); lines above the first row are the title."""
    first = next(at for at, line in enumerate(lines) if CELL_END in line.text)
    grid = _Grid(min(MAX_COLUMNS, max(line.text.count(CELL_END) for line in lines) + 1))
    for line in lines[first:]:
        role = "body" if line.text != lines[first].text else "repeat" if grid.rows else "head"
        cells = grid.add(role)
        for cell, printed in zip(cells, line.text.split(CELL_END, MAX_COLUMNS - 1), strict=False):
            cell.append(printed)
    return [*title, *(line.text for line in lines[:first])], grid


def _title(lines: tuple[SourceLine, ...]) -> tuple[list[str], list[SourceLine]]:
    if lines and _TITLE.fullmatch(lines[0].text):
        return [lines[0].text], list(lines[1:])
    return [], list(lines)


def _head_at(lines: list[SourceLine], head: re.Pattern[str], start: int = 0) -> tuple[int, int, re.Match[str]] | None:
    """Return the first column heads from index ``start``.

    They are the index of the first line, the index behind the last, and the match of their text.
    """
    for first in range(start, len(lines)):
        if not re.match(r"(?:视频)?会议(?:记录和)?日期|会议记录", lines[first].text):
            continue
        for last in range(first + 1, min(first + _HEAD_LINES, len(lines)) + 1):
            match = head.fullmatch(" ".join(line.text for line in lines[first:last]))
            if match:
                return first, last, match
    return None


def _fill(
    grid: _Grid, lines: list[SourceLine], head: re.Pattern[str], fill: Callable[[_Grid, list[SourceLine]], None]
) -> None:
    """Read the column heads and the rows below them; heads are repeated after a page turn."""
    role, start = "head", 0
    while (found := _head_at(lines, head, start)) is not None:
        first, last, match = found
        fill(grid, lines[start:first])
        cells = grid.add(role)
        for cell, printed in zip(cells, match.groups(), strict=True):
            cell.append(printed)
        start, role = last, "repeat"
    fill(grid, lines[start:])


def _pieces(lines: list[SourceLine]) -> list[tuple[str, bool]]:
    """Return printed lines joined up to the blank that ends a cell, and if a blank precedes each piece."""
    pieces: list[tuple[str, bool]] = []
    open_lines: list[SourceLine] = []
    for line in lines:
        open_lines.append(line)
        if line.has_trailing_blank:
            pieces.append(("\n".join(part.text for part in open_lines), open_lines[0].indent > 0))
            open_lines = []
    if open_lines:
        pieces.append(("\n".join(part.text for part in open_lines), open_lines[0].indent > 0))
    return pieces


def _video_rows(grid: _Grid, lines: list[SourceLine]) -> None:
    """Start a row at each date with record and title; later pieces are the decision."""
    cells: list[list[str]] | None = None
    for text, _ in _pieces(lines):
        if match := _VIDEO_ROW.fullmatch(text.replace("\n", "")):
            cells = grid.add("body")
            for cell, printed in zip(cells, match.groups(), strict=False):
                cell.append(printed)
        else:
            cells = cells or grid.add("body")
            cells[3].append(text)


def _meeting_rows(grid: _Grid, lines: list[SourceLine]) -> None:
    """Read the columns in order.

    Records and dates, sub-item, documents, invitations under rule 37, under rule 39, speakers, decision.
    """
    cells: list[list[str]] | None = None
    pieces = _pieces(lines)
    for at, (text, indented) in enumerate(pieces):
        flat = text.replace("\n", " ")
        following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        if _RECORD.match(flat) and (cells is None or any(cells[1:])):
            cells = grid.add("body")
        cells = cells or grid.add("body")
        if _RECORD.match(flat) and not any(cells[1:]):
            cells[0].append(text)
        else:
            _place(cells, text, indented, following)


def _place(cells: list[list[str]], text: str, indented: bool, following: str) -> None:
    """Append a piece behind the records to its column."""
    invited = _INVITED.match(text)
    if _DECISION.match(text):
        cells[6].append(text)
    elif invited and not any(cells[3:]) and "决议草案" not in following:
        cells[3].append(invited[1])
        rest = invited[3]
        if rest:
            column = 6 if _DECISION.match(rest) else 5 if len(invited[2]) > 1 else 4
            cells[column].append(rest)
    elif any(cells[3:]):
        cells[5 if any(cells[4:6]) else 4].append(text)
    elif (
        "决议草案" in text
        or (cells[1] and not cells[2])
        or indented
        or cells[2]
        or (invited and "决议草案" in following)
    ):
        cells[2].append(text)
    else:
        cells[1].append(text)


def _lay_out(title: list[str], grid: _Grid) -> tuple[str, tuple[TableRow, ...]]:
    text = "\n".join(normalize_whitespace(part) for part in title)
    rows: list[TableRow] = []
    for role, cells in grid.rows:
        places: list[TableCell] = []
        for cell in cells:
            printed = _cell_text(cell)
            if printed and text:
                text += "\n"
            places.append(TableCell(len(text), len(text) + len(printed)))
            text += printed
        rows.append(TableRow(role, tuple(places)))
    return text, tuple(rows)


def _cell_text(pieces: list[str]) -> str:
    """Join the pieces of a cell, one a line; the rest of a number or record continues the line before."""
    printed = ""
    for piece in pieces:
        part = join_printed_lines(piece.split("\n"))
        printed += part if not printed or _GLUED.match(part) else "\n" + part
    return printed
