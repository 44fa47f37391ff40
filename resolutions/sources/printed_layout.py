"""The printed layout: blanks and empty lines that mark paragraphs and notes, as in text extracted from a PDF.

A leading blank begins a paragraph, a trailing one ends it, an empty line separates printed lines, and a rule of
underscores precedes notes. The reading of texts relies on this layout for every file format.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolutions.sources.text_places import LinePlace, PageView, TextPlace, count_characters, locate_lines

EMPTY_CELL = "\u200b"
_RULE = "_" * 18
_BREAKS = re.compile(r"[\0\n\r\v\f\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class PrintedBlock:
    """Printed lines of one paragraph, table row or note.

    ``number`` is the number or letter of a note. ``heading`` marks lines that become one line, because the number in
    front belongs to all of them. ``places`` are those of the printed lines, empty in a file without pages.
    """

    lines: list[str]
    number: str = ""
    heading: bool = False
    places: list[LinePlace] = field(default_factory=list)


def render_layout(blocks: Sequence[PrintedBlock]) -> str:
    """Return the text of ``blocks`` in order.

    >>> render_layout([PrintedBlock(["回顾其第2151", "(2014)号决议，"]), PrintedBlock(["见S/2016/952。"], "1")])
    ' 回顾其第2151\\n\\n(2014)号决议， \\n\\n__________________ \\n\\n 1 见S/2016/952。 \\n'
    """
    printed = [line for lines, _ in _print_blocks(blocks) for line in lines]
    return "\n\n".join(printed) + "\n" if printed else ""


def place_text(blocks: Sequence[PrintedBlock], views: Sequence[PageView]) -> list[TextPlace]:
    """Return the places of the text of ``render_layout`` in order; each line refers to one of ``views``."""
    return [
        place
        for lines, places in _print_blocks(blocks)
        for place in locate_lines(places, sum(map(count_characters, lines)), views)
    ]


def _print_blocks(blocks: Sequence[PrintedBlock]) -> Iterator[tuple[list[str], Sequence[LinePlace]]]:
    """Yield the lines of each block and of the rules above notes, with the places of what is printed."""
    below_rule = False
    for block in blocks:
        lines = [_BREAKS.sub("", line) for line in block.lines] or [""]
        if block.heading:
            lines = [merge_lines(lines)]
        if block.number:
            lines[0] = f"{block.number} {lines[0]}"
            if not below_rule:
                yield [_RULE + " "], ()
        below_rule = bool(block.number)
        lines[0] = " " + lines[0]
        lines[-1] += " "
        yield lines, block.places


def make_table_row(cells: Sequence[str], places: Sequence[LinePlace] = ()) -> PrintedBlock:
    """Return a table row as one line with tabs between the cells.

    An empty cell is a character without width, so that it survives where blanks at line ends are removed.
    """
    return PrintedBlock(["\t".join(cell.replace("\t", " ") or EMPTY_CELL for cell in cells)], places=list(places))


def merge_lines(lines: list[str]) -> str:
    """Join printed lines to one, with a blank only between two Latin words."""
    return re.sub(r"(?<=[^\x00-\x7f])\n|\n(?=[^\x00-\x7f])", "", "\n".join(lines)).replace("\n", " ")
