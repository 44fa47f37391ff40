"""Write what the Library says of resolutions: plan first, so that a preview and the import are the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from resolutions.models import (
    AgendaItem,
    CatalogueEntry,
    Document,
    FactSource,
    Status,
)
from resolutions.text.meeting_symbols import parse_meeting_number
from resolutions.text.symbols import describe_symbol
from resolutions.writing.catalogue.agenda_items import find_items, spelling_key
from resolutions.writing.catalogue.bulk_update import BATCH_SIZE, write_fields
from resolutions.writing.catalogue.library_facts import LibraryResolution
from resolutions.writing.catalogue.library_subjects import SubjectChanges, apply_subjects, plan_subjects
from resolutions.writing.catalogue.library_topics import TopicChange, apply_topics, plan_topics
from resolutions.writing.catalogue.library_votes import VoteChange, apply_votes, plan_votes
from resolutions.writing.catalogue.stub_merge import merge_yearless_stubs

# Filled where the entry has none; the portal's own value stays, because it is translated or says more.
_FILLED_FIELDS = ("topic_en", "adoption")


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that an import writes: the present value and the new one; an empty present value is filled."""

    symbol: str
    name: str
    present: Any
    value: Any

    @property
    def label(self) -> str:
        """The name of the fact, for the preview, in the language of the interface."""
        return CatalogueEntry.label_of(self.name)

    @property
    def is_new(self) -> bool:
        """True when there was no value."""
        return self.present in (None, "")


@dataclass(slots=True)
class ImportPlan:
    """Everything that an import would write. ``kept`` are facts of a later source, such as an editor's, that stay."""

    source: FactSource
    new_symbols: list[str] = field(default_factory=list)
    facts: list[FactChange] = field(default_factory=list)
    kept: list[FactChange] = field(default_factory=list)
    votes: list[VoteChange] = field(default_factory=list)
    subjects: SubjectChanges = field(default_factory=SubjectChanges)
    topics: list[TopicChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new_symbols or self.facts or self.votes or self.subjects or self.topics)

    @property
    def changed_facts(self) -> list[FactChange]:
        """The facts that replace another value."""
        return [change for change in self.facts if not change.is_new]

    def count(self) -> dict[str, int]:
        """Return the numbers for a report, in the order of printing."""
        return {
            "resolutions": len(self.new_symbols),
            "facts": len(self.facts) - len(self.changed_facts),
            "changed": len(self.changed_facts),
            "kept": len(self.kept),
            "votes": len(self.votes),
            "subjects": len(self.subjects.added),
            "subjects_removed": len(self.subjects.removed),
            "agenda_items": len(self.topics),
        }


def plan_import(resolutions: Iterable[LibraryResolution], source: FactSource) -> ImportPlan:
    """Compare the Library's facts with the catalogue; nothing is written. Six queries, whatever the number."""
    resolutions = list(resolutions)
    plan = ImportPlan(source)
    symbols = [resolution.symbol for resolution in resolutions]
    entries = {
        entry.document.symbol: entry
        for entry in CatalogueEntry.objects.filter(document__symbol__in=symbols).select_related("document")
    }
    for resolution in resolutions:
        entry = entries.get(resolution.symbol)
        if entry is None:
            plan.new_symbols.append(resolution.symbol)
        for change in _compare(resolution, entry):
            present_source = entry.sources.get(change.name, "") if entry else ""
            (plan.facts if source.may_replace(present_source) else plan.kept).append(change)
    plan.topics = plan_topics(resolutions)
    plan.votes = plan_votes(resolutions)
    plan.subjects = plan_subjects(resolutions, source)
    return plan


@transaction.atomic
def apply_plan(plan: ImportPlan) -> list[int]:
    """Write a plan and merge stubs without a year; return the keys of the changed documents.

    The plan must have been made in the same transaction, or from a catalogue that has not changed.
    """
    changed = {change.symbol for change in plan.facts} | set(plan.new_symbols)
    _create_entries(plan.new_symbols)
    entries = {
        entry.document.symbol: entry
        for entry in CatalogueEntry.objects.filter(document__symbol__in=changed).select_related("document")
    }
    for change in plan.facts:
        entry = entries[change.symbol]
        setattr(entry, change.name, change.value)
        entry.sources[change.name] = plan.source
    _set_agenda_items(entries.values())
    names = {*(change.name for change in plan.facts), "sources", "agenda_item"}
    write_fields(CatalogueEntry, entries.values(), names)
    _update_stubs(entries.values())
    apply_topics(plan.topics)
    apply_votes(plan.votes, plan.source)
    apply_subjects(plan.subjects, plan.source)
    merged = merge_yearless_stubs()
    touched = changed | plan.subjects.symbols | {vote.symbol for vote in plan.votes}
    touched |= {symbol for symbol, _ in plan.topics}
    documents = Document.objects.filter(symbol__in=touched)
    documents.update(updated_at=timezone.now())
    return [*documents.values_list("pk", flat=True), *(document.pk for document in merged)]


def _compare(resolution: LibraryResolution, entry: CatalogueEntry | None) -> Iterator[FactChange]:
    """Yield the facts that differ from the entry; two spellings of one meeting or draft do not."""
    for name, value in resolution.facts.items():
        present = getattr(entry, name) if entry else None
        if present == value or (name in _FILLED_FIELDS and present):
            continue
        if name == "meeting_symbol" and present and parse_meeting_number(present) == parse_meeting_number(value):
            continue
        if name == "draft_symbol" and present and value in present.split(";"):
            continue
        yield FactChange(resolution.symbol, name, present, value)


def _create_entries(symbols: list[str]) -> None:
    stubs = []
    for symbol in symbols:
        known = describe_symbol(symbol)
        stubs.append(
            Document(
                symbol=symbol,
                organ=known.organ,
                kind=known.kind,
                number=known.number,
                year=known.year,
                title=known.title,
            )
        )
    Document.objects.bulk_create(stubs, batch_size=BATCH_SIZE, ignore_conflicts=True)
    documents = Document.objects.filter(symbol__in=symbols, catalogue__isnull=True)
    CatalogueEntry.objects.bulk_create(
        [CatalogueEntry(document=document) for document in documents], batch_size=BATCH_SIZE, ignore_conflicts=True
    )


def _set_agenda_items(entries: Iterable[CatalogueEntry]) -> None:
    """Give entries without an item the one that their topic names in any spelling; a new item has no translation."""
    without = [entry for entry in entries if entry.topic_en and not entry.agenda_item_id]
    if not without:
        return
    items = {spelling_key(name): key for name, key in find_items().items()}
    for entry in without:
        key = spelling_key(entry.topic_en)
        if key not in items:
            items[key] = AgendaItem.objects.create(name_en=entry.topic_en).pk
        entry.agenda_item_id = items[key]


def _update_stubs(entries: Iterable[CatalogueEntry]) -> None:
    """Give documents without a text the date and meeting of their entry."""
    stubs = []
    for entry in entries:
        if entry.document.status == Status.STUB:
            entry.document.adopted_on = entry.date
            entry.document.meeting = parse_meeting_number(entry.meeting_symbol)
            stubs.append(entry.document)
    write_fields(Document, stubs, ["adopted_on", "meeting"])
