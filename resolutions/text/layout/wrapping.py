"""Width at which the lines of a text were broken, found from the lines that end in the middle of a sentence."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.text.layout.line_width import count_columns, count_first_word
from resolutions.text.layout.line_words import End, LineWords, Start
from resolutions.text.layout.source_lines import SourceLine

_FEWEST_LINES = 2
_FEWEST_SHARE = 0.1  # of all lines end in the middle of a sentence
_NARROWEST, _WIDEST = 16, 400  # columns; narrower ones are lists
_WIDEST_INDENT = 12  # columns that the first line of a paragraph may be shorter
_SHARE = 0.5  # of the lines that end in the middle of a sentence
_MOST_LONG_LINES = 0.5  # longer lines for one that the width explains; with more, stronger evidence is needed
_STRONG_SHARE, _STRONG_LINES = 0.7, 3
_LONG = 4  # columns beyond the width: a mark that hangs over is allowed
_BEGINNINGS = {Start.NUMBER, Start.LETTER, Start.BULLET, Start.VERB, Start.CAPITAL_VERB, Start.QUOTE, Start.ORGAN}
_NEVER_BROKEN_BEFORE = {Start.NUMBER, Start.LETTER, Start.BULLET, Start.TITLE, Start.OPENING}


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Width of the lines of a wrapped text, in columns; with ``by_character`` in characters of any kind.

    A program that cuts after a number of characters also cuts words and numbers. ``widths`` has the width by margin.
    ``first_width`` is that of lines at the main margin that begin a paragraph, when print indented them.
    """

    width: int
    by_character: bool
    widths: dict[int, int]
    first_width: int

    def spare_room(self, line: SourceLine, words: LineWords, following: SourceLine) -> int:
        """Return the columns that the first word of ``following`` would leave on ``line``; negative: no room for it."""
        length, need = _measure(line, following, self.by_character)
        width = self.widths.get(line.margin, self.width - line.margin)
        if words.start in _BEGINNINGS and length <= self.first_width < width:
            width = self.first_width
        return (width - length - need) * (2 if self.by_character else 1)

    def place(self, line: SourceLine, following: SourceLine) -> str:
        """Return ``first`` or ``later`` for a line as long as only first or only later lines of a paragraph are."""
        length, need = _measure(line, following, self.by_character)
        if self.first_width == self.width or line.margin not in self.widths:
            return "unknown"
        if length > self.first_width:
            return "later"
        return "first" if _explains(self.first_width, length, need) else "unknown"


def find_wrapping(lines: Sequence[SourceLine], words: Sequence[LineWords]) -> Wrapping | None:
    """Return the width that explains most line ends in the middle of a sentence; None for text that is not wrapped.

    A line is explained by each width at which it fits and the next word does not. Linear in the number of lines.
    """
    broken = [
        at
        for at in range(len(lines) - 1)
        if words[at].end in (End.MIDDLE, End.UNFINISHED) and words[at + 1].start not in _NEVER_BROKEN_BEFORE
    ]
    if len(broken) < max(_FEWEST_LINES, _FEWEST_SHARE * len(lines)):
        return None
    columns, by_columns = _fit(lines, words, broken, by_character=False)
    characters, by_character = _fit(lines, words, broken, by_character=True)
    wrapping, explained = (characters, by_character) if by_character > by_columns else (columns, by_columns)
    width = wrapping.width * (2 if wrapping.by_character else 1)
    longer = sum(count_columns(line.text) > width + _LONG for line in lines)
    is_enough = explained >= _SHARE * len(broken)
    if longer > _MOST_LONG_LINES * explained:
        is_enough = explained >= max(_STRONG_SHARE * len(broken), _STRONG_LINES)
    return wrapping if is_enough and width >= _NARROWEST else None


def _measure(line: SourceLine, following: SourceLine, by_character: bool) -> tuple[int, int]:
    """Return the length of a line and that of the word behind it."""
    if by_character:
        return len(line.text), 1
    return count_columns(line.text), count_first_word(following.text)


def _fit(
    lines: Sequence[SourceLine], words: Sequence[LineWords], broken: list[int], by_character: bool
) -> tuple[Wrapping, int]:
    """Return the best widths, and how many of the ``broken`` lines they explain."""
    ends = {at: _measure(lines[at], lines[at + 1], by_character) for at in broken}
    margins: defaultdict[int, list[int]] = defaultdict(list)
    for at in broken:
        margins[lines[at].margin].append(at)
    main = max(margins, key=lambda margin: len(margins[margin]))
    width, explained = _best_width([ends[at] for at in margins[main]])
    indent = _WIDEST_INDENT // (2 if by_character else 1)
    widths = {main: width}
    for margin, others in margins.items():
        if margin != main:
            best, count = _best_width([ends[at] for at in others], width - indent, width + indent)
            if count >= _FEWEST_LINES or (count and count == len(others)):
                widths[margin] = best
                explained += count
    first_width, more = _best_width(
        [ends[at] for at in margins[main] if words[at].start in _BEGINNINGS and not _explains(width, *ends[at])],
        width - indent,
        width - 1,
    )
    if more < _FEWEST_LINES:
        first_width, more = width, 0
    return Wrapping(width, by_character, widths, first_width), explained + more


def _explains(width: int, length: int, need: int) -> bool:
    return length <= width < length + need


def _best_width(ends: list[tuple[int, int]], narrowest: int = 0, widest: int = _WIDEST) -> tuple[int, int]:
    """Return the width that explains most of ``ends`` (length, length of the next word), and how many."""
    change = Counter[int]()
    for length, need in ends:
        change[length] += 1
        change[length + need] -= 1
    best, most, count = 0, 0, 0
    for width in sorted(change):
        count += change[width]
        if count > most and narrowest <= width <= widest:
            best, most = width, count
    return best, most
