"""Characters that show that a text is damaged: an unmapped font, a wrong encoding, a bad layer of OCR."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from resolutions.text.common_characters import COMMON_CHARACTERS, MIN_COMMON_SHARE
from resolutions.text.fold import replace_compatibility_forms
from resolutions.text.han import HAN

_SAMPLE_LENGTH = 200_000  # characters; more would not change the result
_MAX_SHARE = 0.05  # of the printed characters; above it the text is unreadable, below it only some passages are
_CONTROLS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85")  # separate lines or cells
# Bytes of UTF-8 shown as Latin-1 or Windows-1252, of GB18030 shown as Latin-1, and known leftovers of decoders.
_MISREAD_UTF8 = re.compile(r"[ÃÂâäåæçèéãïÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
_MISREAD_GB = re.compile(r"[°-ÿ]{4,}")
_LEFTOVERS = re.compile(r"锟斤拷|烫烫烫|屯屯屯|锘縚|ï»¿|\(cid:\d{1,5}\)|/g\d{1,4}(?=/g\d)")
_MISREAD_BEGINNINGS = frozenset(map(chr, range(0x80, 0x100)))
_LEFTOVER_BEGINNINGS = frozenset("锟烫屯锘ï(/")
# Sound letters, which are most of a text and told at once.
_COMMON_CHINESE = frozenset(filter(HAN.match, COMMON_CHARACTERS))
_LEAST_CHARACTERS = 40  # for a judgement by the share of common characters, or of letters
_MIN_LETTER_SHARE = 0.4
PRIVATE, SYMBOL, REPLACED, CONTROL = "private", "symbol", "replaced", "control"
MISREAD, UNCOMMON, NO_WORDS = "misread", "uncommon", "none"
_SENTENCES = {
    PRIVATE: "文字中有大量没有对应文字的字符（字体没有文字映射），无法辨认",
    SYMBOL: "文字是符号字体的字符，没有文字映射，无法辨认",
    REPLACED: "文字中有大量已损坏的字符（�），无法辨认",
    CONTROL: "文字中有大量控制字符，无法辨认",
    MISREAD: "文字像是用错了编码的乱码，无法辨认",
    UNCOMMON: "文字中几乎没有常用汉字，像是乱码或识别有误",
    NO_WORDS: "文字大多是符号，没有成句的文字，像是识别有误",
}
_PASSAGE = "文本中有 {count} 个无法辨认的字符，请对照原件"


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage of a text: a Chinese sentence for the editor; ``is_unreadable`` when the whole text is affected."""

    sentence: str
    is_unreadable: bool


@dataclass(frozen=True, slots=True)
class _Traits:
    """Traits of one character: the kind of damage that it shows, and the Chinese character that it is or stands for."""

    damage: str
    is_printed: bool
    is_letter: bool
    is_chinese: bool
    is_common: bool


def count_characters(text: str) -> Counter[str]:
    """Count the characters of the sample that is judged."""
    return Counter(text[:_SAMPLE_LENGTH])


def find_damage(text: str, characters: Counter[str] | None = None) -> Damage | None:
    """Tell a text that cannot be read, or has characters that cannot, by its characters; None for a sound text.

    >>> find_damage("\\ue123\\ue124\\ue125\\ue126安理会").is_unreadable, find_damage("安全理事会，回顾其决议，")
    (True, None)

    ``characters`` are those of ``count_characters``. No input raises.
    """
    characters = count_characters(text) if characters is None else characters
    usual = characters.keys() & _COMMON_CHINESE
    printed = letters = chinese = common = sum(map(characters.__getitem__, usual))
    counts: Counter[str] = Counter()
    for character, number in characters.items():
        if character in usual:
            continue
        traits = _read_traits(character)
        printed += number * traits.is_printed
        letters += number * traits.is_letter
        chinese += number * traits.is_chinese
        common += number * traits.is_common
        if traits.damage:
            counts[traits.damage] += number
    if misread := _count_misread(text[:_SAMPLE_LENGTH], characters):
        counts[MISREAD] += misread
    total = sum(counts.values())
    if total > _MAX_SHARE * printed:
        return Damage(_SENTENCES[max(counts, key=lambda kind: counts[kind])], True)
    if kind := _implausible_kind(printed, letters, chinese, common):
        return Damage(_SENTENCES[kind], True)
    total -= counts[SYMBOL]  # a few of them are list signs
    return Damage(_PASSAGE.format(count=total), False) if total else None


def _count_misread(sample: str, characters: Counter[str]) -> int:
    """Count the characters of all misread places."""
    patterns = []
    if not _MISREAD_BEGINNINGS.isdisjoint(characters):
        patterns += [_MISREAD_UTF8, _MISREAD_GB]
    if not _LEFTOVER_BEGINNINGS.isdisjoint(characters):
        patterns.append(_LEFTOVERS)
    return sum(len(place[0]) for pattern in patterns for place in pattern.finditer(sample))


@lru_cache(maxsize=8192)
def _read_traits(character: str) -> _Traits:
    plain = replace_compatibility_forms(character)
    is_chinese = bool(HAN.match(plain))
    return _Traits(
        damage=_damage_of(character),
        is_printed=not character.isspace(),
        is_letter=character.isalnum(),
        is_chinese=is_chinese,
        is_common=is_chinese and plain in COMMON_CHARACTERS,
    )


def _damage_of(character: str) -> str:
    if character in _CONTROLS:
        return ""
    if character == "\N{REPLACEMENT CHARACTER}":
        return REPLACED
    if "\uf000" <= character <= "\uf0ff":
        return SYMBOL
    return {"Co": PRIVATE, "Cn": PRIVATE, "Cs": REPLACED, "Cc": CONTROL}.get(unicodedata.category(character), "")


def _implausible_kind(printed: int, letters: int, chinese: int, common: int) -> str:
    """Return the kind of damage of a text whose characters are sound but make no words; empty for a plausible text.

    The arguments count the printed characters, and among them the letters, the Chinese and the common Chinese ones.
    """
    if printed < _LEAST_CHARACTERS:
        return ""
    if letters < _MIN_LETTER_SHARE * printed:
        return NO_WORDS
    if chinese < max(_LEAST_CHARACTERS, printed / 4):
        return ""
    return UNCOMMON if common < MIN_COMMON_SHARE * chinese else ""
