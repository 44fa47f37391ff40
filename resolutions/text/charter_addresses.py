"""Typed names of chapters and articles of the Charter, as people write them in an address."""

import re
import unicodedata

from resolutions.text.numerals import CHINESE_NUMERALS, parse_number, parse_roman_number, to_roman

_NUMBER = rf"[0-9]{{1,4}}|[{CHINESE_NUMERALS}]{{1,7}}"
_GAP = r"[\s._–—-]*"
_ARTICLE = re.compile(
    rf"(?P<word>art(?:icle)?s?{_GAP}|第)?(?P<number>{_NUMBER})[条條]?"
    rf"(?:(?P<gap>{_GAP})第?\(?(?P<clause>{_NUMBER})\)?[项項款段]?)?"
)
_CHAPTER = re.compile(
    rf"(?:(?:ch(?:ap)?(?:ter)?s?){_GAP}|第(?=.*章))(?P<number>{_NUMBER}|[ivx]{{1,5}})章?|(?P<roman>[ivx]{{1,5}})"
)
_MAX_CLAUSE_AFTER_HYPHEN = 9  # article-2-4 is a paragraph of an article, article-39-51 a range


def read_charter_part(typed: str) -> str:
    """Return the label of a chapter or article, also of one that does not exist; "" for other words.

    >>> [read_charter_part(typed) for typed in ("ch.VII", "chapter-7", "第七章", "VII", "art39", "article-39")]
    ['ch.VII', 'ch.VII', 'ch.VII', 'ch.VII', 'art.39', 'art.39']
    >>> [read_charter_part(typed) for typed in ("第三十九条", "2(4)", "第二条第四项", "art.2.4", "39-41", "Preamble")]
    ['art.39', 'art.2(4)', 'art.2(4)', 'art.2(4)', '', '']
    """
    folded = unicodedata.normalize("NFKC", typed).strip().lower()
    if match := _CHAPTER.fullmatch(folded):
        return _chapter_label(match["number"] or match["roman"])
    match = _ARTICLE.fullmatch(folded)
    if not match:
        return ""
    number, clause = parse_number(match["number"]), parse_number(match["clause"] or "")
    if not number or (clause is None and match["clause"]):
        return ""
    if clause is None:
        return f"art.{number}"
    is_range = "-" in match["gap"] and (not match["word"] or clause > _MAX_CLAUSE_AFTER_HYPHEN)
    return "" if is_range else f"art.{number}({clause})"


def _chapter_label(printed: str) -> str:
    number = parse_roman_number(printed.upper()) or parse_number(printed)
    return f"ch.{to_roman(number)}" if number else ""
