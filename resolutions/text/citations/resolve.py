"""Resolution of a printed number to a canonical symbol or to the reason why it is undecided."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from resolutions.text.citations.mention import CitationContext
from resolutions.text.citations.number_lists import ListedNumber
from resolutions.text.citations.organ import find_organ_before, is_other_body_before, mentions_organ
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number
from resolutions.text.symbols import assembly_symbol
from resolutions.text.years import assembly_year_fits

_YEAR = rf"(?P<year>\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}})"
_YEAR_BEHIND = re.compile(rf"号?(?:决议案?)?\({_YEAR}(?:年[^()]{{0,12}})?\)")
_YEAR_BEFORE = re.compile(
    rf"{_YEAR}年?(?:\)|[^年。；;，,、()]{{0,8}}日)?"
    r"(?:关于[^，,。；;年]{1,40}的)?(?:的|通过的|其|安全理事会|安理会|联合国|大会)*$"
)
# 第一五一四號決議(XV): the session follows the noun.
_SESSION_BEHIND = re.compile(r"号决议案?\((?P<session>[IVXLC]{1,8})\)")
# 第63届联合国大会通过第111号决议, 大会第六十三届会议第111号决议: each session since 1976 numbers anew.
_SESSION = rf"第(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,4}})届"
_SESSION_BEFORE = re.compile(
    rf"(?P<session>{_SESSION})(?:联合国)?(?:大会|联大)[^第,，。；;:安]{{0,16}}$|"
    rf"(?:联合国大会|联大|(?<![\u4e00-\u9fff])大会)(?P<session_behind>{_SESSION})(?:常会|会议)[^第,，。；;:安]{{0,16}}$"
)
_OTHER_NOUN_BEHIND = re.compile(r"[次卷批期页辑册款项条章节届件]")
_OTHER_BODY_BEHIND = re.compile(r"号决议\((?![A-Z]{1,4}/|[IVXLC]+\))[A-Za-z]")  # 18号决议(Mob-83)
_LONGEST_DATE = 64

LOWEST_BARE_NUMBER = 100  # below, a number alone is as likely another body's
# Assembly resolutions that are called by their number alone; the Council has the number too.
ASSEMBLY_BARE_NUMBERS = frozenset({181, 194, 377, 1514, 2758})

ORGAN_UNKNOWN_MESSAGE = "没有年份，上下文也没有指明是哪个机关的决议"
YEAR_MISMATCH_MESSAGE = "编号与年份不符：第{number}号决议是{year}年通过的"
DATE_MISMATCH_MESSAGE = "编号与所注日期不符，可能是其他机构的决议"
NO_SUCH_NUMBER_MESSAGE = "没有这个编号的决议"
LATER_THAN_DOCUMENT_MESSAGE = "所指决议晚于本文件"


@dataclass(frozen=True, slots=True)
class NumberResolution:
    """Symbol, or reason in Chinese; both are empty when the number is no citation."""

    symbol: str = ""
    undecided: str = ""


NOT_A_CITATION = NumberResolution()


def resolve_numbers(squeezed: str, item: ListedNumber, context: CitationContext) -> list[NumberResolution]:
    """Resolve the number of ``item``; a slashed pair gives two resolutions."""
    if item.noun == "other" or _OTHER_BODY_BEHIND.match(squeezed, item.token.end):
        return [NOT_A_CITATION]
    if not item.noun and _OTHER_NOUN_BEHIND.match(squeezed, item.token.end):
        return [NOT_A_CITATION]
    form = item.token.form
    if item.organ == "other" or is_other_body_before(squeezed, item.organ_end):
        return [NOT_A_CITATION]
    if form in ("council", "council_chinese"):
        return [_council(item, context)]
    organ = item.organ or find_organ_before(squeezed, item.organ_end, context.organ)
    if organ == "other":
        return [NOT_A_CITATION]
    if form.startswith("assembly") or form == "session":
        return [_assembly(item)]
    if item.noun != "resolution":
        return [NOT_A_CITATION]
    if _is_number_and_year(item, organ):
        return [NOT_A_CITATION]
    if symbol := _with_session(squeezed, item):
        return [NumberResolution(symbol)]
    numbers = [parse_number(part.removeprefix("第")) for part in item.token.parts]
    year = _year_nearby(squeezed, item)
    return [_without_year(squeezed, number, year, organ, context) if number else NOT_A_CITATION for number in numbers]


def _council(item: ListedNumber, context: CitationContext) -> NumberResolution:
    printed, _, behind = item.token.number.partition("(")
    number, year = parse_number(printed), parse_number(behind.rstrip(")年"))
    if not number or not year:
        return NOT_A_CITATION
    resolved = resolve_council_number(number, year, context)
    if item.noun != "resolution" and not context.catalogue.council_year_fits(number, year):
        return NOT_A_CITATION
    return resolved


def resolve_council_number(number: int, year: int | None, context: CitationContext) -> NumberResolution:
    """Resolve a Council resolution by number and printed year: a misprint and a later document are undecided."""
    symbol = context.catalogue.council_symbol(number, year)
    if symbol:
        return _not_later(symbol, number, year, context)
    known = context.catalogue.council_year(number)
    return NumberResolution(
        undecided=YEAR_MISMATCH_MESSAGE.format(number=number, year=known) if known else NO_SUCH_NUMBER_MESSAGE
    )


def _not_later(symbol: str, number: int, year: int | None, context: CitationContext) -> NumberResolution:
    """Reject a citation of a later document: of a later number, or in other papers of a later day or year."""
    later = symbol != context.symbol and _is_later(number, year, context)
    return NumberResolution(undecided=LATER_THAN_DOCUMENT_MESSAGE) if later else NumberResolution(symbol)


def _is_later(number: int, year: int | None, context: CitationContext) -> bool:
    if context.number and context.organ == "S":
        return number > context.number
    adopted = context.catalogue.dates.get(number)
    if context.day and adopted:
        return adopted > context.day
    return bool(context.year and year and year > context.year)


def _assembly(item: ListedNumber) -> NumberResolution:
    kind = "DEC" if item.noun == "decision" else "RES"
    symbol = assembly_symbol(item.token.number, kind)
    return NumberResolution(symbol) if symbol else NOT_A_CITATION


def _is_number_and_year(item: ListedNumber, organ: str) -> bool:
    """Return True for another body's number with year (``第 361/2025 号``); 1267/1989 is two of the Council's."""
    first, _, second = item.token.number.partition("/")
    return organ != "S" and len(first) < 4 and bool(re.fullmatch(r"(?:19[4-9]|20\d)\d", second))


def _with_session(squeezed: str, item: ListedNumber) -> str | None:
    """Return the symbol of an Assembly resolution if a session is printed apart from the number."""
    number = parse_number(item.token.number)
    if behind := _SESSION_BEHIND.match(squeezed, item.token.end):
        return assembly_symbol(f"{number}({behind['session']})")
    before = _SESSION_BEFORE.search(squeezed, max(0, item.list_start - _LONGEST_DATE), item.list_start)
    if not before:
        return None
    session = parse_number((before["session"] or before["session_behind"]).strip("第届"))
    return assembly_symbol(f"{session}/{number}")


def _year_nearby(squeezed: str, item: ListedNumber) -> int | None:
    """Return the year in brackets behind the noun, or of the date before the number."""
    behind = _YEAR_BEHIND.match(squeezed, item.token.end)
    before = _YEAR_BEFORE.search(squeezed, max(0, item.token.start - _LONGEST_DATE), item.token.start)
    match = behind or before
    return parse_number(match["year"]) if match else None


def _without_year(
    squeezed: str, number: int, year: int | None, organ: str, context: CitationContext
) -> NumberResolution:
    return resolve_bare_number(number, year, organ, context, lambda one: mentions_organ(squeezed, one))


def resolve_bare_number(
    number: int, year: int | None, organ: str, context: CitationContext, names_organ: Callable[[str], bool]
) -> NumberResolution:
    """Resolve a number without year by organ, date, the rest of the document or the table of years.

    ``names_organ`` tells if the passage names the organ ``S`` or ``A`` anywhere.
    """
    known = context.catalogue.council_year(number)
    if organ == "UN":
        organ = "A" if number in ASSEMBLY_BARE_NUMBERS else "S"
    if organ == "A":
        return _assembly_number(number)
    if year and context.catalogue.council_year_fits(number, year):
        return NumberResolution(f"S/RES/{number}({year})")
    if year and assembly_year_fits(number, year):
        return _assembly_number(number)
    if year:
        return NumberResolution(undecided=DATE_MISMATCH_MESSAGE)
    if number in context.symbols_by_number:
        return NumberResolution(context.symbols_by_number[number])
    council = organ == "S" or context.organ == "S" or names_organ("S")
    if not council and (number < LOWEST_BARE_NUMBER or number in ASSEMBLY_BARE_NUMBERS):
        return _assembly_number(number) if names_organ("A") else NumberResolution(undecided=ORGAN_UNKNOWN_MESSAGE)
    symbol = context.catalogue.council_symbol(number)
    if symbol and not _is_later(number, known, context):
        return NumberResolution(symbol)
    if names_organ("A"):
        return _assembly_number(number)
    return NumberResolution(undecided=LATER_THAN_DOCUMENT_MESSAGE if symbol else NO_SUCH_NUMBER_MESSAGE)


def _assembly_number(number: int) -> NumberResolution:
    symbol = assembly_symbol(str(number))
    return NumberResolution(symbol) if symbol else NumberResolution(undecided=NO_SUCH_NUMBER_MESSAGE)
