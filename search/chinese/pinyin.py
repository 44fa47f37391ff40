"""Pinyin of terms for type-ahead: in full and as initials."""

from dataclasses import dataclass
from functools import lru_cache

from pypinyin import lazy_pinyin


@dataclass(frozen=True, slots=True)
class Pinyin:
    """Pinyin of a term in lower case, without tones and blanks."""

    full: str
    initials: str


@lru_cache(maxsize=20_000)
def to_pinyin(term: str) -> Pinyin:
    """Convert a term to pinyin.

    >>> to_pinyin("安全部门")
    Pinyin(full='anquanbumen', initials='aqbm')
    """
    syllables = to_syllables(term)
    return Pinyin("".join(syllables), "".join(syllable[:1] for syllable in syllables))


def to_syllables(term: str) -> list[str]:
    """Return the pinyin of each character in lower case, without tones; other letters stay as they are.

    >>> to_syllables("安理会")
    ['an', 'li', 'hui']
    """
    return [syllable.lower() for syllable in lazy_pinyin(term)]
