"""Folding: one form for all printed variants of a text, the same for index and query.

Variants are those of width, case, accents, traditional and simplified characters, old glyphs, radicals and other
compatibility forms, quotation marks, dashes and blanks.
``AlignedText`` maps a folded text back to the text as printed.

Traditional characters are converted by OpenCC when they are first met; the search has no table of its own for them.
``resolutions.text.fold``, which imports the standard library alone, reads a table generated from OpenCC's data.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import opencc

from resolutions.text.fold import COMPATIBILITY_FORMS, OLD_GLYPHS, is_ascii_word

UNIT_SEPARATOR = "\n"  # between units that are not one running text; no folded query contains it

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
    **dict.fromkeys("○◯零", "〇"),
}
# Old, regional and Japanese glyphs that neither OpenCC nor Unihan's kZVariant lead to the usual one.
_GLYPHS = dict(
    zip(
        "彞粧甦叅喆囶壻対屛弐怱戱挿擕昻朂碁浜燄獘県覩矦礮祇秌秊穏窻牕筴缼涖蔴藁螙衹変賍輭辤邨鉄鑚閒隂襍麤",
        "彝妆苏参哲国婿对屏贰匆戏插携昂勖棋滨焰弊县睹侯炮只秋年稳窗窗策缺莅麻稿蠹只变赃软辞村铁钻间阴杂粗",
        strict=True,
    )
)


_BETWEEN_SURROGATES = re.compile("[^\ud800-\udfff]+")


@cache
def load_conversion(name: str) -> Callable[[str], str]:
    """Load a conversion of OpenCC, such as ``t2s``. Lone surrogates, which it refuses, stay as they are."""
    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return lambda text: _BETWEEN_SURROGATES.sub(lambda found: convert(found[0]), text)


def to_simplified(text: str) -> str:
    """Convert traditional characters to simplified ones."""
    return load_conversion("t2s")(text)


class _Fold(dict[int, str]):
    """Translation table of code points, filled as characters are first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    character = COMPATIBILITY_FORMS.get(ord(character), character)
    character = OLD_GLYPHS.get(ord(character), character)
    character = _GLYPHS.get(character, character)
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
    return load_conversion("t2s")(plain) if len(plain) == 1 and plain >= "⺀" else plain


_BETWEEN = "\x1e"  # the record separator, between texts that are folded together
_FOLD = _Fold({ord(_BETWEEN): _BETWEEN})
_INNER_BLANKS = re.compile(r"(?<=[a-z0-9]) +(?=[a-z0-9])")


def fold(text: str) -> str:
    """Convert a text to the form that index and query share.

    >>> fold("第２５５３ （２０２０）號決議，“S/RES/ 2553”")
    '第2553(2020)号决议,"s/res/2553"'
    >>> fold("the Security  Council")
    'the security council'

    A single blank stays between two ASCII letters or digits; all other blanks are removed. No input raises.
    """
    return _fold(text.replace(_BETWEEN, " "))


def _fold(text: str) -> str:
    folded = text.translate(_FOLD)
    return _INNER_BLANKS.sub("\x1f", folded).replace(" ", "").replace("\x1f", " ") if " " in folded else folded


def fold_each(texts: list[str]) -> list[str]:
    """Fold each text; much faster than ``fold`` for many short texts."""
    joined = _BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts)
    return _fold(joined).split(_BETWEEN) if texts else []


@dataclass(frozen=True, slots=True)
class AlignedText:
    """Folded text with the offset of each character in the printed text.

    ``text[i]`` came from character ``source_offsets[i]``.
    """

    text: str
    source_offsets: Sequence[int]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the printed text that ``text[start:end]`` came from, end exclusive."""
        return self.source_offsets[start], self.source_offsets[end - 1] + 1

    def folded_range(self, start: int, end: int) -> range:
        """Return the range of ``text`` that came from characters ``start`` to ``end`` of the printed text."""
        return range(bisect_left(self.source_offsets, start), bisect_left(self.source_offsets, end))


def fold_with_map(text: str, excluded_ranges: Iterable[tuple[int, int]] = ()) -> AlignedText:
    """Fold ``text`` without ``excluded_ranges`` (footnote marks) and record the offsets.

    Ranges are in characters, end exclusive.

    >>> folded = fold_with_map("决定。905 安理会", [(3, 6)])
    >>> folded.text, folded.printed_span(2, 4)
    ('决定。安理会', (2, 8))
    """
    text = text.replace(_BETWEEN, " ")
    excluded = {offset for start, end in excluded_ranges for offset in range(start, end)}
    offsets: Sequence[int] = range(len(text))
    if excluded:
        offsets = [offset for offset in offsets if offset not in excluded]
    included = "".join(text[offset] for offset in offsets) if excluded else text
    folded = included.translate(_FOLD)
    if len(folded) != len(included):  # some characters became none or several
        offsets = [offset for offset, char in zip(offsets, included, strict=True) for _ in _FOLD[ord(char)]]
    return _remove_blanks(folded, offsets)


_BLANKS = re.compile(" +")


def _remove_blanks(text: str, offsets: Sequence[int]) -> AlignedText:
    """Remove blanks, except one between two ASCII letters or digits, as ``fold`` does."""
    pieces: list[str] = []
    source_offsets: list[int] = []
    position = 0
    for blank in _BLANKS.finditer(text):
        start, end = blank.span()
        pieces.append(text[position:start])
        source_offsets.extend(offsets[position:start])
        if start and is_ascii_word(text[start - 1]) and is_ascii_word(text[end : end + 1]):
            pieces.append(" ")
            source_offsets.append(offsets[start])
        position = end
    pieces.append(text[position:])
    source_offsets.extend(offsets[position:])
    return AlignedText("".join(pieces), source_offsets)


_SPACES = re.compile(r"\s+")


def find_unalignable_characters(text: str) -> set[str]:
    """Return the characters that ``find_source_offsets`` cannot follow: no blanks, and not folded to exactly one."""
    return {c for c in set(text) if len(_FOLD[ord(c)]) != 1 or (_FOLD[ord(c)] == " ") != c.isspace()}


def find_source_offsets(text: str) -> Sequence[int]:
    """Return the offset in ``text`` of each character of the folded text, without folding it.

    ``text`` must have no character that ``find_unalignable_characters`` returns.

    >>> find_source_offsets("决定 于 2020 年 a b")
    [0, 1, 3, 5, 6, 7, 8, 10, 12, 13, 14]
    """
    offsets: list[int] = []
    position = 0
    for blank in _SPACES.finditer(text):
        start, end = blank.span()
        offsets.extend(range(position, start))
        is_inside = start > 0 and end < len(text)
        if is_inside and is_ascii_word(_FOLD[ord(text[start - 1])]) and is_ascii_word(_FOLD[ord(text[end])]):
            offsets.append(start)
        position = end
    if not position:
        return range(len(text))
    offsets.extend(range(position, len(text)))
    return offsets


def iter_separators(texts: Iterable[str]) -> Iterator[str]:
    """Yield the separator before each folded text when all are joined: a blank between two ASCII words, or nothing.

    >>> list(iter_separators(["决定", "s/res", "2553", "号"]))
    ['', '', ' ', '']
    """
    before = UNIT_SEPARATOR
    for text in texts:
        yield " " if is_ascii_word(before[-1:]) and is_ascii_word(text[:1]) else ""
        before = text or before
