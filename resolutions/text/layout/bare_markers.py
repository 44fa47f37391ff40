"""Printed numbers that stand alone on a line, above the text that they number."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from resolutions.text.layout.line_words import End, Start, read_line_words
from resolutions.text.layout.source_lines import SourceLine

_CAN_STAND_ABOVE = {Start.VERB, Start.OTHER, Start.QUOTE, Start.ORGAN}


def attach_bare_markers(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """Yield the lines; a number, letter or list sign alone on a line becomes the start of the next line.

    Digits without a point count only where they run 1, 2, 3 and no sentence is open before them.
    """
    held: SourceLine | None = None
    number, is_open = 0, False
    for line in lines:
        words = read_line_words(line.text)
        if held:
            if words.start in _CAN_STAND_ABOVE and words.end != End.BARE_MARKER:
                line = replace(held, text=f"{held.text} {line.text}", has_trailing_blank=line.has_trailing_blank)
                held = None
            else:
                yield held
                held = None
        if words.end == End.BARE_MARKER and (not line.text.isdigit() or (not is_open and words.number == number + 1)):
            held, number = line, words.number or number
            continue
        is_open = words.end in (End.MIDDLE, End.UNFINISHED) and words.start not in (
            Start.TITLE,
            Start.OPENING,
        )
        yield line
    yield from chain([held] if held else [])
