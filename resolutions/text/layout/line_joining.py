"""Decide for each end of a line whether the paragraph goes on, from the whole text.

Two kinds of evidence are added up as log odds, positive for one paragraph. The words at a line end have fixed weights.
What the layout means – empty lines, indents, trailing blanks, the room left on a line – is learnt from the text itself:
from the line ends that the words alone decide, then once more from all decisions. docs/decisions/joining-lines.md
explains the choice and what the alternatives scored.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from resolutions.text.layout.layout_signs import learn_weights, read_signs
from resolutions.text.layout.line_words import End, LineWords, Start, is_opening_line
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.wrapping import Wrapping, find_wrapping

# Log odds counted at full lines of 64 texts wrapped at fifteen widths, less the odds of a full line itself.
_END_WEIGHTS = {
    End.UNFINISHED: 7.0,
    End.MIDDLE: 4.7,
    End.CONJUNCTION: 1.0,
    End.COMMA: -0.5,
    End.FINAL: -1.5,
    End.HEADING: -8.0,
    End.BARE_MARKER: 5.0,
}
_START_WEIGHTS = {
    Start.CONTINUING: 9.0,
    Start.LOWER: 4.5,
    Start.OTHER: 0.1,
    Start.ORGAN: -1.5,
    Start.QUOTE: -1.5,
    Start.NOTE: -4.0,
    Start.VERB: -3.4,
    Start.CAPITAL_VERB: -6.5,
    Start.LETTER: -4.0,
    Start.BULLET: -4.0,
    Start.NUMBER: -2.0,
    Start.TITLE: -4.0,
    Start.OPENING: -12.0,
}
_NEXT_NUMBER = -9.0  # the printed number that follows the last one
_LATER_NUMBER = -3.0  # the same number (1 bis), or one not far behind: some are missing
_FARTHEST_NUMBER = 5
_BEHIND_NUMBER = {End.COMMA: 3.4, End.FINAL: 0.8}  # numbered paragraphs end with a semicolon and go on with numbers
_IN_HEADING = -3.0  # lines above the opening words mostly have no final mark
_SURE = 4.0  # log odds by words alone that teach the layout
_DOUBT = 1.0  # smaller log odds are a doubt
_LONGEST_HEADING = 60  # lines
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class JoinedLines:
    """Lines of each paragraph, in order. ``undecided`` are lines that may or may not begin one."""

    groups: list[list[SourceLine]]
    cuts_words: bool = False
    undecided: tuple[SourceLine, ...] = ()


def join_lines(lines: Sequence[SourceLine], words: Sequence[LineWords]) -> JoinedLines | None:
    """Group the lines of a wrapped text, with their words, into paragraphs; None when the text is not wrapped."""
    wrapping = find_wrapping(lines, words)
    if not wrapping:
        return None
    opening = next((at for at, line in enumerate(lines[:_LONGEST_HEADING]) if is_opening_line(line.text)), 0)
    spoken = [odds + (_IN_HEADING if at < opening else 0) for at, odds in enumerate(_weigh_words(words))]
    inside = _find_inside(lines, spoken)
    behind = [*lines[2:], None]
    signs = [
        read_signs(last, words[at], line, behind[at], wrapping, inside)
        for at, (last, line) in enumerate(pairwise(lines))
    ]
    sure = {
        at: odds > 0
        for at, odds in enumerate(spoken)
        if abs(odds) >= _SURE and at >= opening and (odds < 0 or signs[at].room != "short")
    }
    odds = spoken
    for _ in range(_ROUNDS):
        weights = learn_weights(signs, sure)
        odds = [spoken[at] + sum(weights[sign] for sign in enumerate(signs[at])) for at in range(len(spoken))]
        sure = {at: value > 0 for at, value in enumerate(odds) if at >= opening}
    return _group(lines, odds, wrapping)


def _find_inside(lines: Sequence[SourceLine], spoken: Sequence[float]) -> tuple[int, int]:
    """Return the empty lines before most lines that surely continue a paragraph, and their margin."""
    continuing = [line for line, odds in zip(lines[1:], spoken, strict=True) if odds >= _SURE] or list(lines)
    empty = Counter(line.empty_before for line in continuing).most_common(1)[0][0]
    return empty, Counter(line.margin for line in continuing).most_common(1)[0][0]


def _weigh_words(words: Sequence[LineWords]) -> Iterable[float]:
    """Yield for each line end the log odds by the words on both sides."""
    number = 0
    for last, following in pairwise(words):
        odds = _END_WEIGHTS[last.end] + _START_WEIGHTS[following.start]
        if following.start != Start.NUMBER:
            odds += _BEHIND_NUMBER.get(last.end, 0.0) if number else 0.0
        elif following.number in (1, number + 1):
            number = following.number
            odds += _NEXT_NUMBER
        elif number <= following.number <= number + _FARTHEST_NUMBER:
            number = following.number
            odds += _LATER_NUMBER
        yield odds


def _group(lines: Sequence[SourceLine], odds: Sequence[float], wrapping: Wrapping) -> JoinedLines:
    groups = [[lines[0]]]
    undecided = []
    for line, value in zip(lines[1:], odds, strict=True):
        if value > 0:
            groups[-1].append(line)
        else:
            groups.append([line])
        if abs(value) < _DOUBT:
            undecided.append(line)
    return JoinedLines(groups, wrapping.by_character, tuple(undecided))
