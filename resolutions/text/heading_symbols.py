"""Symbol of a document in the lines of its heading, read with the grammar of citations."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from resolutions.text.citations.spellings import read_spelling
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_NUMERALS
from resolutions.text.symbols import assembly_symbol, normalize_symbol

_LONGEST = 160  # characters of a line that can hold a number
_PRINTED = {
    "S": re.compile(r"S/RES/\d{1,9}(?:\(\d{4}\))?", re.I),
    "A": re.compile(r"A/RES/[\w\-/]{1,20}(?:\([\w\-]{1,8}\))?", re.I),
}
_STATEMENT = (
    re.compile(r"S/PRST/(\d{4})/(\d{1,3})", re.I),
    re.compile(r"主席(?:的)?声明,?(\d{4})年第(\d{1,3})号"),
    re.compile(r"(\d{4})年第(\d{1,3})号主席声明"),
)
_DECISION = re.compile(r"(?:(?:联合国)?大会)?第?(?P<session>\d{2})/(?P<number>\d{3})(?:号决定|[.、](?=.{2,80}$))")
_MAY_NAME = re.compile(r"决议|决定|\(|/")
# A number with its session or year, above the title of the document: 60/1. 2005年世界首脑会议成果
_NUMBER_BEFORE_TITLE = re.compile(
    rf"(?P<number>[\dA-Z{CHINESE_NUMERALS}\-]{{1,12}}(?:/\d{{1,3}}(?: ?[A-Z](?=[.、:]))?|"
    rf"\([\dIVXLC{CHINESE_NUMERALS}特紧急]{{1,8}}\)))(?P<rest>[.、:]|$|(?=[^\d\W]))"
)
_TITLED = re.compile(
    rf"(?:联合国)?(?:安全理事会|安理会|大会)?(?:第.{{1,16}}?号(?:决议案?|决定)|(?:决议案?|决定)第?[\d{CHINESE_NUMERALS}(/)]{{1,16}}号?)"
)
# 1967年11月22日第242(1967)号决议, 安理会就和平行动过渡通过的第2594号决议
_BEHIND_ADOPTION = re.compile(
    r"(?:日|通过的?)(?P<mention>(?:联合国)?(?:安全理事会|安理会|大会)?第[^第号]{1,16}号决议案?)(?:\([^()]{1,40}\))?$"
)
_BRACKETS = '《》【】“”"[]'
_DATE_OR_TITLE = re.compile(rf"[,:。]|[\d{CHINESE_NUMERALS}]{{4}}年")


def read_resolution_symbol(lines: Iterable[str], organ: str) -> str:
    """Return the symbol of the resolution that the lines of a heading name; empty where they name none.

    >>> read_resolution_symbol(["60/1. 2005年世界首脑会议成果"], "A")
    'A/RES/60/1'
    >>> read_resolution_symbol(["决议二七一(一九六九)"], "S")
    'S/RES/271(1969)'

    ``organ`` is the organ of a number without one. A symbol with its year precedes a number without.
    """
    return _choose((_symbol_in(_fold(line), organ) for line in lines), organ)


def read_statement_symbol(lines: Iterable[str]) -> str:
    """Return the symbol of the presidential statement that the lines name; empty where they name none."""
    for line in lines:
        for form in _STATEMENT:
            if match := form.search(_fold(line)):
                return f"S/PRST/{match[1]}/{int(match[2])}"
    return ""


def read_decision_symbol(lines: Iterable[str]) -> str:
    """Return the symbol of the decision of the General Assembly that the lines title; empty where they title none.

    >>> read_decision_symbol(["大会第60/551号决定"])
    'A/DEC/60/551'

    """
    for line in lines:
        if match := _DECISION.match(_fold(line)):
            return f"A/DEC/{match['session']}/{match['number']}"
    return ""


@lru_cache(maxsize=256)
def _symbol_in(folded: str, organ: str) -> str:
    """Return the symbol that a folded line names; empty where it names none.

    Letterhead, opening words and heading are found by the symbols of the same few lines.
    """
    return _choose((symbol for symbol in _find_symbols(folded, organ) if symbol.startswith(f"{organ}/RES/")), organ)


def _choose(symbols: Iterable[str], organ: str) -> str:
    """Return the first symbol that is complete, else the first one; empty strings do not count. Reads no further."""
    first = ""
    for symbol in symbols:
        if symbol and (organ == "A" or symbol.endswith(")")):
            return symbol
        first = first or symbol
    return first


def _find_symbols(folded: str, organ: str) -> Iterator[str]:
    """Yield the symbols that a folded line may name, the most certain first."""
    if (match := _PRINTED[organ].search(folded)) and (symbol := normalize_symbol(match[0])):
        yield symbol
    if not _MAY_NAME.search(folded):
        return
    for words in dict.fromkeys(_mentions(folded, organ)):
        if spelling := read_spelling(words, organ):
            yield spelling.symbol
    if organ == "A" and (match := _NUMBER_BEFORE_TITLE.match(folded)) and (symbol := assembly_symbol(match["number"])):
        yield symbol


def _mentions(folded: str, organ: str) -> Iterator[str]:
    """Yield the line, and its beginning without date and title."""
    yield folded
    if match := _NUMBER_BEFORE_TITLE.match(folded):
        number = match["number"].replace(" ", "")
        yield number if organ == "S" or "/" in number else f"大会第{number}号决议"
    if match := _TITLED.match(folded):
        yield match[0]
    if match := _BEHIND_ADOPTION.search(folded):
        yield match["mention"]
    if match := _DATE_OR_TITLE.search(folded):
        yield folded[: match.start()]


def _fold(line: str) -> str:
    return fold_and_squeeze(line[:_LONGEST]).strip(_BRACKETS)
