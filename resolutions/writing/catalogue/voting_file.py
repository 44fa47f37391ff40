"""Read the Library's table "Security Council Voting Data": one row per State and resolution.

The columns are those of its data dictionary (record 4055387 of the UN Digital Library).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resolutions.models import Ballot
from resolutions.writing.catalogue.csv_files import ImportFileError, RowProblem, read_csv_lines
from resolutions.writing.catalogue.library_facts import (
    LibraryResolution,
    LibraryVote,
    adoption_of,
    parse_resolution_symbol,
    split_topics,
)

COLUMNS = (
    "ms_code", "ms_name", "permanent_member", "ms_vote", "date", "resolution", "draft", "meeting", "description",
    "agenda", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms",
    "modality", "undl_link",
)  # fmt: skip
_STATE_COLUMNS = COLUMNS[:4]
_TOTALS = {
    "total_yes": ("votes_yes", Ballot.YES),
    "total_no": ("votes_no", Ballot.NO),
    "total_abstentions": ("votes_abstain", Ballot.ABSTAIN),
    "total_non_voting": ("votes_absent", Ballot.ABSENT),
}
_RECORD_URL = re.compile(r"https?://digitallibrary\.un\.org/record/\d{1,12}")
_MAX_MEMBERS = 15  # of the Council
_MAX_NAME = 200  # characters
_MAX_LENGTHS = {"draft_symbol": 120, "meeting_symbol": 60}  # characters of the columns


@dataclass(frozen=True, slots=True)
class VotingFile:
    """Resolutions of a file, and the problem of each that could not be read."""

    resolutions: tuple[LibraryResolution, ...]
    problems: tuple[RowProblem, ...]


class _RowError(Exception):
    """A row or resolution that cannot be read."""

    def __init__(self, line: int, english: str, chinese: str) -> None:
        super().__init__(english)
        self.problem = RowProblem(line, english, chinese)


def read_voting_file(data: bytes) -> VotingFile:
    """Read all resolutions of the file; one with a bad row is left out, with its problem. Raises ImportFileError."""
    rows: dict[str, list[_Line]] = {}
    problems: list[RowProblem] = []
    for number, values in _read_lines(data):
        printed = values.get("resolution", "")
        if symbol := parse_resolution_symbol(printed):
            rows.setdefault(symbol, []).append(_Line(number, symbol, values))
        else:
            english, chinese = f"{printed!r:.60} is no symbol of a resolution", f"“{printed:.60}”不是决议的文号"
            problems.append(RowProblem(number, english, chinese))
    resolutions = []
    for lines in rows.values():
        try:
            resolutions.append(_parse_resolution(lines))
        except _RowError as error:
            problems.append(error.problem)
    return VotingFile(tuple(resolutions), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file: number of the line, symbol of the resolution, values by column."""

    number: int
    symbol: str
    values: dict[str, str]

    def error(self, english: str, chinese: str) -> _RowError:
        return _RowError(self.number, f"{self.symbol}: {english}", f"{self.symbol}：{chinese}")


def _read_lines(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        yield from read_csv_lines(data, COLUMNS)
    except ImportFileError as error:
        if "ms_code" not in str(error) or "ms_vote" not in str(error):
            raise
        raise ImportFileError(
            f"{error}: the table with one row per State is needed, not the one with one row per resolution",
            f"{error.chinese}需要每国一行的表，不是每份决议一行的表。",
        ) from error


def _parse_resolution(lines: list[_Line]) -> LibraryResolution:
    first = lines[0]
    votes = tuple(_parse_vote(line) for line in lines)
    shared = [name for name in COLUMNS if name not in _STATE_COLUMNS]
    for line in lines:
        if different := [name for name in shared if line.values[name] != first.values[name]]:
            if first.values[different[0]].startswith(line.values[different[0]]):
                raise _truncated(line)
            raise line.error(
                f"another {different[0]} than in line {first.number}",
                f"{different[0]} 与第{first.number}行不同",
            )
    if len({(vote.code, vote.name) for vote in votes}) < len(votes):
        raise first.error("two votes of one State", "同一国投了两次票")
    facts = _parse_facts(first)
    _check_totals(first, votes)
    headings = (part.strip().upper() for part in first.values["subjects"].split("|"))
    further = split_topics([first.values["agenda"]])[1:]
    return LibraryResolution(first.symbol, facts, votes, tuple(dict.fromkeys(filter(None, headings))), further)


def _parse_vote(line: _Line) -> LibraryVote:
    if set(COLUMNS) - line.values.keys():
        raise _truncated(line)
    code, name = line.values["ms_code"].upper(), line.values["ms_name"].upper()
    ballot, is_permanent = line.values["ms_vote"].upper(), line.values["permanent_member"].lower()
    if not (len(code) == 3 and code.isascii() and code.isalpha()) or not 0 < len(name) <= _MAX_NAME:
        raise line.error(f"{code!r:.20} is no code of a State", f"“{code:.20}”不是国家代码")
    if ballot not in Ballot.values:
        raise line.error(f"{ballot!r:.20} is no vote; Y, N, A and X are", f"“{ballot:.20}”不是投票，应为 Y、N、A 或 X")
    if is_permanent not in ("true", "false"):
        raise line.error("permanent_member is neither True nor False", "permanent_member 应为 True 或 False")
    return LibraryVote(code, name, ballot, is_permanent == "true")


def _truncated(line: _Line) -> _RowError:
    return line.error("the line ends too early: the file may be truncated", "这一行没有完，文件可能不完整")


def _parse_facts(line: _Line) -> dict[str, Any]:
    values = line.values
    facts: dict[str, Any] = {
        "date": _parse_date(line),
        "meeting_symbol": values["meeting"],
        "topic_en": next(iter(split_topics([values["agenda"]])), ""),
        "title_en": values["description"],
        "adoption": adoption_of(values["modality"]),
        "vote_note": values["vote_note"],
        "draft_symbol": values["draft"],
        "vote_record_url": values["undl_link"] if _RECORD_URL.fullmatch(values["undl_link"]) else "",
    }
    for name, length in _MAX_LENGTHS.items():
        if len(facts[name]) > length:
            raise line.error(f"{name} is longer than {length} characters", f"{name} 超过{length}个字符")
    facts |= {name: _parse_count(line, column) for column, (name, _) in _TOTALS.items()}
    return {name: value for name, value in facts.items() if value not in ("", None)}


def _parse_date(line: _Line) -> date:
    printed = line.values["date"]
    try:
        day = date.fromisoformat(printed)
    except ValueError:
        raise line.error(
            f"the date {printed!r:.30} is not written as 2025-07-17", f"日期“{printed:.30}”应写作 2025-07-17"
        ) from None
    if not line.symbol.endswith(f"({day.year})"):
        raise line.error(f"the date {printed} is of another year", f"日期 {printed} 与文号的年份不符")
    return day


def _parse_count(line: _Line, column: str) -> int | None:
    printed = line.values[column]
    if printed and not (printed.isascii() and printed.isdecimal() and int(printed) <= _MAX_MEMBERS):
        raise line.error(f"{column} is {printed!r:.20}, no number of votes", f"{column}“{printed:.20}”不是票数")
    return int(printed) if printed else None


def _check_totals(line: _Line, votes: Sequence[LibraryVote]) -> None:
    """Compare the votes with the printed totals, so that a truncated or edited file is noticed."""
    members = _parse_count(line, "total_ms")
    if members is not None and len(votes) != members:
        raise line.error(
            f"{len(votes)} of {members} votes; the file may be truncated",
            f"{members} 个成员国只有 {len(votes)} 票，文件可能不完整",
        )
    cast = Counter(vote.ballot for vote in votes)
    for column, (_, ballot) in _TOTALS.items():
        total = _parse_count(line, column)
        if total is not None and cast[ballot] != total:
            raise line.error(
                f"{cast[ballot]} votes {ballot.value}, but {column} is {total}",
                f"{column} 为 {total}，各国投票中却有 {cast[ballot]} 票{ballot.chinese}",
            )
