"""Official document symbols: canonical forms and the facts they state. ``citations.spellings`` reads all others.

Canonical forms (docs/design.md, "Symbols and addresses"): ``S/RES/2553(2020)``, ``S/PRST/2014/5``,
``A/RES/70/1``, ``A/RES/1514(XV)``, ``A/RES/ES-7/6``, ``S/2016/952``, ``S/PV.8699(Resumption1)``.
Source: the United Nations Editorial Manual, "Document symbols".
"""

import re
from dataclasses import dataclass

from resolutions.text.numerals import (
    CHINESE_DIGIT_CHARACTERS,
    CHINESE_NUMERALS,
    HEAVENLY_STEMS,
    parse_chinese_number,
    parse_number,
    parse_roman_number,
    to_roman,
)
from resolutions.text.years import (
    assembly_session,
    assembly_session_fits,
    council_year,
    council_year_fits,
    special_session,
)

CHARTER_SYMBOL = "CHARTER"
# Letters, slashes, numbers and brackets as in a symbol; ``normalize_symbol`` decides if it is one.
SYMBOL_SHAPE = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9][A-Z0-9.\-]*(?:\([^()/]{1,16}\))?)+", re.I)


@dataclass(frozen=True, slots=True)
class SymbolFacts:
    """Facts that a symbol states about its document; None where it does not state one."""

    organ: str
    kind: str
    number: int | None
    year: int | None
    title: str


_COUNCIL_RESOLUTION = re.compile(r"S/RES/(\d{1,4})(?:\((\d{4})\))?")
_STATEMENT = re.compile(r"S/PRST/(\d{4})/(\d{1,3})")
_MEETING = re.compile(r"([SA])/(?:(\d{1,2})/)?PV\.(\d{1,5})(.*)")
_ASSEMBLY_RESOLUTION = re.compile(r"A/RES/(?:(ES-\d{1,2}|S-\d{1,2}|\d{2})/)?(\d{1,4}[A-Z]?)(?:\(([^)]+)\))?")
_ASSEMBLY_DECISION = re.compile(r"A/DEC/(\d{2})/(\d{3})")
_YEAR_IN_SYMBOL = re.compile(r"[SAE]/(\d{4})/(\d+)")
# The same rules for PostgreSQL, which compares whole symbols with these expressions: the kinds of
# ``describe_symbol``, and the symbols that it reads a year from.
KIND_PATTERNS = (
    (f"{_COUNCIL_RESOLUTION.pattern}|{_ASSEMBLY_RESOLUTION.pattern}", "resolution"),
    (_STATEMENT.pattern, "statement"),
    (_MEETING.pattern, "meeting"),
    (_ASSEMBLY_DECISION.pattern, "decision"),
    (CHARTER_SYMBOL, "charter"),
)
YEAR_PATTERN = "|".join((
    r"S/RES/\d{1,4}\(\d{4}\)",
    r"A/RES/(\d{2}/\d{1,4}[A-Z]?(\([^)]+\))?|\d{1,4}[A-Z]?\([IVXLC]+\))",
    r"[SAE]/(19(4[6-9]|[5-9]\d)|20\d\d|2100)/\d.*",
    _STATEMENT.pattern,
    _ASSEMBLY_DECISION.pattern,
    CHARTER_SYMBOL,
))  # fmt: skip


def describe_symbol(symbol: str) -> SymbolFacts:
    """Return organ, kind, number, year and Chinese title of the document with a canonical symbol.

    >>> describe_symbol("S/RES/2151(2014)").title, describe_symbol("S/2016/952").year
    ('第2151(2014)号决议', 2016)

    """
    if symbol == CHARTER_SYMBOL:
        return SymbolFacts("UN", "charter", None, 1945, "联合国宪章")
    if match := _COUNCIL_RESOLUTION.fullmatch(symbol):
        number, year = int(match[1]), int(match[2]) if match[2] else None
        printed = f"{number}({year})" if year else str(number)
        return SymbolFacts("S", "resolution", number, year, f"第{printed}号决议")
    if match := _STATEMENT.fullmatch(symbol):
        return SymbolFacts("S", "statement", int(match[2]), int(match[1]), f"安全理事会主席声明 {symbol}")
    if match := _MEETING.fullmatch(symbol):
        body = "安全理事会" if match[1] == "S" else "大会"
        more = match[4].replace("Resumption", "续会")
        return SymbolFacts(match[1], "meeting", int(match[3]), None, f"{body}第{match[3]}次会议记录{more}")
    if match := _ASSEMBLY_DECISION.fullmatch(symbol):
        return SymbolFacts("A", "decision", int(match[2]), 1945 + int(match[1]), f"大会第{match[1]}/{match[2]}号决定")
    if match := _ASSEMBLY_RESOLUTION.fullmatch(symbol):
        return _assembly_facts(match)
    dated = _YEAR_IN_SYMBOL.match(symbol)
    year = int(dated[1]) if dated and 1946 <= int(dated[1]) <= 2100 else None
    organ = symbol[0] if symbol[:2] in ("S/", "A/", "E/") else ""
    return SymbolFacts(organ, "other", None, year, f"文件 {symbol}")


def cited_number(symbol: str) -> str:
    """Return the number by which texts cite a resolution; the symbol of any other document.

    >>> [cited_number(symbol) for symbol in ("S/RES/2553(2020)", "A/RES/70/1", "S/PRST/2014/5")]
    ['2553(2020)', '70/1', 'S/PRST/2014/5']
    """
    return re.sub(r"^[SA]/RES/", "", symbol)


def _assembly_facts(match: re.Match[str]) -> SymbolFacts:
    """Describe an Assembly resolution. Until 1976 the session follows the number, later it precedes it."""
    before, number, behind = match.groups()
    digits = int(re.match(r"\d+", number)[0])  # type: ignore[index]
    printed = f"{before}/{number}" if before else number + (f"({behind})" if behind else "")
    session = int(before) if before and before.isdigit() else None
    if behind and (roman := parse_roman_number(behind)):
        session = roman
    return SymbolFacts("A", "resolution", digits, 1945 + session if session else None, f"大会第{printed}号决议")


_MIXED_CASE = {
    word.upper(): word for word in ("Agenda", "Corr", "Add", "Rev", "Amend", "Resumption", "Part", "Vol", "Sect")
}
_UPPER_CASE = re.compile(rf"(?<=[/(])(?:{'|'.join(_MIXED_CASE)})(?=[/.\d)IVX])")


def council_resolution_symbol(number: int, year: int | None) -> str | None:
    """Return the symbol of a Council resolution; None where number and year do not fit.

    Without ``year`` the number gives the year, as far as the table of years reaches.
    """
    if year is None:
        known = council_year(number)
        return f"S/RES/{number}({known})" if known else (f"S/RES/{number}" if number < 3600 else None)
    return f"S/RES/{number}({year})" if council_year_fits(number, year) else None


_CHINESE_LEAD = re.compile(rf"^[{CHINESE_NUMERALS}][{CHINESE_NUMERALS}0]{{0,8}}(?=[(A-Z{HEAVENLY_STEMS[:4]}])")
_EARLY_NUMBER = re.compile(
    rf"(\d{{1,4}})([A-Z{HEAVENLY_STEMS[:4]}]?)\(((?:紧特|特)?)([{CHINESE_DIGIT_CHARACTERS}十廿卅\d]{{1,3}})\)"
)
_EMERGENCY = {"紧特": "ES-", "特": "S-"}


def assembly_symbol(printed: str, kind: str = "RES") -> str | None:
    """Return the symbol of an Assembly resolution or decision for its printed number.

    >>> [assembly_symbol(n) for n in ("70/1", "1514(XV)", "一五一四(十五)", "49/35 A", "ES-7/6", "一八六(S-2)")]
    ['A/RES/70/1', 'A/RES/1514(XV)', 'A/RES/1514(XV)', 'A/RES/49/35A', 'A/RES/ES-7/6', 'A/RES/186(S-2)']

    None when session and number do not fit, as in ``682(XXXV)`` of another body.
    """
    compact = _CHINESE_LEAD.sub(lambda lead: str(parse_chinese_number(lead[0])), re.sub(r"\s", "", printed))
    if match := re.fullmatch(r"(\d{2})/(\d{1,3})([A-Z]{0,2})", compact):
        return f"A/{kind}/{match[1]}/{match[2]}{match[3]}" if 31 <= int(match[1]) <= 99 else None
    if match := re.fullmatch(r"(E?S-\d{1,2})/(\d{1,3})([A-Z]?)", compact):
        return f"A/{kind}/{match[1]}/{match[2]}{match[3]}"
    if match := re.fullmatch(r"(\d{1,4})([A-Z]?)\((E?S-[IVX\d]{1,5})\)", compact):
        return f"A/{kind}/{match[1]}{match[2]}({match[3]})"
    if match := _EARLY_NUMBER.fullmatch(compact):
        return _early_assembly_symbol(match, kind)
    if match := re.fullmatch(r"(\d{1,4})([A-Z]{0,2})\(([IVXLC]+)\)", compact):
        session = parse_roman_number(match[3])
        fits = session and assembly_session_fits(int(match[1]), session)
        return f"A/{kind}/{match[1]}{match[2]}({match[3]})" if fits else None
    return _continuous_symbol(int(compact)) if kind == "RES" and re.fullmatch(r"\d{1,4}", compact) else None


def _continuous_symbol(number: int) -> str | None:
    """Return the symbol of a resolution of 1946–1975 that is named by its number alone."""
    session = special_session(number) or to_roman(assembly_session(number) or 0)
    return f"A/RES/{number}({session})" if session else None


def _early_assembly_symbol(match: re.Match[str], kind: str) -> str | None:
    """Return the symbol for ``一五一四(十五)`` and ``一四七四(紧特四)``."""
    number, session = int(match[1]), parse_number(match[4])
    stem = HEAVENLY_STEMS.find(match[2]) if match[2] else -1
    part = "ABCD"[stem] if stem >= 0 else match[2]
    if not session or session > 99:
        return None
    if match[3]:
        return f"A/{kind}/{number}{part}({_EMERGENCY[match[3]]}{to_roman(session)})"
    return f"A/{kind}/{number}{part}({to_roman(session)})" if assembly_session_fits(number, session) else None


def normalize_symbol(printed: str) -> str | None:
    """Return a printed symbol in its canonical form; None when it is no symbol.

    >>> printed = ("s/res/2724(2024)", "A/CONF.177/20/Rev.1", "S/PV.8699(resumption 1)")
    >>> [normalize_symbol(one) for one in printed]
    ['S/RES/2724(2024)', 'A/CONF.177/20/Rev.1', 'S/PV.8699(Resumption1)']

    """
    symbol = re.sub(r"[\s年]", "", printed).upper().rstrip(".-")
    symbol = _UPPER_CASE.sub(lambda upper: _MIXED_CASE[upper[0]], symbol)
    if match := re.fullmatch(r"S/RES/(\d{1,4})(?:[(/](\d{4})\)?)?", symbol):
        return council_resolution_symbol(int(match[1]), int(match[2]) if match[2] else None)
    if match := re.fullmatch(r"A/RES/(.+)", symbol):
        return assembly_symbol(match[1]) or (symbol if re.fullmatch(r"A/RES/\d{1,4}", symbol) else None)
    if re.fullmatch(r"S/PRST/\d{4}/\d{1,3}.*", symbol) or _plausible(symbol):
        return symbol
    return None


def _plausible(symbol: str) -> bool:
    """Return True if a slashed word can be a document symbol: it begins with an organ and has a digit."""
    return bool(re.match(r"(?:S|A|E|ST|T|SG|DP|CCPR|CAT|CRC|CERD|CEDAW|NPT|FCCC|UNEP)/", symbol)) and any(
        character.isdigit() for character in symbol
    )
