"""The printed layout: blanks and empty lines that mark paragraphs and notes, as in text extracted from a PDF.

A leading blank begins a paragraph, a trailing one ends it, an empty line separates printed lines, and a rule of
underscores precedes notes. The reading of texts relies on this layout for every file format.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

EMPTY_CELL = "\u200b"
_RULE = "_" * 18
_BREAKS = re.compile(r"[\0\n\r\v\f\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class PrintedBlock:
    """Printed lines of one paragraph, table row or note.

    ``number`` is the number or letter of a note. ``heading`` marks lines that become one line, because the number in
    front belongs to all of them.
    """

    lines: list[str]
    number: str = ""
    heading: bool = False


def render_layout(blocks: Sequence[PrintedBlock]) -> str:
    """Return the text of ``blocks`` in order.

    >>> render_layout([PrintedBlock(["回顾其第2151", "(2014)号决议，"]), PrintedBlock(["见S/2016/952。"], "1")])
    ' 回顾其第2151\\n\\n(2014)号决议， \\n\\n__________________ \\n\\n 1 见S/2016/952。 \\n'
    """
    printed: list[str] = []
    below_rule = False
    for block in blocks:
        lines = [_BREAKS.sub("", line) for line in block.lines] or [""]
        if block.heading:
            lines = [merge_lines(lines)]
        if block.number:
            lines[0] = f"{block.number} {lines[0]}"
            if not below_rule:
                printed.append(_RULE + " ")
        below_rule = bool(block.number)
        lines[0] = " " + lines[0]
        lines[-1] += " "
        printed += lines
    return "\n\n".join(printed) + "\n" if printed else ""


def make_table_row(cells: Sequence[str]) -> PrintedBlock:
    """Return a table row as one line with tabs between the cells.

    An empty cell is a character without width, so that it survives where blanks at line ends are removed.
    """
    return PrintedBlock(["\t".join(cell.replace("\t", " ") or EMPTY_CELL for cell in cells)])


def merge_lines(lines: list[str]) -> str:
    """Join printed lines to one, with a blank only between two Latin words."""
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", "\n".join(lines)).replace("\n", " ")
