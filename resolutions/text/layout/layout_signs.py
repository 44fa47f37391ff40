"""Signs of the layout between two lines, and what they mean in one text: weights learnt from decided line ends."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from resolutions.text.layout.line_words import LineWords
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.layout.wrapping import Wrapping

_UNKNOWN = -9  # lines were taken out between the two: empty lines say nothing
_MOST_EMPTY_LINES = 3
_WIDEST_INDENT = 40  # columns
_LONG = 12  # columns beyond the width: the line was not wrapped
_ROOMS = ((0, "full"), (5, "near"), (11, "close"), (math.inf, "short"))  # columns left behind the next word
_STRONGEST = 8.0  # bound of what one sign can weigh

Weights = dict[tuple[int, object], float]


class Signs(NamedTuple):
    """Signs between two lines.

    ``empty_lines`` and ``indent`` (columns) of the second line are counted from those of lines inside paragraphs.
    ``room`` is left on the first.
    ``place`` tells whether the second is as long as the first or the later lines of paragraphs.
    """

    empty_lines: int
    indent: int
    trailing_blank: bool
    room: str
    place: str


def read_signs(
    last: SourceLine,
    words: LineWords,
    line: SourceLine,
    behind: SourceLine | None,
    wrapping: Wrapping,
    inside: tuple[int, int],
) -> Signs:
    """Return the signs between ``last`` with its words and ``line``, which ``behind`` follows.

    ``inside`` are the empty lines and the margin inside paragraphs.
    """
    is_cut_out = line.behind_page_edge or line.number - last.number - 1 > line.empty_before
    return Signs(
        empty_lines=_UNKNOWN if is_cut_out else _limit(line.empty_before - inside[0], _MOST_EMPTY_LINES),
        indent=_limit(line.margin - inside[1], _WIDEST_INDENT),
        trailing_blank=last.has_trailing_blank,
        room=_classify_room(wrapping.spare_room(last, words, line)),
        place=wrapping.place(line, behind) if behind else "unknown",
    )


def _limit(value: int, most: int) -> int:
    return max(-most, min(value, most))


def _classify_room(spare: int) -> str:
    if spare < -_LONG:
        return "longer"
    return next(name for limit, name in _ROOMS if spare < limit)


def learn_weights(signs: Sequence[Signs], is_joined: Mapping[int, bool]) -> Weights:
    """Return the log odds that a paragraph goes on, for each value of each sign.

    ``is_joined`` are the line ends decided so far, by index. A few counts from everyday layouts are added, so that a
    text with few decided line ends is read as most texts are.
    """
    counts: dict[bool, Counter[tuple[int, object]]] = {True: Counter(), False: Counter()}
    for at, joined in is_joined.items():
        counts[joined].update(enumerate(signs[at]))
    weights: Weights = {}
    for kind in range(len(Signs._fields)):
        values = {between[kind] for between in signs}
        inside, ended = (
            {value: counts[side][kind, value] + _expect(kind, value, side) for value in values}
            for side in (True, False)
        )
        for value in values:
            odds = math.log(inside[value] / sum(inside.values()) / (ended[value] / sum(ended.values())))
            is_unknown = kind == 0 and value == _UNKNOWN
            weights[kind, value] = 0.0 if is_unknown else max(-_STRONGEST, min(_STRONGEST, odds))
    return weights


_EXPECTED_ROOM = {  # inside a paragraph, at its end
    "full": (16.0, 2.0),
    "near": (5.0, 1.0),
    "close": (1.0, 1.5),
    "short": (0.05, 12.0),
    "longer": (0.3, 4.0),
}
_EXPECTED_PLACE = {"first": (0.5, 3.0), "later": (6.0, 0.3), "unknown": (2.0, 2.0)}


def _expect(kind: int, value: object, joined: bool) -> float:
    """Return how often the value of a sign is expected inside a paragraph or at its end, before anything is learnt."""
    sides = (1.0, 1.0)
    if kind == Signs._fields.index("room"):
        sides = _EXPECTED_ROOM[str(value)]
    elif kind == Signs._fields.index("place"):
        sides = _EXPECTED_PLACE[str(value)]
    elif kind == Signs._fields.index("empty_lines"):
        sides = (8.0, 1.0) if value == 0 else (0.05, 4.0) if int(str(value)) > 0 else (1.0, 1.0)
    elif kind == Signs._fields.index("indent"):
        sides = (6.0, 2.0) if value == 0 else (0.1, 3.0)
    return sides[0] if joined else sides[1]
