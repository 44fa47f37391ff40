"""Short forms that readers type for a symbol or an article, written in full."""

import re

from resolutions.text.numerals import CHINESE_NUMERALS

_GAP = r"[ /_.\-]{0,2}"
_SYMBOL = re.compile(
    rf"(?:(?P<organ>S|A|SC|GA){_GAP})?(?P<series>RES|PRST){_GAP}(?P<first>\d{{1,4}})"
    rf"(?:(?:[ /_.,\-]{{1,2}}|\()(?P<second>\d{{1,4}})\)?)?",
    re.I,
)
_STATEMENT = re.compile(r"(?:安理会|安全理事会)?主席的?声明(?P<year>\d{4})[/年\-](?P<number>\d{1,3})号?")
_ARTICLE = re.compile(rf"(?:《?(?:联合国)?宪章》?)(?P<number>[\d{CHINESE_NUMERALS}]{{1,4}})(?P<part>[条章])")
_ENGLISH_ARTICLE = re.compile(
    r"(?:(?:UN )?Charter,? ?)?(?P<part>Art(?:icle|\.)?|Ch(?:apter|\.)?) ?(?P<number>[\dIVX]{1,5})"
    r"(?: of the (?:UN |United Nations )?Charter)?",
    re.I,
)


def write_in_full(text: str) -> str:
    """Return the symbol or words that a folded text stands for; other texts as they are.

    >>> [write_in_full(t) for t in ("s res 2231 2015", "SRES2231", "a res 70 1", "PRST/2011/18", "宪章51条")]
    ['S/RES/2231(2015)', 'S/RES/2231', 'A/RES/70/1', 'S/PRST/2011/18', '宪章第51条']
    """
    if match := _SYMBOL.fullmatch(text):
        return _symbol(match) or text
    if match := _STATEMENT.fullmatch(text):
        return f"S/PRST/{match['year']}/{match['number']}"
    if match := _ARTICLE.fullmatch(text):
        return f"宪章第{match['number']}{match['part']}"
    if (match := _ENGLISH_ARTICLE.fullmatch(text)) and "charter" in text.lower():
        return f"宪章第{match['number']}{'条' if match['part'].lower().startswith('a') else '章'}"
    return text


def _symbol(match: re.Match[str]) -> str:
    """Return the symbol of a short form; empty for numbers that cannot be one."""
    organ, series = (match["organ"] or "").upper()[:1].replace("G", "A"), match["series"].upper()
    first, second = match["first"], match["second"]
    if series == "PRST":
        return f"S/PRST/{first}/{second}" if second and len(first) == 4 and organ != "A" else ""
    if organ == "A" or (not organ and second and len(first) == 2):
        return f"A/RES/{first}/{second}" if second else f"A/RES/{first}"
    return f"S/RES/{first}({second})" if second else f"S/RES/{first}"
