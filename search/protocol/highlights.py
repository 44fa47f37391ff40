"""Texts with their hits, as a result shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

from resolutions.display.labels import format_place

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HighlightRun:
    """A stretch of text: one hit, or the text between two hits."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class HighlightedText:
    """A text with its hits; ``ranges`` are ascending, do not touch, and exclude their ends."""

    text: str
    ranges: tuple[Range, ...]

    @property
    def runs(self) -> list[HighlightRun]:
        """The text cut at the ends of the hits; the runs joined give the text.

        >>> [run.text for run in HighlightedText("回顾第2151号决议", ((3, 7),)).runs]
        ['回顾第', '2151', '号决议']
        """
        bounds = [0, *chain.from_iterable(self.ranges), len(self.text)]
        return [
            HighlightRun(self.text[start:end], bool(index % 2))
            for index, (start, end) in enumerate(pairwise(bounds))
            if start < end
        ]


@dataclass(frozen=True, slots=True)
class Snippet(HighlightedText):
    """A part of one paragraph; ``is_cut_before`` and ``is_cut_after`` when the paragraph has more text there."""

    anchor: str
    label: str
    kind: str
    is_cut_before: bool
    is_cut_after: bool

    @property
    def place(self) -> str:
        """The printed number of the paragraph, without one the name of its part."""
        return format_place(self.label, self.kind)

    @property
    def runs(self) -> list[HighlightRun]:
        """The runs with an ellipsis where the paragraph is cut."""
        runs = HighlightedText(self.text, self.ranges).runs
        before = [HighlightRun("…", False)] if self.is_cut_before else []
        after = [HighlightRun("…", False)] if self.is_cut_after else []
        return [*before, *runs, *after]


def merge_ranges(ranges: Iterable[Range]) -> list[Range]:
    """Sort ranges and join those that overlap or touch.

    >>> merge_ranges([(5, 7), (0, 3), (2, 5)])
    [(0, 7)]
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
