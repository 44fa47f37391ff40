"""A whole text that is one mention: what readers type, paste and ask the API, names of files, titles.

The forms are those of ``find_citations``: a mention that is understood in prose is understood here, and the other
way round. In addition, a number may stand alone, and words around the mention that name nothing are ignored.
"""

import re
from dataclasses import dataclass

from resolutions.text.citations.addresses import strip_address
from resolutions.text.citations.finder import find_citations
from resolutions.text.citations.mention import CitationContext
from resolutions.text.citations.short_forms import write_in_full
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS
from resolutions.text.parsed import ParsedCitation
from resolutions.text.symbols import CHARTER_SYMBOL, SYMBOL_SHAPE, council_resolution_symbol, normalize_symbol

_LONGEST = 120  # characters without blanks; a longer text is no single mention
_QUOTES = "/《》“”\"'「」『』【】〖〗<>,，.。;；:：!！?？"
_CHARTER_NAMES = ("联合国宪章", "宪章", "UNCHARTER", "CHARTEROFTHEUNITEDNATIONS", CHARTER_SYMBOL)
_ORGAN = r"(?P<organ>(?:联合国)?(?:安全理事会|安理会|大会|联大))?"
_DIGITS = rf"(?:\d{{1,4}}|[{CHINESE_NUMERALS}]{{1,9}})"
_YEAR = rf"(?P<year>(?:19|20)\d\d|[{CHINESE_DIGIT_CHARACTERS}]{{4}})年?"
_REST = r"(?=(?P<rest>(?:[,，]?(?:执行部分|序言部分)?第[^,，。]{1,40}段)?)$)"
BARE_NUMBER = re.compile(rf"{_ORGAN}第?(?P<number>{_DIGITS})(?:[(/]{_YEAR}\)?)?号?(?:决议案?)?{_REST}")
BARE_ASSEMBLY = re.compile(
    rf"{_ORGAN}第?(?P<number>\d{{2}}/\d{{1,3}}[A-Z]?|\d{{1,4}}[A-Z]?\([IVXLC]+\)|E?S-\d{{1,2}}/\d{{1,3}})号?{_REST}",
    re.I,
)
_LEADING_ZEROS = re.compile(r"(?<=/)0+(?=\d)")  # S/PRST/2014/05
_NAMES = r"联合国|安全理事会|安理会|理事会|大会|联大|主席"
_NOUNS = r"决议案?|决定|声明|秘书长的?报告|附件|文件|文号|全文|正文|原文|文本|[中英]文版?"
_SUBJECTS = r"号等?[^\W\d_、和]{0,6}决议案?|关于[^,，。]{1,40}的|题为“[^“”]{1,40}”的?"
_DATES = (
    r"\d{4}年(?:\d{1,2}月\d{1,2}日)?|"
    rf"\((?:(?:19|20)\d\d|[{CHINESE_DIGIT_CHARACTERS}一二]{{4}})(?:年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)?\)"
)
_PARAGRAPHS = (
    r"(?:执行部分|序言部分|序言)?的?第?[\da-z()一二三四五六七八九十百、和及至到-]{1,30}(?:段|分段|小段)"
    r"(?:\([a-z]\))?"
)
_LATIN = r"(?i:UN|United Nations|Security Council|General Assembly|resolution|document|pdf|on)"
# Words around a mention that name nothing else. Possessive, so that no text of repeated words takes long.
FILLER = re.compile(
    rf"(?:{_NAMES}|{_SUBJECTS}|{_NOUNS}|{_DATES}|{_PARAGRAPHS}|{_LATIN}|于|一致|通过了?|[第号的\s《》“”\"'()\[\],，.。:：;；-])*+"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Meaning of a text that is one mention: canonical symbol and labels of the cited paragraphs."""

    symbol: str
    paragraphs: tuple[str, ...] = ()


def read_spelling(text: str, organ: str = "S") -> Spelling | None:
    """Return the document, and its paragraphs, that the whole ``text`` names; None if it is no single mention.

    >>> read_spelling("第2553(2020)号决议第12段")
    Spelling(symbol='S/RES/2553(2020)', paragraphs=('12',))
    >>> read_spelling("安全部门改革") is None
    True

    ``organ`` is the organ of a number without one, ``S`` or ``A``. No input raises.
    """
    compact = compact_spelling(text)
    if not compact or len(compact) > _LONGEST:
        return None
    if compact.replace(" ", "").upper() in _CHARTER_NAMES:
        return Spelling(CHARTER_SYMBOL)
    if "/" in compact and SYMBOL_SHAPE.fullmatch(compact):
        symbol = normalize_symbol(_LEADING_ZEROS.sub("", compact))
        return Spelling(symbol) if symbol else None
    citation = _only_citation(compact, organ)
    return Spelling(citation.target, citation.paragraphs) if citation and citation.target else None


def canonicalize_symbol(text: str) -> str | None:
    """Return the canonical symbol for any spelling of one symbol or number, or None.

    >>> [canonicalize_symbol(t) for t in ("s/res/2553", "第２５５３（２０２０）号决议", "2553")]
    ['S/RES/2553(2020)', 'S/RES/2553(2020)', 'S/RES/2553(2020)']
    >>> canonicalize_symbol("https://undocs.org/ch/S/PV.8699(Resumption1)"), canonicalize_symbol("2553(2019)")
    ('S/PV.8699(Resumption1)', None)

    Accepts lower case, full width, blanks, percent-encoding, addresses of the United Nations and a missing year.
    A Council number with a wrong year gives None; ``suggest_symbols`` returns the symbol that may be meant.
    """
    spelling = read_spelling(text)
    return spelling.symbol if spelling else None


def suggest_symbols(text: str) -> list[str]:
    """Return the symbols that may be meant by a Council number with a wrong year.

    >>> suggest_symbols("2553(2019)")
    ['S/RES/2553(2020)']

    """
    if canonicalize_symbol(text):
        return []
    compact = re.sub(r"^S/RES/", "", compact_spelling(text), flags=re.I)
    citation = _only_citation(compact, "S") if len(compact) <= _LONGEST else None
    number = re.search(r"\d{1,4}", citation.surface) if citation else None
    symbol = council_resolution_symbol(int(number[0]), None) if number else None
    return [symbol] if symbol and "(" in symbol else []


def _only_citation(compact: str, organ: str) -> ParsedCitation | None:
    """Return the citation that ``compact`` is, with words around it that name nothing."""
    bare = BARE_NUMBER.match(compact) or BARE_ASSEMBLY.match(compact)
    prose = _written_out(bare) if bare else compact
    citations = [one for one in find_citations(prose, CitationContext(organ=organ)) if one.counted]
    if len(citations) != 1:
        return None
    citation = citations[0]
    if citation.form == "committee":  # 1540委员会 asks for the committee, not for its resolution
        return None
    mention = "," if citation.surface.endswith(("决议", "决议案")) else "号"
    rest = prose[: citation.start] + mention + prose[citation.end :]
    return citation if FILLER.fullmatch(rest) else None


def _written_out(bare: re.Match[str]) -> str:
    """Write a number that stands alone as in prose: ``2553`` is ``第2553号决议``."""
    year = bare.groupdict().get("year")
    number, organ = bare["number"].upper(), bare["organ"] or ""
    return f"{organ}第{number}" + (f"({year})" if year else "") + f"号决议{bare['rest']}"


def compact_spelling(text: str) -> str:
    """Fold a typed text and write its short forms in full; the quotation marks and stops around it are removed."""
    folded = write_in_full(fold_and_squeeze(strip_address(text)))
    return folded.replace(" ", "").strip(_QUOTES) if SYMBOL_SHAPE.match(folded) else folded.strip(_QUOTES)
