"""The printed layout: how a text tells where paragraphs and notes begin and end, as a text taken out of a PDF does.

A leading blank begins a paragraph, a trailing one ends it, an empty line stands between two printed lines,
a rule of underscores stands above notes. The reading of texts knows nothing else of a file's format.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

EMPTY_CELL = "\u200b"
_RULE = "_" * 18
_BREAKS = re.compile(r"[\0\n\r\v\f\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class PrintedBlock:
    """The printed lines of one paragraph, table row or note. ``number`` is a note's number or letter.

    ``heading`` marks one whose lines are to stand in one: the number in front counts for all of them.
    """

    lines: list[str]
    number: str = ""
    heading: bool = False


def render_layout(blocks: Sequence[PrintedBlock]) -> str:
    """The text of ``blocks`` in their order.

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
    """A table's row is one line with tabulators; an empty cell holds a character without width, so that
    none is lost where blanks at the ends of lines are.
    """
    return PrintedBlock(["\t".join(cell.replace("\t", " ") or EMPTY_CELL for cell in cells)])


def merge_lines(lines: list[str]) -> str:
    """Printed lines as one, with a blank only where two Latin words meet."""
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", "\n".join(lines)).replace("\n", " ")
