"""Limits of document symbols: numbers, years and sessions that no document can have.

A symbol that passes may belong to a document; the limits leave room for numbers that are not known yet.
Sources: ``resolutions.text.years`` and the catalogue of Council action; for the series of documents and sessions the
guide of the Dag Hammarskjöld Library, "UN document symbols".
"""

import re
from collections.abc import Callable
from datetime import date

from resolutions.text.numerals import parse_roman_number, to_roman
from resolutions.text.symbols import CHARTER_SYMBOL
from resolutions.text.years import (
    ASSEMBLY_NUMBERS,
    COUNCIL_LAST_NUMBERS,
    LAST_KNOWN_YEAR,
    SESSION_YEAR_OFFSET,
    assembly_session,
    assembly_session_fits,
    council_year,
    special_session,
)

FIRST_YEAR_OF_DATED_SYMBOLS = 1994  # S/PRST/1994/1, S/1994/1; before, documents were S/1 to S/26999
_MOST_RESOLUTIONS = 100  # of the Council in a year; the most were 93, in 1993
_MOST_STATEMENTS = 100  # in a year; the most were 82, in 1994
_MOST_DOCUMENTS = 2_000  # of the Council in a year
_LAST_UNDATED_DOCUMENT = 27_000
_LAST_KNOWN_MEETING, _MOST_MEETINGS = 10_100, 400  # by the end of LAST_KNOWN_YEAR; in a year
_MOST_ASSEMBLY_RESOLUTIONS = 500  # in a session
_FIRST_NUMBERED_SESSION = 31  # A/RES/31/1; before, resolutions were numbered through the sessions
_LAST_SPECIAL_SESSIONS = {"ES": 15, "S": 40}  # 11 and 32 met by 2025
_OPENING_MONTH = 9  # of a session of the Assembly

Check = Callable[[re.Match[str], date], str]


def explain_impossible_symbol(symbol: str, today: date) -> str:
    """Return the reason in Chinese why no document can have ``symbol`` on the day ``today``; empty if one can.

    >>> explain_impossible_symbol("S/RES/2553(1999)", date(2026, 1, 1))
    '第2553号决议是2020年通过的'
    >>> explain_impossible_symbol("S/RES/2820(2026)", date(2026, 1, 1))
    ''

    ``symbol`` is canonical or of that shape, with any numbers. Other series than those checked here always pass.
    """
    for pattern, check in _CHECKS:
        if match := pattern.fullmatch(symbol):
            return check(match, today)
    return ""


def complete_council_symbol(symbol: str, today: date) -> str:
    """Add the year to a Council symbol behind the known numbers if only one year is possible; others unchanged.

    >>> complete_council_symbol("S/RES/2830", date(2026, 5, 1)), complete_council_symbol("S/RES/2830", date(2028, 5, 1))
    ('S/RES/2830(2026)', 'S/RES/2830')
    """
    is_open = re.fullmatch(r"S/RES/\d{4}", symbol) and int(symbol[-4:]) > COUNCIL_LAST_NUMBERS[-1]
    return f"{symbol}({today.year})" if is_open and today.year == LAST_KNOWN_YEAR + 1 else symbol


def _check_council_resolution(match: re.Match[str], today: date) -> str:
    number, year = int(match["number"]), int(match["year"]) if match["year"] else None
    if number == 0:
        return "安理会决议从第1号编起"
    if known := council_year(number):
        return "" if year in (None, known) else f"第{number}号决议是{known}年通过的"
    if year and year > today.year:
        return f"{year}年还没有到"
    if year and year <= LAST_KNOWN_YEAR:
        return f"安理会到{LAST_KNOWN_YEAR}年底为止通过了{COUNCIL_LAST_NUMBERS[-1]}项决议，第{number}号不会是{year}年的"
    years = (year or today.year) - LAST_KNOWN_YEAR
    if number > COUNCIL_LAST_NUMBERS[-1] + years * _MOST_RESOLUTIONS:
        return f"安理会到{LAST_KNOWN_YEAR}年底为止通过了{COUNCIL_LAST_NUMBERS[-1]}项决议，编号还没有到{number}"
    return ""


def _check_statement(match: re.Match[str], today: date) -> str:
    reason = _check_year(int(match["year"]), today, "主席声明", "S/PRST/1994/1")
    if not reason and not 0 < int(match["number"]) <= _MOST_STATEMENTS:
        reason = f"主席声明每年从第1号编起，一年不到{_MOST_STATEMENTS}份"
    return reason


def _check_council_document(match: re.Match[str], today: date) -> str:
    reason = _check_year(int(match["year"]), today, "安理会文件", "S/1994/1")
    if not reason and not 0 < int(match["number"]) <= _MOST_DOCUMENTS:
        reason = f"安理会文件每年从第1号编起，一年不到{_MOST_DOCUMENTS}份"
    return reason


def _check_year(year: int, today: date, series: str, first: str) -> str:
    if year < FIRST_YEAR_OF_DATED_SYMBOLS:
        return f"{series}的文号从{FIRST_YEAR_OF_DATED_SYMBOLS}年起才写年份，最早的是 {first}"
    return f"{year}年还没有到" if year > today.year else ""


def _check_undated_document(match: re.Match[str], today: date) -> str:
    if 0 < int(match["number"]) < _LAST_UNDATED_DOCUMENT:
        return ""
    return f"不写年份的安理会文号止于1993年，从 S/1 编到不足 S/{_LAST_UNDATED_DOCUMENT}"


def _check_meeting(match: re.Match[str], today: date) -> str:
    highest = _LAST_KNOWN_MEETING + max(today.year - LAST_KNOWN_YEAR, 0) * _MOST_MEETINGS
    return "" if 0 < int(match["number"]) <= highest else "安理会会议的编号从1起，还没有到这个数"


def _check_session(match: re.Match[str], today: date) -> str:
    session = int(match["session"])
    if session < _FIRST_NUMBERED_SESSION:
        return f"第{_FIRST_NUMBERED_SESSION}届起大会文号才以届次开头；此前的决议如 A/RES/1514(XV)"
    if session > _current_session(today):
        return f"大会第{session}届会议还没有开"
    number = match.groupdict().get("number")
    if number and not 0 < int(number) <= _MOST_ASSEMBLY_RESOLUTIONS:
        return f"大会决议每届从第1号编起，一届不到{_MOST_ASSEMBLY_RESOLUTIONS}项"
    return ""


def _current_session(today: date) -> int:
    return today.year - SESSION_YEAR_OFFSET - (today.month < _OPENING_MONTH)


def _check_special_session(match: re.Match[str], today: date) -> str:
    kind = {"ES": "紧急特别会议", "S": "特别会议"}[match["kind"]]
    if not 0 < int(match["session"]) <= _LAST_SPECIAL_SESSIONS[match["kind"]]:
        return f"大会没有开过第{match['session']}届{kind}"
    return ""


def _check_early_assembly(match: re.Match[str], today: date) -> str:
    number, session = int(match["number"]), parse_roman_number(match["session"] or "")
    if special_session(number):
        return "" if not session else f"大会第{number}号决议是特别会议通过的：{special_session(number)}"
    known = assembly_session(number)
    if session and known and not assembly_session_fits(number, session):
        return f"大会第{number}号决议是第{to_roman(known)}届会议通过的"
    if 0 < number <= ASSEMBLY_NUMBERS[-1][1] and (not session or assembly_session_fits(number, session)):
        return ""
    return f"大会跨届连编的决议止于1975年，从第1号到第{ASSEMBLY_NUMBERS[-1][1]}号"


def _check_charter(match: re.Match[str], today: date) -> str:
    kind, number = match["kind"], match["number"]
    if kind == "art":
        return "" if 1 <= int(number) <= 111 else "《联合国宪章》共有一百一十一条"
    return "" if 1 <= (parse_roman_number(number) or 0) <= 19 else "《联合国宪章》共有十九章"


def _refuse_suffix(match: re.Match[str], today: date) -> str:
    return f"{match['symbol']} 后面的 {match['rest']} 不是文号的一部分"


_PART = r"(?:/(?:Corr|Add|Rev|Amend|REV|ADD|CORR|AMEND)\.\d+)*"
_CHECKS: tuple[tuple[re.Pattern[str], Check], ...] = tuple(
    (re.compile(pattern), check)
    for pattern, check in (
        (rf"S/RES/(?P<number>\d{{1,9}})(?:\((?P<year>\d{{1,9}})\))?{_PART}", _check_council_resolution),
        (r"(?P<symbol>S/RES/\d{1,9}(?:\(\d{1,9}\))?)(?P<rest>/.+)", _refuse_suffix),
        (rf"S/PRST/(?P<year>\d{{1,9}})/(?P<number>\d{{1,9}}){_PART}", _check_statement),
        (r"(?P<symbol>S/PRST/\d{1,9}/\d{1,9})(?P<rest>/.+)", _refuse_suffix),
        (rf"S/(?P<year>\d{{4}})/(?P<number>\d{{1,9}}){_PART}", _check_council_document),
        (rf"S/(?P<number>\d{{1,9}}){_PART}", _check_undated_document),
        (r"S/PV\.(?P<number>\d{1,9}).*", _check_meeting),
        (r"A/(?:RES|DEC)/(?P<session>\d{1,3})/(?P<number>\d{1,9})[A-Z]{0,2}", _check_session),
        (r"A/(?P<session>\d{1,3})/(?:PV\.)?\d.*", _check_session),
        (r"A/(?:RES/)?(?P<kind>ES|S)-(?P<session>\d{1,3})/.*", _check_special_session),
        (r"A/RES/(?P<number>\d{1,9})[A-Z]{0,2}(?:\((?P<session>[IVXLC]+)\))?", _check_early_assembly),
        (rf"{CHARTER_SYMBOL}/(?P<kind>art|ch)\.(?P<number>\w+)(?:\(\d+\))?", _check_charter),
    )
)
