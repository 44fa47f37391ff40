"""Read the Library's MARCXML records of resolutions and of their votes.

Fields as the Library uses them: 089 $b kind (B01 resolution, B23 vote), 191 or 791 $a symbol, 239 $a title,
992 or 269 $a date, 590 $a modality, 650 $a subject, 952 $a meeting, 967 vote of a State, 991 $c agenda item,
993 with first indicator 2 $a draft, 996 $a "Adopted 13-0-2, 9479th meeting" or $b to $f counts.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from xml.sax import SAXException

from pymarc import Field, Record, parse_xml_to_array

from resolutions.models import Ballot
from resolutions.writing.catalogue.library_facts import (
    LibraryResolution,
    LibraryVote,
    adoption_of,
    parse_resolution_symbol,
    split_topics,
)

_RESOLUTION, _VOTE = "B01", "B23"
_COUNTS = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{1,2})\b")
_MEETING = re.compile(r"\b(\d{1,5})(?:st|nd|rd|th) meeting")
_MEETING_SYMBOL = re.compile(r"S/PV\.\d{1,5}[^;]{0,40}")
_DRAFT = re.compile(r"S/(?:\d{4}/)?\d{1,5}(?:/(?:Rev|Corr|Add)\.\d+)*")
_RECORD_NUMBER = re.compile(r"\d{1,12}")
_RECORD_URL = "https://digitallibrary.un.org/record/"
_MAX_MEMBERS = 15


class RecordsError(Exception):
    """An answer contains no records; the message says why."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The resolutions of one answer, each once, the number of its records, and a sentence for each unusable one."""

    resolutions: tuple[LibraryResolution, ...]
    records: int
    problems: tuple[str, ...]


def read_records(data: bytes) -> RecordPage:
    """Read all records of a collection. Raises RecordsError for anything that is no MARCXML."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # an HTML page, or entities that grow
        raise RecordsError("the answer is no MARCXML: it has a document type")
    try:
        records = [record for record in parse_xml_to_array(io.BytesIO(data)) if record is not None]
    except (SAXException, ValueError, KeyError, UnicodeError) as error:
        raise RecordsError(f"the answer is no MARCXML: {error}") from error
    found: dict[str, LibraryResolution] = {}
    problems = []
    for record in records:
        try:
            resolution = _read_record(record)
        except ValueError as error:
            problems.append(f"record {_number(record) or '?'}: {error}")
            continue
        if resolution:
            known = found.get(resolution.symbol)
            found[resolution.symbol] = _join(known, resolution) if known else resolution
    return RecordPage(tuple(found.values()), len(records), tuple(problems))


def _read_record(record: Record) -> LibraryResolution | None:
    """Read one record; None for one of another kind. Raises ValueError for one that contradicts itself."""
    kinds = set(_values(record, "089", "b"))
    symbols = [parse_resolution_symbol(text) for tag in ("191", "791") for text in _values(record, tag, "a")]
    symbol = next(filter(None, symbols), "")
    if not symbol or not kinds & {_RESOLUTION, _VOTE}:
        return None
    topics = split_topics(_values(record, "991", "c"))
    facts = {
        "date": _date(symbol, _first(record, "992", "a") or _first(record, "269", "a")),
        "topic_en": next(iter(topics), ""),
        "meeting_symbol": _fullmatch(_MEETING_SYMBOL, _first(record, "952", "a")),
    }
    number = _number(record)
    if _VOTE in kinds:
        votes = tuple(_vote(field) for field in record.get_fields("967"))
        facts |= _counts_of_votes(record, votes)
        facts["vote_record_url"] = f"{_RECORD_URL}{number}" if number else ""
        return LibraryResolution(symbol, _known(facts), votes, further_topics=topics[1:])
    facts |= {"title_en": _first(record, "239", "a"), "record_url": f"{_RECORD_URL}{number}" if number else ""}
    facts |= {"draft_symbol": _draft(record)} | _action(_first(record, "996", "a"))
    subjects = dict.fromkeys(text.strip().upper() for text in _values(record, "650", "a"))
    return LibraryResolution(symbol, _known(facts), (), tuple(subjects), topics[1:])


def _join(one: LibraryResolution, other: LibraryResolution) -> LibraryResolution:
    """Join the record of a resolution and that of its vote; where both have a fact, that of the vote counts."""
    vote, resolution = (one, other) if one.votes else (other, one)
    subjects = vote.subjects if resolution.subjects is None else resolution.subjects
    further = tuple(dict.fromkeys(resolution.further_topics + vote.further_topics))
    return replace(vote, facts={**resolution.facts, **vote.facts}, subjects=subjects, further_topics=further)


def _action(printed: str) -> dict[str, Any]:
    """Read "Adopted 13-0-2, 9479th meeting" or "Adopted unanimously"."""
    facts: dict[str, Any] = {}
    if counts := _COUNTS.search(printed):
        facts |= dict(zip(("votes_yes", "votes_no", "votes_abstain"), map(int, counts.groups()), strict=True))
        if sum(map(int, counts.groups())) > _MAX_MEMBERS:
            raise ValueError(f"more than {_MAX_MEMBERS} votes: {printed:.60}")
        facts["adoption"] = "表决通过"
    elif "unanimously" in printed.lower():
        facts["adoption"] = "一致通过"
    else:
        facts["adoption"] = adoption_of(printed)
    if meeting := _MEETING.search(printed):
        facts["meeting_symbol"] = f"S/PV.{meeting[1]}"
    return facts


def _counts_of_votes(record: Record, votes: tuple[LibraryVote, ...]) -> dict[str, Any]:
    names = {"b": "votes_yes", "c": "votes_no", "d": "votes_abstain", "e": "votes_absent"}
    printed = {code: _first(record, "996", code) for code in (*names, "f")}
    if bad := [text for text in printed.values() if text and not (text.isascii() and text.isdecimal())]:
        raise ValueError(f"{bad[0]!r:.20} is no number of votes")
    if printed["f"] and votes and len(votes) != int(printed["f"]):
        raise ValueError(f"{len(votes)} of {printed['f']} votes")
    facts: dict[str, Any] = {name: int(printed[code]) for code, name in names.items() if printed[code]}
    if any(count > _MAX_MEMBERS for count in facts.values()):
        raise ValueError(f"more than {_MAX_MEMBERS} votes")
    return facts | {"adoption": adoption_of(_first(record, "590", "a"))}


def _vote(field: Field) -> LibraryVote:
    code, ballot, name = (str(field.get(part, "")).strip().upper() for part in "cde")
    if len(code) != 3 or not name or ballot not in Ballot.values:
        raise ValueError(f"no vote of a State: {code:.10} {ballot:.10} {name:.40}")
    return LibraryVote(code, name[:200], ballot, str(field.get("b", "")).strip().upper() == "P")


def _draft(record: Record) -> str:
    drafts = [field.get("a", "") for field in record.get_fields("993") if field.indicator1 == "2"]
    return next((text for text in drafts if _DRAFT.fullmatch(text)), "")


def _date(symbol: str, printed: str) -> date | None:
    if not printed:
        return None
    try:
        day = date.fromisoformat(printed)
    except ValueError:
        raise ValueError(f"the date {printed!r:.30} of {symbol} is not written as 2025-07-17") from None
    if not symbol.endswith(f"({day.year})"):
        raise ValueError(f"the date {printed} is not of the year of {symbol}")
    return day


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in ("", None)}


def _number(record: Record) -> str:
    fields: Iterable[Field] = record.get_fields("001")
    return next((_fullmatch(_RECORD_NUMBER, (field.data or "").strip()) for field in fields), "")


def _values(record: Record, tag: str, code: str) -> Iterator[str]:
    for field in record.get_fields(tag):
        yield from field.get_subfields(code)


def _first(record: Record, tag: str, code: str) -> str:
    return next(_values(record, tag, code), "").strip()


def _fullmatch(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""
