"""Folding: printed variants of a text made equal, alike for index and query.

Width, case, accents, traditional and simplified characters, quotation marks, dashes and
blanks. ``AlignedText`` keeps the way back to the text as printed.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from resolutions.text.fold import is_ascii_word

UNIT_SEPARATOR = "\n"  # between units that are not one running text; no query holds it
HAN_RANGES = "〇㐀-䶿一-鿿豈-﫿𠀀-𳎯"

_VARIANTS = {
    **dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′＇`´", "'"),
    **dict.fromkeys("‐‑‒–—―−－─", "-"),
    **dict.fromkeys("·•・‧∙⋅●▪", "·"),
    **dict.fromkeys("〔［【﹝[", "("),
    **dict.fromkeys("〕］】﹞]", ")"),
    **dict.fromkeys("〈＜<", "《"),
    **dict.fromkeys("〉＞>", "》"),
    **dict.fromkeys("〜～∼", "~"),
    **dict.fromkeys("○◯", "〇"),
}


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """``text`` with its traditional characters simplified."""
    return _simplifier().convert(text)


class _Fold(dict[int, str]):
    """What one character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _VARIANTS:
        return _VARIANTS[character]
    category = unicodedata.category(character)
    if character.isspace() or category in ("Cc", "Zl", "Zp", "Cn", "Co"):
        return " "
    if category in ("Cf", "Mn", "Me", "Cs"):
        return ""
    if character < "\x80":
        return character.lower()
    parts = (c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")
    plain = "".join(_VARIANTS.get(c, c) for c in parts).lower()
    return _simplifier().convert(plain) if len(plain) == 1 and plain >= "⺀" else plain


_BETWEEN = "\x1e"  # the record separator: kept while several texts are folded in one go
_FOLD = _Fold({ord(_BETWEEN): _BETWEEN})
_INNER_BLANKS = re.compile(r"(?<=[a-z0-9]) +(?=[a-z0-9])")


def fold(text: str) -> str:
    """The text in the one form that index and query share.

    >>> fold("第２５５３ （２０２０）號決議，“S/RES/ 2553”")
    '第2553(2020)号决议,"s/res/2553"'
    >>> fold("the Security  Council")
    'the security council'

    Blanks stay only between two ASCII letters or digits, one at a time. No input raises.
    """
    return _fold(text.replace(_BETWEEN, " "))


def _fold(text: str) -> str:
    return _INNER_BLANKS.sub("\x1f", text.translate(_FOLD)).replace(" ", "").replace("\x1f", " ")


def fold_each(texts: list[str]) -> list[str]:
    """Each text folded; much quicker than one by one when they are many and short."""
    joined = _BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts)
    return _fold(joined).split(_BETWEEN) if texts else []


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A folded text and where each of its characters stood: ``text[i]`` came from ``source[i]``."""

    text: str
    source_offsets: Sequence[int]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the printed text that ``text[start:end]`` came from, end exclusive."""
        return self.source_offsets[start], self.source_offsets[end - 1] + 1

    def folded_range(self, start: int, end: int) -> range:
        """The characters of ``text`` that come from ``start`` to ``end`` of the printed text."""
        return range(bisect_left(self.source_offsets, start), bisect_left(self.source_offsets, end))


def fold_with_map(text: str, excluded_ranges: Iterable[tuple[int, int]] = ()) -> AlignedText:
    """Fold ``text`` without the ranges of ``excluded_ranges`` (footnote marks) and keep the way back.

    >>> folded = fold_with_map("决定。905 安理会", [(3, 6)])
    >>> folded.text, folded.printed_span(2, 4)
    ('决定。安理会', (2, 8))
    """
    text = text.replace(_BETWEEN, " ")
    dropped = {place for start, end in excluded_ranges for place in range(start, end)}
    source: Sequence[int] = range(len(text))
    if dropped:
        source = [place for place in source if place not in dropped]
    kept = "".join(text[place] for place in source) if dropped else text
    plain = kept.translate(_FOLD)
    if len(plain) != len(kept):  # some characters became none or several
        source = [place for place, character in zip(source, kept, strict=True) for _ in _FOLD[ord(character)]]
    return _without_blanks(plain, source)


_BLANKS = re.compile(" +")


def _without_blanks(plain: str, source: Sequence[int]) -> AlignedText:
    """Drop blanks but one between two ASCII letters or digits, as ``fold`` does."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for blank in _BLANKS.finditer(plain):
        start, end = blank.span()
        pieces.append(plain[position:start])
        places.extend(source[position:start])
        if start and is_ascii_word(plain[start - 1]) and is_ascii_word(plain[end : end + 1]):
            pieces.append(" ")
            places.append(source[start])
        position = end
    pieces.append(plain[position:])
    places.extend(source[position:])
    return AlignedText("".join(pieces), places)


_SPACES = re.compile(r"\s+")


def find_unalignable_characters(text: str) -> set[str]:
    """The characters of ``text`` that do not fold to exactly one, blanks left aside: ``align`` cannot follow them."""
    return {c for c in set(text) if len(_FOLD[ord(c)]) != 1 or (_FOLD[ord(c)] == " ") != c.isspace()}


def align(text: str, folded: str) -> AlignedText:
    """The way back from ``folded`` to ``text`` without folding it again; ``text`` has no odd characters.

    >>> align("决定 于 2020 年", "决定于2020年").source_offsets
    [0, 1, 3, 5, 6, 7, 8, 10]
    """
    if len(folded) == len(text):
        return AlignedText(folded, range(len(text)))
    places: list[int] = []
    position = 0
    for blank in _SPACES.finditer(text):
        start, end = blank.span()
        places.extend(range(position, start))
        if folded[len(places) : len(places) + 1] == " ":
            places.append(start)
        position = end
    places.extend(range(position, len(text)))
    return AlignedText(folded, places)


def iter_separators(texts: Iterable[str]) -> Iterator[str]:
    """What keeps each folded text apart from the one before, as one running text: a blank between two words.

    >>> list(iter_separators(["决定", "s/res", "2553", "号"]))
    ['', '', ' ', '']
    """
    before = UNIT_SEPARATOR
    for text in texts:
        yield " " if is_ascii_word(before[-1:]) and is_ascii_word(text[:1]) else ""
        before = text or before
