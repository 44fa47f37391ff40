"""Heading of a document: symbol, organ, kind, date, meeting, agenda item and vote."""

import datetime
import re
from dataclasses import dataclass

from resolutions.text.fold import fold_variants, squeeze
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number
from resolutions.text.symbols import assembly_symbol, council_resolution_symbol, normalize_symbol

_DATE = re.compile(
    rf"(\d{{4}}|[{CHINESE_DIGIT_CHARACTERS}]{{4}})年(\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})月(\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}})日"
)
_MEETING = re.compile(rf"第(\d{{1,5}}|[{CHINESE_NUMERALS}]{{1,9}})次会议")
_VOTE = re.compile(
    rf"(一致通过|(?:以)?[\d{CHINESE_DIGIT_CHARACTERS}十]{{1,3}}票(?:赞成)?(?:对|[,，、]).{{0,60}}?通过|未经表决通过)"
)
_ITEM_END = "”的项目"
_STATEMENT_OPENING = re.compile(
    r"安全理事会主席在(?P<date>.{8,12}日)安全理事会第(?P<meeting>\d+)次会议上[,，]就.{0,12}题为“(?P<item>.+?)”的项目"
)
_EARLY_STATEMENT_OPENING = re.compile(
    r"(?P<date>\d{4}年\d+月\d+日)[,，]安全理事会举行第(?P<meeting>\d+)次会议[,，]?审议.{0,6}题为“(?P<item>.+?)”的项目"
)
# Each pattern with a printed example; matched against folded text without blanks.
_COUNCIL_FORMS = (
    re.compile(r"S/RES/(?P<number>\d+)(?:\((?P<year>\d{4})\))?"),  # 联合国 S/RES/2393(2017)
    re.compile(r"^(?:联合国)?(?:安理会|安全理事会)?第(?P<number>\d+)\((?P<year>\d{4})\)号决议"),  # 第2553(2020)号决议
    re.compile(r"^(?:联合国)?(?:安理会|安全理事会)第(?P<number>\d+)号决议"),  # 联合国安理会第353号决议
    re.compile(
        rf"^(?P<number>[{CHINESE_NUMERALS}]+)\((?P<year>[{CHINESE_NUMERALS}]{{4}})\)[.。]"
    ),  # 六十一(一九四八).一九四八年…决议案
    re.compile(
        rf"^(?:联合国)?(?:安理会|安全理事会)?决议案(?P<number>[{CHINESE_NUMERALS}]+)(?:\((?P<year>[{CHINESE_NUMERALS}]{{4}})\))?"
    ),  # 决议案二八三(一九七〇)
)
_ASSEMBLY_FORMS = (
    re.compile(r"(?P<number>A/RES/[\w\-/()]+)"),
    re.compile(
        rf"^(?:联合国)?大会(?:第|决议案)?(?P<number>[\d{CHINESE_NUMERALS}]+/\d+[A-Z]?|[\d{CHINESE_NUMERALS}]+\([\w{CHINESE_NUMERALS}\-]+\))(?:号|$)"
    ),  # 联合国大会37/43号决议
    re.compile(
        rf"^(?P<number>[{CHINESE_NUMERALS}0]+\((?:紧特|特)?[{CHINESE_NUMERALS}]{{1,3}}\))"
    ),  # 二一五九(二十一)、中国在联合国之代表权问题
)
_STATEMENT_FORMS = (re.compile(r"S/PRST/(\d{4})/(\d+)"), re.compile(r"主席声明(\d{4})年第(\d+)号"))
_DRAFT = re.compile(r"\((S/[\d/A-Za-z.]+?)(?:[,，、][^)]*)?\)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """Values read from a heading; empty or None where the heading does not name them.

    ``vote`` is as printed. ``draft`` is the symbol of the draft resolution.
    """

    symbol: str = ""
    organ: str = ""
    kind: str = ""
    date: datetime.date | None = None
    meeting: int | None = None
    agenda_item: str = ""
    vote: str = ""
    draft: str = ""


def fold_and_squeeze(text: str) -> str:
    """Fold ``text`` and remove its white space, for matching patterns."""
    return squeeze(fold_variants(text))[0]


def read_date(text: str) -> datetime.date | None:
    """Return the first date in ``text``, in Arabic or Chinese numerals.

    >>> read_date("安全理事会2021 年 9 月 9 日第8852次会议通过"), read_date("一九七五年四月十七日")
    (datetime.date(2021, 9, 9), datetime.date(1975, 4, 17))

    """
    match = _DATE.search(fold_and_squeeze(text))
    numbers = [parse_number(part) for part in match.groups()] if match else []
    if len(numbers) != 3 or None in numbers:
        return None
    try:
        return datetime.date(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return None


def read_meeting_number(text: str) -> int | None:
    """Return the number of the first meeting in ``text``.

    >>> read_meeting_number("第一八二一次会议以十三票对零票通过")
    1821

    """
    match = _MEETING.search(fold_and_squeeze(text))
    return parse_number(match[1]) if match else None


def read_vote(text: str) -> str:
    """Return the words that state the vote, folded and without blanks; empty where there are none."""
    match = _VOTE.search(fold_and_squeeze(text))
    return match[1].rstrip("。") if match else ""


def read_resolution_heading(lines: list[str], tail: list[str], organ: str) -> Heading:
    """Read the lines above the opening words and the voting line below the text.

    ``organ`` is the organ of the opening words: ``S`` for 安全理事会， ``A`` for 大会，.
    """
    symbol = (_assembly_number if organ == "A" else _council_number)(lines)
    dated = [line for line in lines if _DATE.search(fold_and_squeeze(line))]
    adopted = [line for line in dated if "通过" in fold_variants(line)] or dated
    met = [line for line in [*adopted, *lines, *tail] if _MEETING.search(fold_and_squeeze(line))]
    draft = next((printed for line in lines if (printed := _draft(fold_and_squeeze(line)))), "")
    return Heading(
        symbol=symbol,
        organ=organ,
        kind="resolution",
        date=next((found for line in adopted if (found := read_date(line))), None),
        meeting=read_meeting_number(met[0]) if met else None,
        vote=next((vote for line in [*lines, *tail] if (vote := read_vote(line))), ""),
        draft=normalize_symbol(draft) or "",
    )


def _draft(folded: str) -> str:
    """Return the symbol in the brackets that end a line; empty without one."""
    if not folded.endswith(")"):
        return ""
    match = _DRAFT.search(folded, folded.rfind(")", 0, -1) + 1)
    return match[1] if match else ""


def read_statement_heading(lines: list[str], opening: str) -> Heading | None:
    """Read the opening line of a presidential statement; None when ``opening`` is another line."""
    folded = fold_and_squeeze(opening)
    end = folded.rfind(_ITEM_END) + len(_ITEM_END)  # behind the last one no opening line ends
    match = _STATEMENT_OPENING.search(folded, 0, end) or _EARLY_STATEMENT_OPENING.search(folded, 0, end)
    if not match:
        return None
    numbers = [found for line in lines for form in _STATEMENT_FORMS if (found := form.search(fold_and_squeeze(line)))]
    symbol = f"S/PRST/{numbers[0][1]}/{numbers[0][2]}" if numbers else ""
    item = _printed_item(opening) or match["item"]
    return Heading(symbol, "S", "statement", read_date(match["date"]), parse_number(match["meeting"]), item)


def _printed_item(opening: str) -> str:
    match = re.search(r"[題题][為为]\s*[“「](.+?)[”」]\s*的\s*[项項]目", opening)
    return match[1] if match else ""


def _council_number(lines: list[str]) -> str:
    for form in _COUNCIL_FORMS:
        for line in lines:
            if match := form.search(fold_and_squeeze(line)):
                number = parse_number(match["number"])
                printed_year = match.groupdict().get("year")
                year = parse_number(printed_year) if printed_year else None
                if number and (symbol := council_resolution_symbol(number, year)):
                    return symbol
    return ""


def _assembly_number(lines: list[str]) -> str:
    for form in _ASSEMBLY_FORMS:
        for line in lines:
            if match := form.search(fold_and_squeeze(line)):
                printed = match["number"].removeprefix("A/RES/")
                if symbol := assembly_symbol(printed):
                    return symbol
    return ""
