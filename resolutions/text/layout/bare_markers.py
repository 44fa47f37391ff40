"""Printed numbers that stand alone on a line, above the text that they number."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from resolutions.text.layout.line_words import LONGEST_BARE_MARKER, End, Start, read_line_words
from resolutions.text.layout.source_lines import SourceLine

_CAN_STAND_BELOW = {Start.VERB, Start.CAPITAL_VERB, Start.LOWER, Start.OTHER, Start.QUOTE, Start.ORGAN}


def attach_bare_markers(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """Yield the lines; a number, letter or list sign alone on a line becomes the start of the next line.

    Digits without a point count only where they run 1, 2, 3 and no sentence is open before them.
    """
    marker: SourceLine | None = None
    before, number = "", 0
    for line in lines:
        if marker:
            yield from _put_together(marker, line)
            before, marker = line.text, None
            continue
        if len(line.text) <= LONGEST_BARE_MARKER:
            words = read_line_words(line.text)
            if words.end == End.BARE_MARKER and (
                not line.text.isdigit() or (words.number == number + 1 and not _is_open(before))
            ):
                marker, number = line, words.number or number
                continue
        before = line.text
        yield line
    if marker:
        yield marker


def _put_together(marker: SourceLine, line: SourceLine) -> Iterator[SourceLine]:
    words = read_line_words(line.text)
    if words.start in _CAN_STAND_BELOW and words.end != End.BARE_MARKER:
        yield replace(marker, text=f"{marker.text} {line.text}", has_trailing_blank=line.has_trailing_blank)
    else:
        yield from (marker, line)


def _is_open(text: str) -> bool:
    """Return True for a line that ends in the middle of a sentence, unless it is a heading."""
    words = read_line_words(text) if text else None
    return words is not None and words.end in (End.MIDDLE, End.UNFINISHED) and words.start != Start.TITLE
