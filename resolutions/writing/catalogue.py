"""The catalogue of Council action: its facts into the tables, and where a document disagrees with them.

Source: the Dag Hammarskjöld Library's public tables of Council action, kept in
``fixtures/catalogue`` (README.md there names the doubts). The catalogue makes stubs and
keeps them up to date; a document whose text is here keeps what its own heading says.
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
from resolutions.text.parsed import ParsedDocument
from resolutions.text.symbols import describe_symbol

CATALOGUE_FOLDER = Path(settings.BASE_DIR) / "fixtures" / "catalogue"
TABLE_FILES = ("sc_resolutions.csv", "sc_prst.csv")
TRANSLATIONS_FILE = "agenda_items.csv"
ADOPTION_LABELS = {"vote": "表决通过", "unanimously": "一致通过", "without vote": "未经表决通过", "": ""}
MEETING_SYMBOL_PATTERN = re.compile(r"S/PV\.(\d+)")
BATCH_SIZE = 1000  # rows a statement


class CatalogueError(Exception):
    """A table of the catalogue that cannot be read; the message names file and line, in Chinese."""


@dataclass(frozen=True, slots=True)
class CatalogueLoadResult:
    """What a load did: rows made and rows brought up to date, by table. All 0 when nothing was new."""

    documents: int
    documents_changed: int
    entries: int
    entries_changed: int
    items: int
    items_changed: int


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One line of a table: the document it names, its agenda item, and the facts of its entry."""

    symbol: str
    topic: str
    facts: dict[str, Any]


def read_catalogue_tables(folder: Path = CATALOGUE_FOLDER) -> list[CatalogueRow]:
    """Read both tables, resolutions first. Raises CatalogueError at the first line that is not understood."""
    return [row for name in TABLE_FILES for row in _read_table(folder / name)]


def read_translations(folder: Path = CATALOGUE_FOLDER) -> dict[str, str]:
    """Chinese names of the agenda items by their English ones: the portal's own translation."""
    return {line["english"]: line["chinese"] for _, line in _read_lines(folder / TRANSLATIONS_FILE)}


@transaction.atomic
def load_catalogue(folder: Path = CATALOGUE_FOLDER) -> CatalogueLoadResult:
    """Bring stubs, entries and agenda items up to date with the tables; repeating it writes nothing.

    Five queries when there is no news. Documents whose text was read
    are linked to their entry and otherwise left alone. Raises CatalogueError, and then nothing is written.
    """
    rows = read_catalogue_tables(folder)
    items = _load_items({row.topic for row in rows}, read_translations(folder))
    documents = _load_stubs(rows)
    entries = _load_entries(rows)
    return CatalogueLoadResult(*documents, *entries, *items)


def find_disagreements(document: Document) -> list[str]:
    """Where the document's date or meeting differs from the catalogue, a Chinese sentence for staff each.

    The catalogue may have two dates: agreement with either is agreement. What one side does not say is no difference.
    """
    entry: CatalogueEntry | None = getattr(document, "catalogue", None)
    if entry is None:
        return []
    return [*_date_differs(document, entry), *_meeting_differs(document, entry)]


def parse_meeting_number(symbol: str) -> int | None:
    """The number of the meeting in its record's symbol, as printed in the tables.

    >>> parse_meeting_number("S/PV.4734 (Resumption 1) + Corr.2")
    4734
    """
    match = MEETING_SYMBOL_PATTERN.match(symbol)
    return int(match[1]) if match else None


def _date_differs(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = [day for day in dict.fromkeys([entry.date, entry.date_in_text]) if day]
    if document.adopted_on and known and document.adopted_on not in known:
        printed = "，英文本标题为".join(_chinese_date(day) for day in known)
        yield f"日期与目录不符：文本为{_chinese_date(document.adopted_on)}，目录为{printed}。"


def _meeting_differs(document: Document, entry: CatalogueEntry) -> Iterator[str]:
    known = parse_meeting_number(entry.meeting_symbol)
    if document.meeting and known and document.meeting != known:
        yield f"会议与目录不符：文本为第{document.meeting}次会议，目录为第{known}次会议（{entry.meeting_symbol}）。"


def _chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _read_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Lines of a CSV file with their number in the file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for line in reader:
                yield reader.line_num, line
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"无法读取目录文件 {path.name}：{error}") from error


def _read_table(path: Path) -> Iterator[CatalogueRow]:
    for number, line in _read_lines(path):
        try:
            yield CatalogueRow(line["symbol"], line["topic_en"], _entry_facts(line))
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"目录文件 {path.name} 第 {number} 行无法读懂：{error}") from error


def _entry_facts(line: dict[str, str]) -> dict[str, Any]:
    """Fields of a CatalogueEntry; the table of statements has fewer columns."""
    return {
        "date": _date(line["date"]),
        "date_in_text": _date(line.get("date_in_text", "")),
        "meeting_symbol": line["meeting"],
        "title_en": line.get("title_en", ""),
        "adoption": ADOPTION_LABELS[line.get("adoption", "")],
        "votes_yes": _count(line.get("yes", "")),
        "votes_no": _count(line.get("no", "")),
        "votes_abstain": _count(line.get("abstain", "")),
        "draft_symbol": line.get("draft_symbol", ""),
        "record_url": line.get("undl_record_url", ""),
        "note": line.get("note", ""),
    }


def _date(printed: str) -> date | None:
    return date.fromisoformat(printed) if printed else None


def _count(printed: str) -> int | None:
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
    """Make the rows that are missing and rewrite those that differ; return how many of each.

    ``wanted`` has the fields of each row by its key, ``existing`` the rows that are there by the same key.
    """
    new = [model(**fields) for key, fields in wanted.items() if key not in existing]
    changed = [existing[key] for key, fields in wanted.items() if key in existing and _set(existing[key], fields)]
    model._default_manager.bulk_create(new, batch_size=BATCH_SIZE, ignore_conflicts=True)  # another writer was quicker
    if changed:
        names = next(iter(wanted.values())).keys()
        model._default_manager.bulk_update(changed, _with_time(model, changed, names), batch_size=BATCH_SIZE)
    return len(new), len(changed)


def _set(row: Any, fields: dict[str, Any]) -> bool:
    """Write ``fields`` into the row in memory; whether anything was different."""
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def _with_time(model: type[models.Model], rows: Iterable[Any], names: Iterable[str]) -> list[str]:
    """The fields to write; documents also remember when they were changed, which a bulk update does not do itself."""
    if model is not Document:
        return [name.removesuffix("_id") for name in names]
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    return [*names, "updated_at"]


def find_catalogue_document(parsed: ParsedDocument) -> Document | None:
    """The one document of the catalogue that a text without its symbol is, told by kind, date and meeting.

    A presidential statement's opening line names both and no symbol. None when the text tells its
    symbol, lacks one of the three, or the catalogue has no or more than one such document.
    """
    if parsed.symbol or not parsed.date or not parsed.meeting or parsed.organ != "S":
        return None
    found = Document.objects.filter(
        organ="S", kind=parsed.kind, adopted_on=parsed.date, meeting=parsed.meeting, catalogue__isnull=False
    )[:2]
    return found[0] if len(found) == 1 else None
