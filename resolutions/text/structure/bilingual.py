"""Bilingual texts: the paragraphs of the other language between those of the document's own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from resolutions.text.han import HAN
from resolutions.text.language import UNKNOWN, read_latin_language
from resolutions.text.layout import TextBlock

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿœ]{2,}")
_OTHER_SCRIPTS = {"ru": re.compile(r"[А-яЁё]"), "ar": re.compile(r"[\u0600-\u06ff]")}
_FEWEST = 3  # paragraphs of the other language
_SHARE = 5  # one of so many paragraphs is of the other language
_SAMPLE = 400  # characters
_BEGINNING = 16  # characters, of which more than half are Chinese in almost every paragraph of a Chinese text


def mark_languages(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Set the language of the paragraphs that are not in the language of the text.

    A text is bilingual when at least a fifth of its paragraphs, and three, are in one other language. Names in Latin
    letters in an annex are therefore no other language.
    """
    languages = [read_language(block.text) if block.role == "text" else "" for block in blocks]
    counts = Counter(language for language in languages if language)
    if len(counts) < 2:
        return list(blocks)
    own = "zh" if counts["zh"] * _SHARE >= sum(counts.values()) else counts.most_common(1)[0][0]
    others = {
        language
        for language, count in counts.items()
        if language != own and count >= _FEWEST and count * _SHARE >= len(blocks)
    }
    return [
        replace(block, language=language) if language in others else block
        for block, language in zip(blocks, languages, strict=True)
    ]


def read_language(text: str) -> str:
    """Return the ISO 639-1 code of a paragraph's language, by its script and its small words; empty when unclear.

    >>> [read_language(t) for t in ("回顾S/PRST/2014/5，", "Recalling its resolutions of the", "1.", "Resolution")]
    ['zh', 'en', '', 'en']

    """
    if len(HAN.findall(text[:_BEGINNING])) > _BEGINNING // 2:
        return "zh"
    sample = text[:_SAMPLE]
    han, latin = len(HAN.findall(sample)), len(_LATIN_WORD.findall(sample))
    for language, script in _OTHER_SCRIPTS.items():
        if len(script.findall(sample)) > max(han, 3):
            return language
    if han >= latin:
        return "zh" if han else ""
    language = read_latin_language(Counter(_LATIN_WORD.findall(sample.lower())))
    return "" if language == UNKNOWN else language
