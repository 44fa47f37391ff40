"""Logical order of lines of Arabic and Hebrew, which are printed from right to left.

Numbers and Latin words inside such a line run from left to right. Simplified from the bidirectional algorithm (UAX 9).
Producers differ in the brackets: those of a line that would begin with a closing one are mirrored.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from resolutions.sources.pdf.glyphs import Glyph

_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_LEFT_TO_RIGHT = frozenset(("L", "EN", "AN"))
_SEPARATORS = frozenset(("CS", "ES"))  # of a number, as in 1.5
_MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "["}
_OPENING, _CLOSING = "([", ")]"


def is_right_to_left(glyphs: Sequence[Glyph]) -> bool:
    """Return True if most letters of a line are written from right to left."""
    if not any("\u0590" <= glyph.text <= "\u08ff" or "\ufb1d" <= glyph.text <= "\ufefc" for glyph in glyphs):
        return False
    kinds = [unicodedata.bidirectional(glyph.text[0]) for glyph in glyphs]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) > sum(kind == "L" for kind in kinds)


def logical_order(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the glyphs of a line, given from left to right, in the order in which they are read."""
    parts: list[list[Glyph]] = []
    for is_foreign, group in groupby(glyphs, key=lambda glyph: _kind(glyph) not in _RIGHT_TO_LEFT):
        run = list(group)
        parts += _parts(run) if is_foreign else [[glyph] for glyph in run]
    parts.reverse()
    brackets = [at for at, part in enumerate(parts) if len(part) == 1 and part[0].text in _MIRRORED]
    if brackets and parts[brackets[0]][0].text in _CLOSING:
        for at in brackets:
            parts[at] = [replace(parts[at][0], text=_MIRRORED[parts[at][0].text])]
    return tuple(glyph for part in parts for glyph in part)


def _kind(glyph: Glyph) -> str:
    return unicodedata.bidirectional(glyph.text[0])


def _parts(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Split glyphs without Arabic letters: Latin words with the numbers behind them are one part, as is a number."""
    start = next((at for at, glyph in enumerate(glyphs) if _kind(glyph) == "L"), None)
    if start is None:
        return _numbers(glyphs)
    inside = [glyph.text for glyph in glyphs[start:] if glyph.text in _MIRRORED]
    if inside and inside[0] in _CLOSING:
        glyphs = [replace(glyph, text=_MIRRORED.get(glyph.text, glyph.text)) for glyph in glyphs]
    end, depth = start, 0
    for at in range(start, len(glyphs)):
        depth += (glyphs[at].text in _OPENING) - (glyphs[at].text in _CLOSING)
        if depth < 0:
            break
        if _kind(glyphs[at]) in _LEFT_TO_RIGHT or (glyphs[at].text in _CLOSING and end >= at - 1):
            end = at
    return [*_numbers(glyphs[:start]), glyphs[start : end + 1], *_parts(glyphs[end + 1 :])]


def _numbers(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Split glyphs into numbers and single marks; a mark between two digits is part of the number."""
    parts: list[list[Glyph]] = []
    in_number = False
    for at, glyph in enumerate(glyphs):
        is_digit = _kind(glyph) in _LEFT_TO_RIGHT
        following = _kind(glyphs[at + 1]) if at + 1 < len(glyphs) else ""
        continues = in_number and (is_digit or (_kind(glyph) in _SEPARATORS and following in _LEFT_TO_RIGHT))
        if continues:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
        in_number = is_digit or continues
    return parts
