"""Short forms that readers type for a symbol or an article, written in full."""

import re

from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number, parse_roman_number
from resolutions.text.years import council_year_fits

_GAP = r"[ /_.\-]{0,2}"
_SYMBOL = re.compile(
    rf"(?:(?P<organ>S|A|SC|GA){_GAP})?(?P<series>RES|PRST){_GAP}(?P<first>\d{{1,4}})"
    rf"(?:(?:[ /_.,\-]{{1,2}}|\()(?P<second>\d{{1,4}})\)?)?",
    re.I,
)
_COUNCIL = r"(?:联合国)?(?:安理会|安全理事会)?"
_YEAR_DIGITS, _COUNT = rf"(?:\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}})", rf"(?:\d{{1,3}}|[{CHINESE_NUMERALS}]{{1,4}})"
_STATEMENT = re.compile(
    rf"{_COUNCIL}主席的?声明\(?(?P<year>{_YEAR_DIGITS})(?:[/\-]|年\)?第?|\)第?|第)(?P<number>{_COUNT})号?|"
    rf"{_COUNCIL}(?P<year_before>{_YEAR_DIGITS})年(?:的|{_COUNCIL})?"
    rf"(?:第(?P<number_before>{_COUNT})号{_COUNCIL}主席的?声明|主席的?声明第?(?P<number_behind>{_COUNT})号?)"
)
_ARTICLE = re.compile(rf"(?:《?(?:联合国)?宪章》?)(?P<number>[\d{CHINESE_NUMERALS}]{{1,4}})(?P<part>[条章])")
_ENGLISH_ARTICLE = re.compile(
    r"(?:(?:UN |United Nations )?Charter,? ?)?(?P<part>Art(?:icle|\.)?|Ch(?:apter|\.)?) ?(?P<number>[\dIVX]{1,5})"
    r"(?: of the (?:UN |United Nations )?Charter)?",
    re.I,
)
_DOCUMENT = re.compile(r"^(?:U\.?N\.? ?)?Doc(?:ument)?\.? ?(?:No\.? ?)?(?=[A-Z]/)", re.I)  # UN Doc. S/RES/…
_HYPHENED_YEAR = re.compile(r"第?(?P<number>\d{1,4})-(?P<year>\d{4})(?=号|$)")
_RESOLUTION_NOUN = re.compile(r"决议案(?=第?\d{1,4}(?:\D|$))")
_LATIN_PLACE = r"(?:(?P<preamble>PP|preambular para(?:graph)?\.?)|(?:operative )?para(?:graph)?s?\.?|OP|#op) ?"
_NUMBER = r"(?P<number>\d{1,3}(?: ?\([a-z]\))*)"
_PLACE = re.compile(rf",? ?{_LATIN_PLACE}{_NUMBER}$", re.I)
_PLACE_BEFORE = re.compile(
    rf"(?P<place>{_LATIN_PLACE}{_NUMBER}),? (?:of|in) (?:the )?(?P<document>[^ ].{{1,60}})", re.I
)
_LETTER_BEHIND = re.compile(r"第(?P<number>\d{1,3})段\(?(?P<letter>[a-z])\)?(?:项|款|分段|小段)?$")


def write_in_full(text: str) -> str:
    """Return the symbol or words that a folded text stands for; other texts as they are.

    >>> [write_in_full(t) for t in ("s res 2231 2015", "SRES2231", "a res 70 1", "PRST/2011/18", "宪章51条")]
    ['S/RES/2231(2015)', 'S/RES/2231', 'A/RES/70/1', 'S/PRST/2011/18', '宪章第51条']
    """
    text = _DOCUMENT.sub("", text)
    if match := _SYMBOL.fullmatch(text):
        return _symbol(match) or text
    if match := _STATEMENT.fullmatch(text):
        number = match["number"] or match["number_before"] or match["number_behind"]
        return f"S/PRST/{parse_number(match['year'] or match['year_before'])}/{parse_number(number)}"
    if match := _ARTICLE.fullmatch(text):
        return f"宪章第{match['number']}{match['part']}"
    if (match := _ENGLISH_ARTICLE.fullmatch(text)) and "charter" in text.lower():
        return f"宪章第{_arabic(match['number'])}{'条' if match['part'].lower().startswith('a') else '章'}"
    if (match := _HYPHENED_YEAR.match(text)) and council_year_fits(int(match["number"]), int(match["year"])):
        return f"第{match['number']}({match['year']}){text[match.end() :]}"
    return _place_behind(_RESOLUTION_NOUN.sub("决议", text))


def _place_behind(text: str) -> str:
    """Write the paragraph of a document as in prose: behind the document, its letter before 段."""
    if match := _PLACE_BEFORE.fullmatch(text):
        text = f"{match['document']}{match['place']}"
    text = _PLACE.sub(_write_place, text)
    return _LETTER_BEHIND.sub(r"第\g<number>(\g<letter>)段", text)


def _write_place(match: re.Match[str]) -> str:
    part = "序言部分" if match["preamble"] else ""
    return f"{part}第{match['number'].replace(' ', '')}段"


def _arabic(number: str) -> str:
    roman = parse_roman_number(number)
    return str(roman) if roman else number


def _symbol(match: re.Match[str]) -> str:
    """Return the symbol of a short form; empty for numbers that cannot be one."""
    organ, series = (match["organ"] or "").upper()[:1].replace("G", "A"), match["series"].upper()
    first, second = match["first"], match["second"]
    if series == "PRST":
        return f"S/PRST/{first}/{second}" if second and len(first) == 4 and organ != "A" else ""
    if organ == "A" or (not organ and second and len(first) == 2):
        return f"A/RES/{first}/{second}" if second else f"A/RES/{first}"
    return f"S/RES/{first}({second})" if second else f"S/RES/{first}"
