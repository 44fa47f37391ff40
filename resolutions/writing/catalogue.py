"""Load the catalogue of Council action, and compare documents with it.

Source: the Dag Hammarskjöld Library's public tables of Council action, in ``fixtures/catalogue`` (README.md there
names the doubts). Loading creates and updates stubs. A document with a text keeps the values of its own heading.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from resolutions.models import AgendaItem, CatalogueEntry, Document, Status
from resolutions.text.catalogue_lookup import CatalogueLookup, LookupRow, build_lookup
from resolutions.text.parsed import ParsedDocument
from resolutions.text.symbols import describe_symbol

CATALOGUE_FOLDER = Path(settings.BASE_DIR) / "fixtures" / "catalogue"
TABLE_FILES = ("sc_resolutions.csv", "sc_prst.csv")
TRANSLATIONS_FILE = "agenda_items.csv"
ADOPTION_LABELS = {"vote": "表决通过", "unanimously": "一致通过", "without vote": "未经表决通过", "": ""}
MEETING_SYMBOL_PATTERN = re.compile(r"S/PV\.(\d+)")
BATCH_SIZE = 1000  # rows a statement


class CatalogueError(Exception):
    """A table of the catalogue cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class CatalogueLoadResult:
    """Numbers of rows created and changed, by table; all 0 when nothing was new."""

    documents: int
    documents_changed: int
    entries: int
    entries_changed: int
    items: int
    items_changed: int


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of a table: symbol of the document, agenda item in English, fields of the CatalogueEntry."""

    symbol: str
    topic: str
    facts: dict[str, Any]


def read_catalogue_tables(folder: Path = CATALOGUE_FOLDER) -> list[CatalogueRow]:
    """Read both tables, resolutions first. Raises CatalogueError at the first line that cannot be parsed."""
    return [row for name in TABLE_FILES for row in _read_table(folder / name)]


def read_lookup(folder: Path = CATALOGUE_FOLDER) -> CatalogueLookup:
    """Return what the reader asks the catalogue for, from the tables. Raises CatalogueError."""
    return build_lookup(
        LookupRow(
            row.symbol, tuple(filter(None, (row.facts["date"], row.facts["date_in_text"]))), row.facts["meeting_symbol"]
        )
        for row in read_catalogue_tables(folder)
    )


def read_translations(folder: Path = CATALOGUE_FOLDER) -> dict[str, str]:
    """Return the portal's Chinese translations of the agenda items by their English names."""
    return {line["english"]: line["chinese"] for _, line in _read_lines(folder / TRANSLATIONS_FILE)}


@transaction.atomic
def load_catalogue(folder: Path = CATALOGUE_FOLDER) -> CatalogueLoadResult:
    """Create or update agenda items, stubs and entries from the tables; repeating it writes nothing.

    A document with a text is linked to its entry and not changed. Five queries when nothing is new.
    Raises CatalogueError, and then nothing is written.
    """
    rows = read_catalogue_tables(folder)
    items = _load_items({row.topic for row in rows}, read_translations(folder))
    documents = _load_stubs(rows)
    entries = _load_entries(rows)
    return CatalogueLoadResult(*documents, *entries, *items)


def find_disagreements(document: Document) -> list[str]:
    """List the differences of date and meeting between document and catalogue, as Chinese sentences for staff.

    The catalogue may have two dates; a document that agrees with one of them agrees. A missing value never differs.
    """
    entry: CatalogueEntry | None = getattr(document, "catalogue", None)
    if entry is None:
        return []
    return [*_compare_dates(document, entry), *_compare_meetings(document, entry)]


def parse_meeting_number(symbol: str) -> int | None:
    """Return the number of the meeting in the symbol of its record, as printed in the tables.

    >>> parse_meeting_number("S/PV.4734 (Resumption 1) + Corr.2")
    4734
    """
    match = MEETING_SYMBOL_PATTERN.match(symbol)
    return int(match[1]) if match else None


def find_catalogue_document(parsed: ParsedDocument) -> Document | None:
    """Find the document of a text without a symbol in the catalogue, by kind, date and meeting.

    The opening line of a presidential statement names date and meeting and no symbol. Returns None when the text
    names its symbol or lacks date or meeting, and when the catalogue does not have exactly one such document.
    """
    if parsed.symbol or not parsed.date or not parsed.meeting or parsed.organ != "S":
        return None
    matches = Document.objects.filter(
        organ="S", kind=parsed.kind, adopted_on=parsed.date, meeting=parsed.meeting, catalogue__isnull=False
    )[:2]
    return matches[0] if len(matches) == 1 else None


def _compare_dates(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = [day for day in dict.fromkeys([entry.date, entry.date_in_text]) if day]
    if document.adopted_on and known and document.adopted_on not in known:
        printed = "，英文本标题为".join(_chinese_date(day) for day in known)
        yield f"日期与目录不符：文本为{_chinese_date(document.adopted_on)}，目录为{printed}。"


def _compare_meetings(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = parse_meeting_number(entry.meeting_symbol)
    if document.meeting and known and document.meeting != known:
        yield f"会议与目录不符：文本为第{document.meeting}次会议，目录为第{known}次会议（{entry.meeting_symbol}）。"


def _chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _read_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of a CSV file with their line number. Raises CatalogueError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for line in reader:
                yield reader.line_num, line
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"cannot read {path.name}: {error}") from error


def _read_table(path: Path) -> Iterator[CatalogueRow]:
    for number, line in _read_lines(path):
        try:
            yield CatalogueRow(line["symbol"], line["topic_en"], _parse_facts(line))
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{path.name}, line {number}: {error}") from error


def _parse_facts(line: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a CatalogueEntry; the table of statements lacks some of the columns."""
    return {
        "date": _parse_date(line["date"]),
        "date_in_text": _parse_date(line.get("date_in_text", "")),
        "meeting_symbol": line["meeting"],
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


def _load_items(topics: set[str], translations: dict[str, str]) -> tuple[int, int]:
    existing = {item.name_en: item for item in AgendaItem.objects.all()}
    wanted = {topic: {"name_en": topic, "name_zh": translations.get(topic, "")} for topic in sorted(topics) if topic}
    return _bring_up_to_date(AgendaItem, existing, wanted)


def _load_stubs(rows: list[CatalogueRow]) -> tuple[int, int]:
    existing = {known.symbol: known for known in Document.objects.filter(symbol__in=[row.symbol for row in rows])}
    wanted = {row.symbol: _stub_fields(row) for row in rows if _is_stub(existing.get(row.symbol))}
    return _bring_up_to_date(Document, existing, wanted)


def _is_stub(document: Document | None) -> bool:
    return document is None or document.status == Status.STUB


def _stub_fields(row: CatalogueRow) -> dict[str, Any]:
    known = describe_symbol(row.symbol)
    return {
        "symbol": row.symbol,
        "organ": known.organ,
        "kind": known.kind,
        "number": known.number,
        "year": known.year,
        "title": known.title,
        "adopted_on": row.facts["date"],
        "meeting": parse_meeting_number(row.facts["meeting_symbol"]),
    }


def _load_entries(rows: list[CatalogueRow]) -> tuple[int, int]:
    documents = dict(Document.objects.filter(symbol__in=[row.symbol for row in rows]).values_list("symbol", "id"))
    items = dict(AgendaItem.objects.values_list("name_en", "id"))
    existing = {entry.document_id: entry for entry in CatalogueEntry.objects.all()}
    wanted = {
        documents[row.symbol]: {
            "document_id": documents[row.symbol],
            "agenda_item_id": items.get(row.topic),
            **row.facts,
        }
        for row in rows
    }
    return _bring_up_to_date(CatalogueEntry, existing, wanted)


def _bring_up_to_date(
    model: type[models.Model], existing: dict[Any, Any], wanted: dict[Any, dict[str, Any]]
) -> tuple[int, int]:
    """Create the missing rows and update those that differ; return the number of each.

    ``wanted`` maps a key to the fields of its row, ``existing`` the same keys to the rows in the database.
    """
    new = [model(**fields) for key, fields in wanted.items() if key not in existing]
    changed = [
        existing[key] for key, fields in wanted.items() if key in existing and _update_fields(existing[key], fields)
    ]
    model._default_manager.bulk_create(new, batch_size=BATCH_SIZE, ignore_conflicts=True)  # of another process
    if changed:
        names = next(iter(wanted.values())).keys()
        model._default_manager.bulk_update(changed, _renew_times(model, changed, names), batch_size=BATCH_SIZE)
    return len(new), len(changed)


def _update_fields(row: Any, fields: dict[str, Any]) -> bool:
    """Set the fields of an unsaved row; return true when a value changed."""
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _renew_times(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> list[str]:
    """Return the names of the fields to write; set ``updated_at`` of documents, which a bulk update does not do."""
    if model is not Document:
        return [name.removesuffix("_id") for name in names]
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    return [*names, "updated_at"]
