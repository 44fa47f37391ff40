"""Load the portal's own tables of the catalogue."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from resolutions.models import CatalogueEntry, Document, FactSource, Status
from resolutions.text.meeting_symbols import parse_meeting_number
from resolutions.text.symbols import describe_symbol
from resolutions.writing.catalogue.agenda_items import find_items, load_agenda_items
from resolutions.writing.catalogue.bulk_update import bring_up_to_date
from resolutions.writing.catalogue.stub_merge import merge_yearless_stubs
from resolutions.writing.catalogue.subjects import load_document_subjects, load_member_states, load_subject_headings
from resolutions.writing.catalogue.table_files import (
    CATALOGUE_FOLDER,
    CatalogueRow,
    read_agenda_items,
    read_catalogue_tables,
    read_member_states,
    read_subject_headings,
    read_subjects,
    read_vetoes,
)
from resolutions.writing.catalogue.vetoes import load_vetoes


@dataclass(frozen=True, slots=True)
class CatalogueLoadResult:
    """Numbers of rows created and changed, by table; all 0 when nothing was new.

    ``merged`` counts stubs without a year that became part of the real document.
    """

    documents: int
    documents_changed: int
    entries: int
    entries_changed: int
    items: int
    items_changed: int
    subjects: int = 0
    subject_links: int = 0
    vetoes: int = 0
    merged: int = 0


@transaction.atomic
def load_catalogue(folder: Path = CATALOGUE_FOLDER) -> CatalogueLoadResult:
    """Create or update all that the tables hold; repeating it writes nothing.

    A document with a text is linked to its entry and not changed. A fact of a later source, such as an editor's
    correction, stays. The number of queries does not depend on the number of rows when nothing is new.
    Raises CatalogueError, and then nothing is written.
    """
    rows = read_catalogue_tables(folder)
    items = load_agenda_items({row.topic for row in rows}, read_agenda_items(folder))
    existing = {entry.document.symbol: entry for entry in CatalogueEntry.objects.select_related("document")}
    facts = {row.symbol: _facts_in_force(row, existing.get(row.symbol)) for row in rows}
    documents = _load_stubs(facts)
    entries = _load_entries(rows, facts, existing)
    load_member_states(read_member_states(folder))
    return CatalogueLoadResult(
        *documents,
        *entries,
        *items,
        subjects=load_subject_headings(read_subject_headings(folder)),
        subject_links=load_document_subjects(read_subjects(folder), FactSource.INDEX),
        vetoes=load_vetoes(read_vetoes(folder)),
        merged=len(merge_yearless_stubs()),
    )


def _facts_in_force(row: CatalogueRow, entry: CatalogueEntry | None) -> dict[str, Any]:
    """Return the facts of a row, but those of a later source as they are."""
    if entry is None:
        return row.facts
    kept = {name: getattr(entry, name) for name in entry.sources if name in row.facts}
    return row.facts | kept


def _load_stubs(facts: dict[str, dict[str, Any]]) -> tuple[int, int]:
    existing = {known.symbol: known for known in Document.objects.filter(symbol__in=facts)}
    wanted = {symbol: stub_fields(symbol, values) for symbol, values in facts.items() if _is_stub(existing.get(symbol))}
    return bring_up_to_date(Document, existing, wanted)


def _is_stub(document: Document | None) -> bool:
    return document is None or document.status == Status.STUB


def stub_fields(symbol: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a document without a text, from its symbol and the facts of its entry."""
    known = describe_symbol(symbol)
    return {
        "symbol": symbol,
        "organ": known.organ,
        "kind": known.kind,
        "number": known.number,
        "year": known.year,
        "title": known.title,
        "adopted_on": facts["date"],
        "meeting": parse_meeting_number(facts["meeting_symbol"]),
    }


def _load_entries(
    rows: list[CatalogueRow], facts: dict[str, dict[str, Any]], existing: dict[str, CatalogueEntry]
) -> tuple[int, int]:
    documents = dict(Document.objects.filter(symbol__in=facts).values_list("symbol", "id"))
    items = find_items()
    wanted = {
        row.symbol: {
            "document_id": documents[row.symbol],
            "agenda_item_id": items.get(facts[row.symbol]["topic_en"]),
            **facts[row.symbol],
        }
        for row in rows
    }
    return bring_up_to_date(CatalogueEntry, existing, wanted)
