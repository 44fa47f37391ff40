"""Words of the dictionary that are pronounced alike, without regard to tones."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from pypinyin.pinyin_dict import pinyin_dict

from search.chinese.dictionary import Dictionary

MAX_SPOKEN_LENGTH = 12  # characters of a word
MAX_SYLLABLE_LENGTH = 6  # letters: zhuang
_COMMON_END = b"\xd8"  # GB 2312 begins with the 3,755 common characters; rare ones would only cost time

_Following = Callable[[int], Iterator[tuple[str, int]]]


@cache
def _syllables() -> dict[str, frozenset[str]]:
    """Return the syllables of each common character, in letters without tones."""
    return {
        character: frozenset(map(_remove_tone, readings.split(",")))
        for character, readings in ((chr(code), readings) for code, readings in pinyin_dict.items())
        if _is_common(character)
    }


@cache
def _characters() -> dict[str, str]:
    """Return the common characters of each syllable."""
    characters: dict[str, str] = {}
    for character, syllables in _syllables().items():
        for syllable in syllables:
            characters[syllable] = characters.get(syllable, "") + character
    return characters


def _is_common(character: str) -> bool:
    try:
        return character.encode("gb2312") < _COMMON_END
    except UnicodeEncodeError:
        return False


def _remove_tone(syllable: str) -> str:
    """Return a syllable as it is typed.

    >>> _remove_tone("zhōng"), _remove_tone("nǚ")
    ('zhong', 'nv')
    """
    plain = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return re.sub("[^a-z]", "", plain)


@lru_cache(maxsize=1_000)
def find_homophones(run: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the words that are pronounced like the beginning of the folded ``run``, ``run`` not among them.

    A rare character stands for itself. At most ``MAX_SPOKEN_LENGTH`` characters are read.
    """

    def following(at: int) -> Iterator[tuple[str, int]]:
        syllables = _syllables().get(run[at], frozenset())
        alike = {run[at], *(one for syllable in syllables for one in _characters()[syllable])}
        return ((character, at + 1) for character in sorted(alike))

    found = _find_words(following, min(len(run), MAX_SPOKEN_LENGTH), dictionary)
    return tuple(word for word, end in found if word != run[:end])


@lru_cache(maxsize=1_000)
def find_words_of_pinyin(letters: str, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the words of at least two characters that are written ``letters`` in pinyin without tones.

    ``letters`` are lower case and joined: suomali, not suo ma li.
    """

    def following(at: int) -> Iterator[tuple[str, int]]:
        ends = range(at + 1, min(at + MAX_SYLLABLE_LENGTH, len(letters)) + 1)
        return ((character, end) for end in ends for character in _characters().get(letters[at:end], ""))

    found = _find_words(following, len(letters), dictionary) if len(letters) <= 6 * MAX_SPOKEN_LENGTH else ()
    return tuple(dict.fromkeys(word for word, end in found if end == len(letters) and len(word) > 1))


def _find_words(following: _Following, length: int, dictionary: Dictionary) -> Iterator[tuple[str, int]]:
    """Yield words and where they end; ``following`` yields the characters that may come at an offset and their ends."""
    pending = [("", 0)]
    while pending:
        prefix, at = pending.pop()
        for character, end in following(at):
            frequency = dictionary.words.get(prefix + character)
            if frequency is not None and len(prefix) < MAX_SPOKEN_LENGTH:
                if frequency and prefix:
                    yield prefix + character, end
                if end < length:
                    pending.append((prefix + character, end))
