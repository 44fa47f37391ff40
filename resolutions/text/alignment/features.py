"""Signs that a Chinese and an English passage write alike: cited documents, numbers, dates, names in Latin letters."""

import re
from collections import Counter
from dataclasses import dataclass

from resolutions.text.citations import CitationContext, find_citations
from resolutions.text.fold import fold_variants
from resolutions.text.language import CHINESE
from resolutions.text.numerals import CHINESE_COUNTING_CHARACTERS, parse_number, parse_roman_number

_MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
_CARDINALS = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TENTHS = [ten.removesuffix("y") + "ieth" for ten in _TENS]
_SMALL = {word: number for words in (_CARDINALS, _ORDINALS) for number, word in enumerate(words, start=1)}
_TEN = {word: 10 * number for words in (_TENS, _TENTHS) for number, word in enumerate(words, start=2)}
_WORDS = "|".join(sorted((*_SMALL, *_TEN), key=len, reverse=True))
_ENGLISH_NUMBER = re.compile(
    rf"(?<![a-z])(?:(?P<ten>{'|'.join(_TENS)})[- ](?P<unit>{_WORDS})|(?P<word>{_WORDS}))(?![a-z])"
)
_MONTH = re.compile(rf"(?<![a-z])(?:{'|'.join(_MONTHS)})(?![a-z])")
_ROMAN = re.compile(r"(?<![A-Za-z])[IVX]{1,6}(?![A-Za-z])")
_DIGITS = re.compile(r"\d+(?:[.,]\d{3})*(?:\.\d+)?")
_CHINESE_MONTH = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,3})月")
_MEASURES = "个項项次届條条章段年日份名国國节天周小項款號号期组組种種倍成度分"
_CHINESE_NUMBER = re.compile(
    rf"第?([{CHINESE_COUNTING_CHARACTERS}百千〇零]{{2,8}})|(?:第|前|后|这|每)?([一二三四五六七八九十两])(?=[{_MEASURES}大])"
)
_LATIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’\-]+")
_TEN_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)(万|亿)")
_SCALES = re.compile(r"(\d+(?:\.\d+)?) (million|billion|thousand)")
_FACTORS = {"万": 10**4, "亿": 10**8, "thousand": 10**3, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Features:
    """Signs of a passage with their counts; ``length`` counts characters without blanks.

    ``citations`` are symbols, ``numbers`` values as text, months as ``m5``. ``latin`` are the words in Latin letters of
    a Chinese passage, and all words of an English one, in lower case.
    """

    citations: Counter[str]
    numbers: Counter[str]
    latin: Counter[str]
    length: int


def read_features(text: str, language: str) -> Features:
    """Read the signs of a passage in Chinese or English.

    >>> chinese, english = read_features("2015年5月11日，3个月", "zh"), read_features("11 May 2015, three months", "en")
    >>> chinese.numbers == english.numbers
    True
    """
    folded = fold_variants(text)
    citations = find_citations(text, CitationContext(language=language))
    cited = Counter(citation.target for citation in citations if citation.target)
    numbers = _chinese_numbers(folded) if language == CHINESE else _english_numbers(folded)
    latin = Counter(word.lower() for word in _LATIN.findall(folded))
    return Features(cited, numbers, latin, len("".join(folded.split())))


def _chinese_numbers(folded: str) -> Counter[str]:
    numbers: Counter[str] = Counter()
    for month in _CHINESE_MONTH.finditer(folded):
        numbers[f"m{parse_number(month[1])}"] += 1
    rest = _expand(_TEN_THOUSANDS, _CHINESE_MONTH.sub(" ", folded))
    for match in _CHINESE_NUMBER.finditer(rest):
        number = 2 if match[2] == "两" else parse_number(match[1] or match[2])
        if number:
            numbers[str(number)] += 1
    return numbers + _arabic_numbers(rest)


def _english_numbers(folded: str) -> Counter[str]:
    lowered = folded.lower()
    numbers = Counter(f"m{_MONTHS.index(month[0]) + 1}" for month in _MONTH.finditer(lowered))
    for match in _ENGLISH_NUMBER.finditer(lowered):
        if match["ten"]:
            numbers[str(_TEN[match["ten"]] + _SMALL.get(match["unit"], 0))] += 1
        else:
            numbers[str(_SMALL.get(match["word"]) or _TEN[match["word"]])] += 1
    for roman in _ROMAN.finditer(folded):
        if len(roman[0]) > 1 and (number := parse_roman_number(roman[0])):
            numbers[str(number)] += 1
    return numbers + _arabic_numbers(_expand(_SCALES, folded))


def _expand(scales: re.Pattern[str], text: str) -> str:
    """Write numbers with a word of scale in digits: 250万 and 2.5 million are 2500000."""
    return scales.sub(lambda match: str(round(float(match[1]) * _FACTORS[match[2]])), text)


def _arabic_numbers(text: str) -> Counter[str]:
    return Counter(match[0].replace(",", "").lstrip("0") or "0" for match in _DIGITS.finditer(text))
