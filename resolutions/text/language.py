"""Language of a text, told by its scripts and, among those of Latin letters, by its commonest words."""

import re
from collections import Counter

from resolutions.text.han import HAN, HAN_RANGES

CHINESE = "zh"
UNKNOWN = "und"  # the code of ISO 639-3 for an undetermined language
LANGUAGE_NAMES = {
    CHINESE: "中文本",
    "en": "英文本",
    "fr": "法文本",
    "ru": "俄文本",
    "es": "西班牙文本",
    "ar": "阿拉伯文本",
    "ja": "日文本",
    "ko": "韩文本",
    "de": "德文本",
    "it": "意大利文本",
    "pt": "葡萄牙文本",
    "fa": "波斯文本",
    "uk": "乌克兰文本",
    UNKNOWN: "外文文本",
}
_SAMPLE_LENGTH = 100_000  # characters; more would not change the result
_SHORTEST = 4  # words or Chinese characters; fewer tell no language
_CHINESE_SHARE = 0.15  # of Chinese characters in a text with another language beside the Chinese, line by line
_KANA_SHARE = 0.2  # of the characters; a Japanese text has about half, a Chinese one a の in a name
_STOP_WORD_SHARE = 0.08  # of the words of a text in Latin letters; below it they are no text in these languages
_UNITS = re.compile(
    rf"(?P<zh>[\u2e80-\u2fdf{HAN_RANGES}])|(?P<ja>[ぁ-ゖァ-ヺー])|(?P<ko>[가-힣])|"
    r"(?P<latin>[a-zà-öø-ÿœ]+)|(?P<cyrillic>[\u0400-\u04ff]+)|(?P<arabic>[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]+)|"
    r"(?P<other>[\u0370-\u03ff\u0530-\u05ff\u0700-\u1cff]+)"
)
_STOP_WORDS = {
    "en": "the of and to in that its by for on with as at from which all this be their resolution",
    "fr": "le la les de des du et en que dans par pour sur une un à au aux ses qui d l résolution",
    "es": "el la los las de del y en que por para con una un a al su sus se resolución",
    "pt": "o os as de do da dos das e em que por para com uma um ao à seus não resolução",
    "de": "der die das und den des von zu im in mit für auf dem daß dass ist eine resolution",
    "it": "il lo gli di del della dei delle e che per con una un nel sulla dal si risoluzione",
}
_LANGUAGES_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_BY_WORD.setdefault(_word, []).append(_language)
_PERSIAN, _UKRAINIAN = re.compile("[پچژگ]"), re.compile("[іїєґ]")


def detect_language(text: str, characters: Counter[str] | None = None) -> str:
    """Return the language of ``text`` as a code of ``LANGUAGE_NAMES``; ``UNKNOWN`` for any other.

    >>> [detect_language(t) for t in ("安全理事会，回顾其以往各项决议", "Recalling all its previous resolutions")]
    ['zh', 'en']

    A text with Chinese beside another language is Chinese. So is one with too few words to tell.
    ``characters`` are those of at least the sample, counted. No input raises.
    """
    if _is_plainly_chinese(Counter(text[:_SAMPLE_LENGTH]) if characters is None else characters):
        return CHINESE
    counts: Counter[str] = Counter()
    latin: Counter[str] = Counter()
    sample = text[:_SAMPLE_LENGTH].lower()
    for unit in _UNITS.finditer(sample):
        script = unit.lastgroup or ""
        counts[script] += 1
        if script == "latin":
            latin[unit[0]] += 1
    total = sum(counts.values())
    east_asian = counts["zh"] + counts["ja"]
    if total < _SHORTEST:
        return CHINESE
    if east_asian and counts["ja"] >= _KANA_SHARE * east_asian and east_asian > _CHINESE_SHARE * total:
        return "ja"
    if counts["ko"] > counts["zh"] and counts["ko"] > _CHINESE_SHARE * total:
        return "ko"
    if counts["zh"] >= _CHINESE_SHARE * total:
        return CHINESE
    return _language_of_script(max(counts, key=lambda script: counts[script]), latin, sample)


def _is_plainly_chinese(characters: Counter[str]) -> bool:
    """Return True if Chinese characters alone decide, which spares the division into words.

    There are at most as many words in other letters as letters.
    """
    chinese = others = 0
    for character, number in characters.items():
        if HAN.match(character):
            chinese += number
        elif character.isalpha():
            others += number
    return others <= min(_KANA_SHARE, _CHINESE_SHARE) * chinese


def _language_of_script(script: str, latin: Counter[str], sample: str) -> str:
    if script == "latin":
        return read_latin_language(latin)
    if script == "cyrillic":
        return "uk" if len(_UKRAINIAN.findall(sample)) > len(sample) / 100 else "ru"
    if script == "arabic":
        return "fa" if len(_PERSIAN.findall(sample)) > len(sample) / 100 else "ar"
    return UNKNOWN


def read_latin_language(words: Counter[str]) -> str:
    """Return the language of a text in Latin letters by its ``words``, in lower case; ``UNKNOWN`` for any other."""
    scores = Counter[str]()
    for word, languages in _LANGUAGES_BY_WORD.items():
        for language in languages:
            scores[language] += words[word]
    [(language, score)] = scores.most_common(1)
    return language if score >= _STOP_WORD_SHARE * sum(words.values()) else UNKNOWN
