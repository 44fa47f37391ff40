"""Blocks of a text without the blanks of print: one paragraph a line."""

import re
from collections.abc import Iterator

from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.text_block import TextBlock
from resolutions.text.layout.whitespace import join_printed_lines, normalize_whitespace
from resolutions.text.markers import read_marker, read_note_marker

_SENTENCE_END = re.compile(r"[。；：！？，、,;:!?.…][”」』》）)\"'’\d]*$|[”」』》）)]$")
_FLAT_BREAK = re.compile(r"(?<=[,;。:：；，])\s+(?=[^\s\x00-\x7f]|\d{1,3}\.\s)|(?<=通过)\s+(?=\D)")
_FLAT_PREAMBLE, _FLAT_OPERATIVE = re.compile(r"[,，] \S"), re.compile(r"[;；] \d")
_FLAT_LENGTH = 150
_LONG_LINE = 60


def read_plain_blocks(lines: list[SourceLine]) -> Iterator[TextBlock]:
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
