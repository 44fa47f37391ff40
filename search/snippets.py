"""The best paragraphs of a found document, with the hits marked on the text as printed."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.folding import Folded, fold_with_map

MOST_PASSAGES = 3
LONGEST_SNIPPET = 170  # characters; about four lines on a wide page
MOST_HITS = 2_000  # hits looked at in one document
_CLAUSE_ENDS = "。；;！？!?\n"
_PAUSES = "，,、：:"
_WEIGHT_OF_KIND = {"operative": 1.2, "sub": 1.2, "preamble": 1.1, "footnote": 0.8, "heading": 0.7}

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of one paragraph. ``ranges`` are the hits in ``text``, ascending and apart from each other."""

    anchor: str
    label: str
    kind: str
    text: str
    ranges: tuple[Range, ...]
    is_cut_before: bool
    is_cut_after: bool

    @property
    def runs(self) -> list[Run]:
        runs, position = [], 0
        for start, end in self.ranges:
            runs += [Run(self.text[position:start], False), Run(self.text[start:end], True)]
            position = end
        return [run for run in [*runs, Run(self.text[position:], False)] if run.text]


@dataclass(slots=True)
class _Found:
    """What was found in one passage: hits on its printed text, and which needles they were."""

    number: int
    ranges: list[Range] = field(default_factory=list)
    needles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Needles:
    """The folded strings to mark, compiled once a query. ``whole`` counts more than its words."""

    pattern: re.Pattern[bytes] | None
    whole: str = ""

    @classmethod
    def of(cls, strings: Iterable[str], whole: str = "") -> "Needles":
        unique = sorted(set(strings) | ({whole} if whole else set()), key=len, reverse=True)
        return cls(re.compile(b"|".join(re.escape(s.encode()) for s in unique)) if unique else None, whole)


def snippets(card: dict, text: bytes, reading: bytes, needles: Needles) -> tuple[list[Snippet], int]:
    """Up to three paragraphs of a document and the number of further ones that were hit."""
    found = _find(card, text, reading, needles)
    if not found:
        return [], 0
    ranked = sorted(found.values(), key=lambda one: (-_worth(one, card, needles.whole), one.number))
    chosen = sorted(ranked[:MOST_PASSAGES], key=lambda one: one.number)
    return [_snippet(one, card, reading) for one in chosen], len(found) - len(chosen)


def _find(card: dict, text: bytes, reading: bytes, needles: Needles) -> dict[int, _Found]:
    places: list[Sequence[int]] = card["places"]
    starts = [place[0] for place in places] + [len(text)]
    found: dict[int, _Found] = {}
    maps: dict[tuple[int, int], Folded] = {}
    for count, match in enumerate(needles.pattern.finditer(text) if needles.pattern else ()):
        if count == MOST_HITS:
            break
        unit = bisect_right(starts, match.start()) - 1
        while unit < len(places) and starts[unit] < match.end():
            _note(found, maps, card, text, reading, unit, starts, match)
            unit += 1
    return found


def _note(found, maps, card, text, reading, unit: int, starts: list[int], match: re.Match[bytes]) -> None:
    """Add the part of a hit that lies in one unit of the text to its passage."""
    _, number, is_variant = card["places"][unit]
    if number < 0:
        return
    one = found.setdefault(number, _Found(number))
    one.needles.add(match[0].decode())
    if len(one.ranges) > 200:
        return
    if (number, is_variant) not in maps:
        marks = () if is_variant else [tuple(mark) for mark in card["passages"][number][3]]
        maps[number, is_variant] = fold_with_map(passage_text(card, reading, number), marks)
    folded = maps[number, is_variant]
    piece = text[starts[unit] : starts[unit + 1]].decode()
    base = (
        folded.text.find(piece.lstrip("\n ")) - (len(piece) - len(piece.lstrip("\n ")))
        if is_variant
        else -piece.startswith(" ")
    )
    before = len(text[starts[unit] : max(match.start(), starts[unit])].decode())
    after = len(text[starts[unit] : min(match.end(), starts[unit + 1])].decode())
    start, end = max(base + before, 0), min(base + after, len(folded.text))
    if start < end:
        one.ranges.append(folded.printed(start, end))


def passage_text(card: dict, reading: bytes, number: int) -> str:
    return reading[card["starts"][number] : card["starts"][number + 1]].decode()


def _worth(one: _Found, card: dict, whole: str) -> float:
    """How much a reader wants to see a passage: different needles, long ones, the whole query above all."""
    words = sum(min(len(needle), 6) for needle in one.needles)
    worth = words + (20 if whole and whole in one.needles else 0) + min(len(one.ranges), 5) * 0.3
    return worth * _WEIGHT_OF_KIND.get(card["passages"][one.number][0], 1.0)


def _snippet(one: _Found, card: dict, reading: bytes) -> Snippet:
    kind, label, anchor, _ = card["passages"][one.number]
    text = passage_text(card, reading, one.number)
    ranges = merge(one.ranges)
    start, end = window(text, ranges)
    inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in ranges if s < end and e > start)
    return Snippet(anchor, label, kind, text[start:end], inside, start > 0, end < len(text))


def merge(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch joined.

    >>> merge([(5, 7), (0, 3), (2, 5)])
    [(0, 7)]
    """
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def window(text: str, ranges: Sequence[Range], longest: int = LONGEST_SNIPPET) -> Range:
    """The part of ``text`` to show: whole clauses around as many hits as fit, some words before the first."""
    if len(text) <= longest or not ranges:
        return 0, min(len(text), longest)
    first = max(ranges, key=lambda one: (sum(one[0] <= s < one[0] + longest * 2 // 3 for s, _ in ranges), -one[0]))
    start = _clause_start(text, first[0], longest // 3)
    end = max(start + longest, min(first[1], start + 2 * longest))
    if len(text) - end < 12:
        return start, len(text)
    stop = max((text.rfind(mark, first[1], end) for mark in _CLAUSE_ENDS), default=-1)
    pause = max((text.rfind(mark, first[1], end) for mark in _PAUSES), default=-1)
    for place in (stop, pause):
        if place > start + longest * 2 // 3:
            return start, place + 1
    return start, end


def _clause_start(text: str, hit: int, reach: int) -> int:
    """Where the clause of a hit begins, at most ``reach`` characters before it."""
    low = max(hit - reach, 0)
    if low == 0:
        return 0
    for marks in (_CLAUSE_ENDS, _PAUSES):
        place = max(text.rfind(mark, low, hit) for mark in marks)
        if place >= 0:
            return place + 1
    return low
