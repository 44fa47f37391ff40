"""Read the tables of ``fixtures/catalogue``. No database."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from resolutions.text.catalogue_lookup import CatalogueLookup, LookupRow, build_lookup

CATALOGUE_FOLDER = Path(settings.BASE_DIR) / "fixtures" / "catalogue"
TABLE_FILES = ("sc_resolutions.csv", "sc_prst.csv")
AGENDA_ITEMS_FILE = "agenda_items.csv"
HEADINGS_FILE = "sc_subject_headings.csv"
SUBJECTS_FILE = "sc_subjects.csv"
VETOES_FILE = "sc_vetoes.csv"
STATES_FILE = "member_states.csv"
ADOPTION_LABELS = {"vote": "表决通过", "unanimously": "一致通过", "without vote": "未经表决通过", "": ""}
Row = TypeVar("Row")


class CatalogueError(Exception):
    """A table of the catalogue cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of a table: symbol of the document, agenda item in English, fields of the CatalogueEntry."""

    symbol: str
    topic: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """An agenda item in English and Chinese; ``joined_to`` is the English name of the item it is a variant of."""

    english: str
    chinese: str
    joined_to: str
    situation: str


@dataclass(frozen=True, slots=True)
class VetoRow:
    """A vetoed draft: fields of the VetoedDraft, and the codes of the permanent members against it."""

    facts: dict[str, Any]
    states: tuple[str, ...]


def read_catalogue_tables(folder: Path = CATALOGUE_FOLDER) -> list[CatalogueRow]:
    """Read both tables, resolutions first. Raises CatalogueError at the first line that cannot be parsed."""
    return [
        row
        for name in TABLE_FILES
        for row in _parse_lines(
            folder / name, lambda line: CatalogueRow(line["symbol"], line["topic_en"], _parse_facts(line))
        )
    ]


def read_lookup(folder: Path = CATALOGUE_FOLDER) -> CatalogueLookup:
    """Return what the reader asks the catalogue for, from the tables. Raises CatalogueError."""
    return build_lookup(
        LookupRow(
            row.symbol, tuple(filter(None, (row.facts["date"], row.facts["date_in_text"]))), row.facts["meeting_symbol"]
        )
        for row in read_catalogue_tables(folder)
    )


def read_agenda_items(folder: Path = CATALOGUE_FOLDER) -> list[AgendaItemRow]:
    """Read the agenda items. Raises CatalogueError."""

    def parse(line: dict[str, str]) -> AgendaItemRow:
        joined, situation = line.get("joined_to", ""), line.get("situation", "")
        return AgendaItemRow(line["english"], line["chinese"], joined, situation)

    return list(_parse_lines(folder / AGENDA_ITEMS_FILE, parse))


def read_subject_headings(folder: Path = CATALOGUE_FOLDER) -> list[dict[str, str]]:
    """Read the subject headings as fields of Subject, with ``joined_to`` as a heading; empty without the file."""

    def parse(line: dict[str, str]) -> dict[str, str]:
        names = {"name_en": line["heading"], "name_zh": line["chinese"]}
        columns = ("kind", "chinese_source", "thesaurus_url", "short_zh", "acronym", "joined_to")
        return names | {column: line[column] for column in columns}

    return list(_parse_optional(folder / HEADINGS_FILE, parse))


def read_subjects(folder: Path = CATALOGUE_FOLDER) -> list[tuple[str, str]]:
    """Read the pairs of a symbol and a heading; empty without the file."""
    return list(_parse_optional(folder / SUBJECTS_FILE, lambda line: (line["symbol"], line["heading"])))


def read_member_states(folder: Path = CATALOGUE_FOLDER) -> list[dict[str, str]]:
    """Read the names of member States as fields of MemberState; empty without the file."""

    def parse(line: dict[str, str]) -> dict[str, str]:
        return {"code": line["code"], "name_en": line["english"], "name_zh": line["chinese"]}

    return list(_parse_optional(folder / STATES_FILE, parse))


def read_vetoes(folder: Path = CATALOGUE_FOLDER) -> list[VetoRow]:
    """Read the vetoed drafts; empty without the file."""
    numbers: dict[str, int] = {}

    def parse(line: dict[str, str]) -> VetoRow:
        name = line["draft_symbol"] or line["meeting"]
        numbers[name] = numbers.get(name, 0) + 1  # several drafts of one early meeting have the symbol of its record
        facts = {
            "key": name if numbers[name] == 1 else f"{name} #{numbers[name]}",
            "date": date.fromisoformat(line["date"]),
            "draft_symbol": line["draft_symbol"],
            "meeting_symbol": line["meeting"],
            "topic_en": line["topic_en"],
            "topic_zh": line["topic_zh"],
            "votes_yes": _parse_count(line["yes"]),
            "votes_no": _parse_count(line["no"]),
            "votes_abstain": _parse_count(line["abstain"]),
            "origin": line["source"],
            "note": line["note"],
        }
        return VetoRow(facts, tuple(line["members"].split(";")))

    return list(_parse_optional(folder / VETOES_FILE, parse))


def _parse_optional(path: Path, parse: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    """Parse the lines of a table that a folder may lack."""
    return _parse_lines(path, parse) if path.exists() else iter(())


def _parse_lines(path: Path, parse: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    """Yield what ``parse`` makes of each line. Raises CatalogueError with file and line."""
    for number, line in _read_lines(path):
        try:
            yield parse(line)
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{path.name}, line {number}: {error}") from error


def _read_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a CSV file with their line number. Raises CatalogueError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for line in reader:
                yield reader.line_num, line
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"cannot read {path.name}: {error}") from error


def _parse_facts(line: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a CatalogueEntry; the table of statements lacks some of the columns."""
    return {
        "date": _parse_date(line["date"]),
        "date_in_text": _parse_date(line.get("date_in_text", "")),
        "meeting_symbol": line["meeting"],
        "topic_en": line["topic_en"],
        "title_en": line.get("title_en", ""),
        "adoption": ADOPTION_LABELS[line.get("adoption", "")],
        "votes_yes": _parse_count(line.get("yes", "")),
        "votes_no": _parse_count(line.get("no", "")),
        "votes_abstain": _parse_count(line.get("abstain", "")),
        "draft_symbol": line.get("draft_symbol", ""),
        "record_url": line.get("undl_record_url", ""),
        "note": line.get("note", ""),
    }


def _parse_date(printed: str) -> date | None:
    return date.fromisoformat(printed) if printed else None


def _parse_count(printed: str) -> int | None:
    return int(printed) if printed else None
