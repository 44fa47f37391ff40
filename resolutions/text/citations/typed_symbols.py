"""Typed texts that are no single known document: several documents in one line, and symbols that none can have."""

import re

from resolutions.text.citations.finder import find_citations
from resolutions.text.citations.mention import CitationContext
from resolutions.text.citations.spellings import (
    BARE_ASSEMBLY,
    BARE_NUMBER,
    FILLER,
    Spelling,
    compact_spelling,
    read_spelling,
)
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number, to_roman
from resolutions.text.symbols import CHARTER_SYMBOL, SYMBOL_SHAPE
from resolutions.text.years import FIRST_YEAR

_LONGEST_LIST = 300  # characters
_NUMBER_SEPARATOR = r" ?[、,;和与及] ?|(?<=\d) (?=\d)"
_NUMBERS = re.compile(rf"\d{{2,4}}(?:(?:{_NUMBER_SEPARATOR})\d{{2,4}})+")
_SPAN = re.compile(r"第?(?P<first>\d{1,4})(?:-|~|至|到|—)第?(?P<last>\d{1,4})(?:号|号?决议)?")
_JOINTS = re.compile(r"[、,;和与及至到以~—-]")
_BARE_YEAR = re.compile(rf"(?:(?:19|20)\d\d|[一二][{CHINESE_DIGIT_CHARACTERS}]{{3}})")
_LIST_SEPARATOR = re.compile(
    r"\s*[、,，;；\r\n]\s*|(?<=[)）号號\d议議])\s*(?:以及|和|与|與|及)\s*|\s+(?=[SA第\d](?![(（]))", re.I
)
_NOUN_AT_END = re.compile(r"(?<=[号號])(?:决议案?|決議案?)[。.]?$")
_NOUN = re.compile(r"决议案?$")
_DIGITS = re.compile(r"\d{1,4}")
_ENGLISH_NUMBER = re.compile(
    r"(?:UN ?)?(?:(?:S|SC|Security Council) ?)?(?:res(?:olution)?\.?|UNSCR|SCR) ?(?:no\. ?)?"
    r"(?P<number>\d{1,4})(?:\((?P<year>\d{4})\))?",
    re.I,
)
_CHARTER_PART = re.compile(rf"(?:《?(?:联合国)?宪章》?)第(?P<number>[\d{CHINESE_NUMERALS}]{{1,6}})(?P<part>[条章])")
_SYMBOL_AND_MORE = re.compile(r"[SA]/[^ ]{1,60}")


def read_printed_symbol(text: str) -> str:
    """Return the symbol that the whole ``text`` spells, also one that no document can have; empty for other texts.

    >>> [read_printed_symbol(t) for t in ("第2553(1999)号决议", "s/res/9999", "第2553(2020)号决议", "宪章第112条")]
    ['S/RES/2553(1999)', 'S/RES/9999', 'S/RES/2553(2020)', 'CHARTER/art.112']

    A number alone that no resolution has is no symbol.
    """
    if spelling := read_spelling(text):
        return spelling.symbol
    compact = compact_spelling(text)
    if SYMBOL_SHAPE.fullmatch(compact) and _SYMBOL_AND_MORE.fullmatch(compact.upper()):
        return compact.upper() if re.search(r"\d", compact) else ""
    if part := _CHARTER_PART.fullmatch(compact):
        number = parse_number(part["number"]) or 0
        label = f"art.{number}" if part["part"] == "条" else f"ch.{to_roman(number)}"
        return f"{CHARTER_SYMBOL}/{label}"
    if _DIGITS.fullmatch(compact):
        return ""
    return _printed_number(compact)


def _printed_number(compact: str) -> str:
    number = BARE_NUMBER.match(compact) or _ENGLISH_NUMBER.fullmatch(compact)
    if number:
        value, year = parse_number(number["number"]), parse_number(number["year"] or "")
        organ = "A" if number.groupdict().get("organ", "") in ("大会", "联大", "联合国大会", "联合国联大") else "S"
        return f"{organ}/RES/{value or 0}" + (f"({year})" if year and organ == "S" else "")
    assembly = BARE_ASSEMBLY.match(_NOUN.sub("", compact))
    return f"A/RES/{assembly['number'].upper()}" if assembly else ""


def read_spelling_list(text: str) -> tuple[Spelling, ...]:
    """Return the documents, each once, when the whole ``text`` names several and nothing else; otherwise none.

    >>> [s.symbol for s in read_spelling_list("S/RES/1325(2000)、第1820(2008)号决议")]
    ['S/RES/1325(2000)', 'S/RES/1820(2008)']
    >>> read_spelling_list("2019-2020"), read_spelling_list("第1325号决议 妇女")
    ((), ())

    A list or span of numbers that are all years names no document.
    """
    if len(text) > _LONGEST_LIST:
        return ()
    compact = _write_numbers_out(fold_and_squeeze(text.strip()))
    citations = [one for one in find_citations(compact, CitationContext(organ="S")) if one.counted and one.target]
    found = {one.target: Spelling(one.target, one.paragraphs) for one in citations}
    rest, at = "", 0
    for one in citations:
        rest += compact[at : one.start] + "号"
        at = max(at, one.end)
    is_all = FILLER.fullmatch(_JOINTS.sub(",", rest + compact[at:]))
    return tuple(found.values()) if len(found) > 1 and is_all else ()


def read_printed_list(text: str) -> tuple[str, ...]:
    """Return the symbols, each once, that the whole ``text`` lists, also those that no document can have; or none.

    >>> read_printed_list("S/RES/1325(2000)、S/RES/9999(2020)"), read_printed_list("1325、9999")
    (('S/RES/1325(2000)', 'S/RES/9999(2020)'), ('S/RES/1325(2000)', 'S/RES/9999'))
    >>> read_printed_list("第1325号决议 妇女"), read_printed_list("2019、2020")
    ((), ())

    A number alone is a resolution of the Council, unless all numbers, or one beside symbols, may be years.
    """
    if len(text) > _LONGEST_LIST:
        return ()
    pieces = [piece for piece in _LIST_SEPARATOR.split(_NOUN_AT_END.sub("", text.strip())) if piece.strip()]
    numbers = [piece for piece in map(compact_spelling, pieces) if _DIGITS.fullmatch(piece)]
    may_be_years = [bool(_BARE_YEAR.fullmatch(number)) for number in numbers]
    if len(pieces) < 2 or (any(may_be_years) and (all(may_be_years) or len(numbers) < len(pieces))):
        return ()
    symbols = [_read_piece(piece) for piece in pieces]
    return tuple(dict.fromkeys(symbols)) if all(symbols) else ()


def _read_piece(piece: str) -> str:
    """Return the symbol of a piece of a list, in which a number alone is a resolution."""
    compact = compact_spelling(piece)
    symbol = read_printed_symbol(piece)
    return symbol or (f"S/RES/{int(compact)}" if _DIGITS.fullmatch(compact) else "")


def _write_numbers_out(compact: str) -> str:
    """Write a bare list or span of numbers as in prose: ``1325、1820`` is ``第1325号、第1820号决议``."""
    if _NUMBERS.fullmatch(compact):
        numbers = _DIGITS.findall(compact)
    elif span := _SPAN.fullmatch(compact):
        numbers = [span["first"], span["last"]]
    else:
        return compact
    if all(map(_BARE_YEAR.fullmatch, numbers)):
        return ""
    if len(numbers) == 2 and not _NUMBERS.fullmatch(compact):
        return f"第{numbers[0]}至{numbers[1]}号决议"
    return "、".join(f"第{number}号" for number in numbers) + "决议"


def is_bare_year(text: str, last: int) -> bool:
    """Return True for a number without any other word that is also a year of the Council, ``last`` at the latest.

    >>> [is_bare_year(t, 2026) for t in ("1973", "“２０２０”", "一九七三", "2553", "1973(2011)", "第1973号")]
    [True, True, True, False, False, False]
    """
    compact = compact_spelling(text)
    year = parse_number(compact) if _BARE_YEAR.fullmatch(compact) else None
    return year is not None and FIRST_YEAR - 1 <= year <= last
