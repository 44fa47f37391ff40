"""From a printed number to the canonical symbol, or to the reason why it stays undecided."""

import re
from dataclasses import dataclass

from resolutions.text.citations.groups import Item
from resolutions.text.citations.mention import Context
from resolutions.text.citations.organ import names_organ, organ_before
from resolutions.text.numerals import CHINESE, printed_number
from resolutions.text.symbols import assembly_symbol, council_resolution
from resolutions.text.years import assembly_session_fits, council_year

_YEAR_BEHIND = re.compile(r"号?(?:决议案?)?\((?P<year>\d{4}|[〇零一二三四五六七八九]{4})(?:年[^()]{0,12})?\)")
_YEAR_BEFORE = re.compile(
    r"(?P<year>\d{4}|[〇零一二三四五六七八九]{4})年?(?:\)|[^年。；;，,、()]{0,8}日)?"
    r"(?:关于[^，,。；;年]{1,40}的)?(?:的|通过的|其|安全理事会|安理会|联合国|大会)*$"
)
# 第一五一四號決議(XV): the session stands behind the head.
_SESSION_BEHIND = re.compile(r"号决议案?\((?P<session>[IVXLC]{1,8})\)")
# 第63届联合国大会通过第111号决议, 大会第六十三届会议第111号决议: each session since 1976 numbers anew.
_SESSION = rf"第(?:\d{{1,2}}|[{CHINESE}]{{1,4}})届"
_SESSION_BEFORE = re.compile(
    rf"(?P<session>{_SESSION})(?:联合国)?(?:大会|联大)[^第,，。；;:安]{{0,16}}$|"
    rf"(?:联合国大会|联大|(?<![\u4e00-\u9fff])大会)(?P<session_behind>{_SESSION})(?:常会|会议)[^第,，。；;:安]{{0,16}}$"
)
_OTHER_NOUN_BEHIND = re.compile(r"[次卷批期页辑册款项条章节届件]")
_OTHER_BODY_BEHIND = re.compile(r"号决议\((?![A-Z]{1,4}/|[IVXLC]+\))[A-Za-z]")  # 18号决议(Mob-83)
_LONGEST_DATE = 64

FIRST_SESSION_YEAR = 1945  # the Assembly's session n meets in the autumn of 1945 + n
LOWEST_BARE = 100  # below, a number alone is as likely another body's
# Assembly resolutions that are called by their number alone; the Council has the number too.
ASSEMBLY_BY_NUMBER = frozenset({181, 194, 377, 1514, 2758})

NO_ORGAN = "没有年份，上下文也没有指明是哪个机关的决议"
NUMBER_AND_YEAR = "编号与年份不符：第{number}号决议是{year}年通过的"
DATE_AND_NUMBER = "编号与所注日期不符，可能是其他机构的决议"
NO_SUCH_NUMBER = "没有这个编号的决议"
LATER = "所指决议晚于本文件"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The symbol, or the reason why there is none; both empty when the number is no document of ours."""

    symbol: str = ""
    undecided: str = ""


NOTHING = Resolved()


def resolve(squeezed: str, item: Item, context: Context) -> list[Resolved]:
    """What the number of ``item`` names; a slashed pair names two."""
    if item.head == "other" or _OTHER_BODY_BEHIND.match(squeezed, item.atom.end):
        return [NOTHING]
    if not item.head and _OTHER_NOUN_BEHIND.match(squeezed, item.atom.end):
        return [NOTHING]
    form = item.atom.form
    if form in ("council", "council_chinese"):
        return [_council(item, context)]
    organ = organ_before(squeezed, item.scope, context.organ)
    if organ == "other":
        return [NOTHING]
    if form.startswith("assembly") or form == "session":
        return [_assembly(item)]
    if item.head != "resolution":
        return [NOTHING]
    if _is_number_and_year(item, organ):
        return [NOTHING]
    if symbol := _with_session(squeezed, item):
        return [Resolved(symbol)]
    numbers = [printed_number(part.removeprefix("第")) for part in item.atom.parts]
    year = _year_nearby(squeezed, item)
    return [_without_year(squeezed, number, year, organ, context) if number else NOTHING for number in numbers]


def _council(item: Item, context: Context) -> Resolved:
    printed, _, behind = item.atom.number.partition("(")
    number, year = printed_number(printed), printed_number(behind.rstrip(")年"))
    if not number or not year:
        return NOTHING
    symbol = council_resolution(number, year)
    if symbol:
        return _not_later(symbol, number, year, context)
    if item.head != "resolution":
        return NOTHING
    known = council_year(number)
    return Resolved(undecided=NUMBER_AND_YEAR.format(number=number, year=known) if known else NO_SUCH_NUMBER)


def _not_later(symbol: str, number: int, year: int, context: Context) -> Resolved:
    """A resolution cites no later one; a statement or a dated paper none of a later year."""
    later = symbol != context.symbol and _is_later(number, year, context)
    return Resolved(undecided=LATER) if later else Resolved(symbol)


def _is_later(number: int, year: int | None, context: Context) -> bool:
    if context.number and context.organ == "S":
        return number > context.number
    return bool(context.year and year and year > context.year)


def _assembly(item: Item) -> Resolved:
    kind = "DEC" if item.head == "decision" else "RES"
    symbol = assembly_symbol(item.atom.number, kind)
    if symbol and (item.head or item.atom.text.startswith("第")):
        return Resolved(symbol)
    return NOTHING


def _is_number_and_year(item: Item, organ: str) -> bool:
    """``第 361/2025 号`` is another body's number of the year; 1267/1989 is a pair of the Council's."""
    first, _, second = item.atom.number.partition("/")
    return organ != "S" and len(first) < 4 and bool(re.fullmatch(r"(?:19[4-9]|20\d)\d", second))


def _with_session(squeezed: str, item: Item) -> str | None:
    """The Assembly's symbol where the session stands apart from the number."""
    number = printed_number(item.atom.number)
    if behind := _SESSION_BEHIND.match(squeezed, item.atom.end):
        return assembly_symbol(f"{number}({behind['session']})")
    before = _SESSION_BEFORE.search(squeezed, max(0, item.scope - _LONGEST_DATE), item.scope)
    if not before:
        return None
    session = printed_number((before["session"] or before["session_behind"]).strip("第届"))
    return assembly_symbol(f"{session}/{number}")


def _year_nearby(squeezed: str, item: Item) -> int | None:
    """The year that stands behind the head in brackets, or in the date before the number."""
    behind = _YEAR_BEHIND.match(squeezed, item.atom.end)
    before = _YEAR_BEFORE.search(squeezed, max(0, item.atom.start - _LONGEST_DATE), item.atom.start)
    found = behind or before
    return printed_number(found["year"]) if found else None


def _without_year(squeezed: str, number: int, year: int | None, organ: str, context: Context) -> Resolved:
    """A number without its year: the organ, a date beside it, the rest of the document or the catalogue decide."""
    known = council_year(number)
    if organ == "A":
        return _assembly_number(number)
    if year and known == year:
        return Resolved(f"S/RES/{number}({known})")
    if year and assembly_session_fits(number, year - FIRST_SESSION_YEAR):
        return _assembly_number(number)
    if year:
        return Resolved(undecided=DATE_AND_NUMBER)
    if number in context.years:
        return Resolved(context.years[number])
    council = organ == "S" or context.organ == "S" or names_organ(squeezed, "S")
    if not council and (number < LOWEST_BARE or number in ASSEMBLY_BY_NUMBER):
        return _assembly_number(number) if names_organ(squeezed, "A") else Resolved(undecided=NO_ORGAN)
    symbol = council_resolution(number, None)
    if symbol and not _is_later(number, known, context):
        return Resolved(symbol)
    if names_organ(squeezed, "A"):
        return _assembly_number(number)
    return Resolved(undecided=LATER if symbol else NO_SUCH_NUMBER)


def _assembly_number(number: int) -> Resolved:
    symbol = assembly_symbol(str(number))
    return Resolved(symbol) if symbol else Resolved(undecided=NO_SUCH_NUMBER)
