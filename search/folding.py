"""Folding: printed variants of a text made equal, alike for index and query.

Width, case, accents, traditional and simplified characters, quotation marks, dashes and
blanks. ``Folded`` keeps the way back to the text as printed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import opencc

BREAK = "\n"  # between units that are not one running text; no query holds it
HAN = "〇㐀-䶿一-鿿豈-﫿𠀀-𳎯"

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


_FOLD = _Fold()
_INNER_BLANKS = re.compile(r"(?<=[a-z0-9]) +(?=[a-z0-9])")


def fold(text: str) -> str:
    """The text in the one form that index and query share.

    >>> fold("第２５５３ （２０２０）號決議，“S/RES/ 2553”")
    '第2553(2020)号决议,"s/res/2553"'
    >>> fold("the Security  Council")
    'the security council'

    Blanks stay only between two ASCII letters or digits, one at a time. No input raises.
    """
    return _INNER_BLANKS.sub("\x1f", text.translate(_FOLD)).replace(" ", "").replace("\x1f", " ")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters stood: ``text[i]`` came from ``source[i]``."""

    text: str
    source: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the printed text that ``text[start:end]`` came from, end exclusive."""
        return self.source[start], self.source[end - 1] + 1


def fold_with_map(text: str, leave_out: Iterable[tuple[int, int]] = ()) -> Folded:
    """Fold ``text`` without the ranges of ``leave_out`` (footnote marks) and keep the way back.

    >>> folded = fold_with_map("决定。905 安理会", [(3, 6)])
    >>> folded.text, folded.printed(2, 4)
    ('决定。安理会', (2, 8))
    """
    dropped = {i for start, end in leave_out for i in range(start, end)}
    characters: list[str] = []
    source: list[int] = []
    blank = -1
    for position, character in enumerate(text):
        if position in dropped:
            continue
        for piece in _FOLD[ord(character)]:
            if piece == " ":
                blank = position
                continue
            if blank >= 0 and characters and _is_ascii_word(piece) and _is_ascii_word(characters[-1]):
                characters.append(" ")
                source.append(blank)
            blank = -1
            characters.append(piece)
            source.append(position)
    return Folded("".join(characters), tuple(source))


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()
