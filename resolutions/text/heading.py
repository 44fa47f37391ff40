"""Heading of a document: symbol, organ, kind, date, meeting, agenda item and vote."""

import datetime
import re
from dataclasses import dataclass

from resolutions.text.dates import read_date, read_foreign_date
from resolutions.text.fold import fold_and_squeeze, fold_variants
from resolutions.text.heading_symbols import read_resolution_symbol, read_statement_symbol
from resolutions.text.numerals import CHINESE_DIGIT_CHARACTERS, CHINESE_NUMERALS, parse_number
from resolutions.text.symbols import normalize_symbol

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
_ANY_STATEMENT_OPENING = re.compile(r"主席.{0,80}(?:声明|讲话)|(?:声明|讲话)如下")
_ENGLISH_VOTE = re.compile(
    r"(?:adopted )?(?:unanimously|without (?:a )?vote|"
    r"by (?:a )?(?:recorded )?(?:vote of )?\d{1,3}(?: votes?)?(?: in favour)? ?"
    r"(?:to|,|-) ?(?:\d{1,3}|none|nil).{0,80})",
    re.I,
)
_ENGLISH_ADOPTION = re.compile(r"[Aa]dopted .{0,20}at the (\d{1,5})(?:st|nd|rd|th) meeting")
_ENGLISH_STATEMENT = re.compile(
    r"At the (?P<meeting>[\d,]{1,6})(?:st|nd|rd|th) meeting of the Security Council,? ?(?:held|on) .{0,12}?"
    r"(?P<date>\d{1,2} ?\w{3,9} ?\d{4}).{0,160}?[“\"](?P<item>.+?)[”\"],? ?(?:the|its) President",
    re.S,
)
_LONGEST_OPENING = 400
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
    if match:
        return match[1].rstrip("。")
    english = _ENGLISH_VOTE.search(text) if "dopted" in text[:_LONGEST_OPENING] else None
    return english[0].removeprefix("adopted ").rstrip(".") if english else ""


def read_resolution_heading(lines: list[str], tail: list[str], organ: str) -> Heading:
    """Read the lines above the opening words and the voting line below the text.

    ``organ`` is the organ of the opening words: ``S`` for 安全理事会， ``A`` for 大会，.
    """
    dated = [line for line in lines if read_date(line)]
    adopted = [line for line in dated if "通过" in fold_variants(line)] or dated
    met = [line for line in [*adopted, *lines, *tail] if _MEETING.search(fold_and_squeeze(line))]
    draft = next((printed for line in lines if (printed := _draft(fold_and_squeeze(line)))), "")
    return Heading(
        symbol=read_resolution_symbol(lines, organ),
        organ=organ,
        kind="resolution",
        date=next((found for line in adopted if (found := read_date(line))), _foreign_date(lines)),
        meeting=read_meeting_number(met[0]) if met else _foreign_meeting(tail),
        vote=next((vote for line in [*lines, *tail] if (vote := read_vote(line))), ""),
        draft=normalize_symbol(draft) or "",
    )


def _foreign_date(lines: list[str]) -> datetime.date | None:
    """Return the date of adoption of a heading in English above the Chinese text."""
    adopted = (line for line in lines if line.startswith(("Adopted by", "Resolution adopted", "of ")))
    return next((date for line in adopted if (date := read_foreign_date(line))), None)


def _foreign_meeting(tail: list[str]) -> int | None:
    """Return the meeting in a voting line in English."""
    adopted = (_ENGLISH_ADOPTION.match(line) for line in tail)
    return next((int(match[1]) for match in adopted if match), None)


def _draft(folded: str) -> str:
    """Return the symbol in the brackets that end a line; empty without one."""
    if not folded.endswith(")"):
        return ""
    match = _DRAFT.search(folded, folded.rfind(")", 0, -1) + 1)
    return match[1] if match else ""


def read_statement_heading(lines: list[str], opening: str) -> Heading | None:
    """Read the opening line of a presidential statement; None when ``opening`` is another line."""
    if english := _ENGLISH_STATEMENT.match(" ".join(opening[:_LONGEST_OPENING].split())):
        meeting = int(english["meeting"].replace(",", ""))
        day, item = read_foreign_date(english["date"]), english["item"]
        return Heading(read_statement_symbol(lines), "S", "statement", day, meeting, item)
    folded = fold_and_squeeze(opening)
    end = folded.rfind(_ITEM_END) + len(_ITEM_END)  # behind the last one no opening line ends
    match = _STATEMENT_OPENING.search(folded, 0, end) or _EARLY_STATEMENT_OPENING.search(folded, 0, end)
    if not match:
        return None
    item = _printed_item(opening) or match["item"]
    return Heading(
        read_statement_symbol(lines), "S", "statement", read_date(match["date"]), parse_number(match["meeting"]), item
    )


def read_any_statement_opening(opening: str) -> Heading | None:
    """Read an opening line in other words, below the title of a statement; None when it names no meeting.

    >>> read_any_statement_opening("在2006年2月14日安全理事会第5371次会议上，安全理事会主席发表声明如下：").meeting
    5371

    """
    folded = fold_and_squeeze(opening[:_LONGEST_OPENING])
    if folded.startswith("“") or not _ANY_STATEMENT_OPENING.search(folded):
        return None
    meeting = read_meeting_number(folded)
    return Heading("", "S", "statement", read_date(folded), meeting, _printed_item(opening)) if meeting else None


def _printed_item(opening: str) -> str:
    match = re.search(r"[題题][為为]\s*[“「](.{1,200}?)[”」]\s*的\s*[项項]目", opening)
    return match[1] if match else ""
