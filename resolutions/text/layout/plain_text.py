"""Blocks of a text without the blanks of print: lines of a wrapped text are joined, otherwise each is a paragraph."""

import re
from collections.abc import Iterator, Sequence

from resolutions.text.layout.bare_markers import attach_bare_markers
from resolutions.text.layout.doubts import describe_flat_text, describe_open_lines, describe_undecided
from resolutions.text.layout.flat_text import split_flat_text
from resolutions.text.layout.line_joining import join_lines
from resolutions.text.layout.line_words import End, LineWords, Start, read_line_words
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.text_block import TextBlock
from resolutions.text.layout.whitespace import concatenate_lines, normalize_whitespace, read_words
from resolutions.text.markers import read_note_marker

_SENTENCE_END = re.compile(r"[。；：！？，、,;:!?.…][”」』》）)\"'’\d]*$|[”」』》）)]$")
_LONG_LINE = 60
_SHORTEST_LINE = 12  # characters of a line that a program may have broken
_FLAT_SHARE = 0.6  # of all characters
_BEGINNINGS = {Start.NUMBER, Start.LETTER, Start.VERB, Start.CAPITAL_VERB}
_CAN_CONTINUE = {Start.OTHER, Start.LOWER, Start.CONTINUING, Start.ORGAN, Start.NOTE}


def read_plain_text(lines: Sequence[SourceLine]) -> tuple[list[TextBlock], tuple[str, ...]]:
    """Return the paragraphs of a text without printed layout, in order, and the doubts about them."""
    prose = list(attach_bare_markers(line for line in lines if not line.is_rule))
    words = [read_line_words(line.text) for line in prose]
    joined = join_lines(prose, words)
    groups = joined.groups if joined else list(_group_whole_lines(prose, words))
    doubts = describe_undecided(joined.undecided) if joined else describe_open_lines(words)
    most = _FLAT_SHARE * sum(len(line.text) for line in prose)
    cuts_words = joined is not None and joined.cuts_words
    known = read_words(line.text for line in prose)
    blocks = [list(_make_blocks(group, cuts_words, most, known)) for group in groups]
    flat = describe_flat_text(max(map(len, blocks), default=0))
    return [block for made in blocks for block in made], (*doubts, *flat)


def _group_whole_lines(lines: Sequence[SourceLine], words: Sequence[LineWords]) -> Iterator[list[SourceLine]]:
    """Yield one paragraph a line; a sentence that a line end broke is joined."""
    group: list[SourceLine] = []
    first = 0
    for at, line in enumerate(lines):
        if group and not _runs_on(group[-1].text, words[first].start, words[at - 1].end, words[at].start):
            yield group
            group = []
        first = first if group else at
        group.append(line)
    if group:
        yield group


def _runs_on(last: str, first: Start, end: End, start: Start) -> bool:
    """Return True if a line with this ``start`` continues the sentence of the line ``last``.

    That line has this ``end``, and is long or belongs to a paragraph whose ``first`` words are a verb or number.
    """
    if len(last) < _SHORTEST_LINE or end == End.HEADING or start not in _CAN_CONTINUE or _SENTENCE_END.search(last):
        return False
    is_broken = start in (Start.OTHER, Start.LOWER) and end in (End.MIDDLE, End.UNFINISHED) and first in _BEGINNINGS
    return is_broken or len(last) >= _LONG_LINE


def _make_blocks(group: list[SourceLine], cuts_words: bool, most: float, known: frozenset[str]) -> Iterator[TextBlock]:
    """Yield the block of a group; a line longer than ``most`` characters is a text without line ends.

    ``known`` are the words of the text.
    """
    joined = concatenate_lines([line.text for line in group], cuts_words, known)
    parts = split_flat_text(joined) if len(joined) > most else [joined]
    note = read_note_marker(group[0].text) if len(parts) == 1 else None
    for part in parts:
        yield TextBlock("text", normalize_whitespace(part), group[0].number, number=note.value if note else "")
