"""Folding of printed variants, so that each pattern is written once, in simplified half-width characters.

``fold_variants`` replaces characters one by one and keeps all offsets. ``squeeze`` removes white space and
returns a map back to the offsets before. The table of traditional characters comes from OpenCC, see
``tools/character_variants.py``, those of compatibility forms and old glyphs from Unicode, see
``tools/compatibility_forms.py`` and ``tools/old_glyphs.py``; licences in resolutions/text/variants.
"""

import re
from functools import lru_cache
from pathlib import Path

from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS

# Read in this order: a pair of a later file replaces that of an earlier one.
VARIANT_FILES = ("old_glyphs.txt", "opencc_t2s.txt")
_VARIANTS_FOLDER = Path(__file__).resolve().parent / "variants"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u3000\xa0", " "),
        **dict.fromkeys("〔﹝", "("),
        **dict.fromkeys("〕﹞\ufe5e", ")"),
        **dict.fromkeys("–—－−", "-"),
        **dict.fromkeys("「『", "“"),
        **dict.fromkeys("」』", "”"),
        **dict.fromkeys("○◯", "〇"),
    }
)
_LETTER_FOR_ZERO = re.compile(rf"(?<=[{CHINESE_DIGIT_CHARACTERS}])O+(?=[{CHINESE_DIGIT_CHARACTERS}年条号)])")
_ORDINARY = ((0, 0x80), (0x2010, 0x2030), (0x3000, 0x3020), (0x4E00, 0xA000))  # ASCII, marks, Chinese characters
_LONGEST_KEPT = 240  # characters
# Soft hyphens, zero-width blanks, marks of direction and word joiners print nothing.
_BLANK = re.compile(r"\s")
_WHITE_SPACE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")


def read_variants(file: Path) -> dict[int, str]:
    """Read a file of character pairs for ``str.translate``; lines that begin with ``#`` are comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {ord(line[0]): line[1] for line in lines if line and not line.startswith("#")}


# Radicals and other forms that PDF fonts put in the place of Chinese characters and marks: ⼤ for 大.
COMPATIBILITY_FORMS = read_variants(_VARIANTS_FOLDER / "compatibility_forms.txt")
# Old and regional glyphs that OpenCC leaves as they are: 吿 for 告.
OLD_GLYPHS = read_variants(_VARIANTS_FOLDER / "old_glyphs.txt")

SIMPLIFIED_FORMS = read_variants(_VARIANTS_FOLDER / "opencc_t2s.txt")


def _build_table() -> dict[int, int | str]:
    """Return the table of ``fold_variants``.

    Ordinary characters stand for themselves: ``str.translate`` raises and catches a KeyError for each missing one,
    which takes twice as long.
    """
    table: dict[int, int | str] = {}
    for name in VARIANT_FILES:
        table |= read_variants(_VARIANTS_FOLDER / name)
    table |= _FULL_WIDTH
    table |= _PUNCTUATION
    compatible: dict[int, int | str] = {
        code: table.get(ord(plain), plain) for code, plain in COMPATIBILITY_FORMS.items()
    }
    ordinary: dict[int, int | str] = {code: code for first, end in _ORDINARY for code in range(first, end)}
    return ordinary | compatible | table


_TABLE = _build_table()


def _build_script_table() -> dict[int, int | str]:
    ordinary: dict[int, int | str] = {code: code for first, end in _ORDINARY for code in range(first, end)}
    for name in VARIANT_FILES:
        ordinary |= read_variants(_VARIANTS_FOLDER / name)
    return ordinary


_SCRIPT_TABLE = _build_script_table()


def fold_script(text: str) -> str:
    """Replace traditional characters and old glyphs by simplified ones, and nothing else; the length stays.

    >>> fold_script("回顧其關於兒童與武裝衝突的決議，")
    '回顾其关于儿童与武装冲突的决议，'
    """
    return text.translate(_SCRIPT_TABLE)


def fold_variants(text: str) -> str:
    """Fold ``text`` to simplified characters, half width and one form of brackets, quotation marks and dashes.

    >>> fold_variants("第２５５３（２０２０）號決議")
    '第2553(2020)号决议'
    >>> fold_variants("二○○四年、第一O二条"), fold_variants("⼤会12⽉3⽇第⼆⼗四条")
    ('二〇〇四年、第一〇二条', '大会12月3日第二十四条')

    The result is as long as ``text``, so offsets stay valid. Characters are converted without their context;
    for search, ``search.chinese.folding`` converts words.
    """
    folded = text.translate(_TABLE)
    return _LETTER_FOR_ZERO.sub(lambda letters: "〇" * len(letters[0]), folded) if "O" in folded else folded


def replace_compatibility_forms(text: str) -> str:
    """Replace radicals and other compatibility forms by the ordinary characters; scripts and widths stay.

    >>> replace_compatibility_forms("⼤会第二十四屆")
    '大会第二十四屆'

    For values that are shown and compared outside the text, such as a title. The text itself stays as printed.
    """
    return text.translate(COMPATIBILITY_FORMS)


def squeeze(text: str) -> tuple[str, list[int] | None]:
    """Remove white space; return the squeezed text and the offset in ``text`` of each of its characters.

    Characters that print nothing are removed, too. One blank is left between two ASCII letters or digits, so that
    ``S/2020/1193 2020年`` does not run together. The offsets are None where nothing was removed.

    >>> squeeze("第 2553 (2020)号")
    ('第2553(2020)号', [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13])
    """
    if not _WHITE_SPACE.search(text):
        return text, None
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for blank in _WHITE_SPACE.finditer(text):
        pieces.append(text[at : blank.start()])
        offsets.extend(range(at, blank.start()))
        at = blank.end()
        if _separates_words(text, blank):
            pieces.append(" ")
            offsets.append(blank.start())
    pieces.append(text[at:])
    offsets.extend(range(at, len(text)))
    return "".join(pieces), offsets


def fold_and_squeeze(text: str) -> str:
    """Fold ``text`` and remove its white space, for matching patterns.

    >>> fold_and_squeeze("第 ２５５３（２０２０）號決議")
    '第2553(2020)号决议'
    """
    return _fold_and_squeeze_line(text) if len(text) <= _LONGEST_KEPT else _squeeze_text(fold_variants(text))


@lru_cache(maxsize=512)
def _fold_and_squeeze_line(line: str) -> str:
    """Fold and squeeze one of the first lines of a text, which the readers of each kind of document all ask for."""
    return _squeeze_text(fold_variants(line))


def _squeeze_text(text: str) -> str:
    """Return the text of ``squeeze`` alone."""
    return _WHITE_SPACE.sub(lambda blank: " " if _separates_words(text, blank) else "", text)


def _separates_words(text: str, blank: re.Match[str]) -> bool:
    """Return True for white space between two ASCII letters or digits."""
    start, end = blank.span()
    return (
        start > 0
        and end < len(text)
        and is_ascii_word(text[start - 1])
        and is_ascii_word(text[end])
        and bool(_BLANK.search(blank[0]))
    )


@lru_cache(maxsize=256)
def is_ascii_word(character: str) -> bool:
    """Return True for an ASCII letter or digit, False for anything else and for the empty string."""
    return character.isascii() and character.isalnum()
