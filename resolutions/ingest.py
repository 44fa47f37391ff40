"""The only writer of documents: what was read of a text goes into the tables in one transaction.

A document known as a stub becomes the document, so no link to it changes. What staff
corrected by hand survives a second reading. The index is not told here: callers go
through ``portal.publishing``, which tells it after the commit.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from resolutions.models import Citation, Document, Kind, Origin, Paragraph, SourceFile, Status, TextVersion
from resolutions.text.parsed import ParsedCitation, ParsedDocument
from resolutions.text.symbols import symbol_facts

READER = "1"  # raised when the reader understands more, so that a version tells who read it


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it came and the text taken from it."""

    data: bytes
    name: str
    media_type: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ingesting did. ``status`` is ``new``, ``changed`` or ``unchanged``; ``touched`` are the ids of
    the documents whose page or count changed, the document's own first."""

    document: Document
    status: str
    warnings: tuple[str, ...] = ()
    touched: tuple[int, ...] = field(default=())


@transaction.atomic
def ingest(parsed: ParsedDocument, source: Source, *, user=None, publish: bool = True, reason: str = "收录") -> Outcome:
    """Write one document with its source, text version, paragraphs, citations and the stubs it cites.

    A text in which nothing was recognised is kept as a draft, whatever ``publish`` says.
    Repeating it with the same bytes and the same reading changes nothing.
    """
    known = SourceFile.objects.select_related("document").filter(sha256=source.sha256).first()
    document, is_new = _document_for(parsed, known, source)
    digest = _digest(parsed)
    latest = document.versions.first() if known else None
    if known and latest and latest.source_id == known.pk and latest.digest == digest:
        return Outcome(document, "unchanged", tuple(document.warnings))
    _fill(document, parsed, publish)
    file = known or _store(document, source, user)
    TextVersion.objects.create(
        document=document, source=file, text=source.text, reader=READER, digest=digest, reason=reason, created_by=user
    )
    before = set(document.citations_made.exclude(target=None).values_list("target_id", flat=True))
    _replace_paragraphs(document, parsed)
    after = set(document.citations_made.exclude(target=None).values_list("target_id", flat=True))
    _count([document.pk, *sorted(before | after)])
    document.refresh_from_db(fields=["citations_in", "citations_out"])
    status = "new" if is_new else "changed"
    return Outcome(document, status, parsed.warnings, (document.pk, *sorted(before | after)))


@transaction.atomic
def set_status(document: Document, status: Status) -> tuple[int, ...]:
    """Publish, withdraw or take back to draft; returns the ids of the documents whose page or count changed."""
    document.status = status
    if status == Status.PUBLISHED and not document.published_at:
        document.published_at = timezone.now()
    document.save(update_fields=["status", "published_at", "updated_at"])
    targets = sorted(set(document.citations_made.exclude(target=None).values_list("target_id", flat=True)))
    _count([document.pk, *targets])
    return (document.pk, *targets)


def stub_for(symbol: str) -> Document:
    """A document known only by its symbol, not saved."""
    facts = symbol_facts(symbol)
    return Document(
        symbol=symbol, organ=facts.organ, kind=facts.kind, number=facts.number, year=facts.year, title=facts.title[:500]
    )


def _document_for(parsed: ParsedDocument, known: SourceFile | None, source: Source) -> tuple[Document, bool]:
    """The row to write to, locked: of these bytes, else of this symbol, else a new one."""
    if known:
        return Document.objects.select_for_update().get(pk=known.document_id), False
    if parsed.symbol:
        Document.objects.bulk_create([stub_for(parsed.symbol)], ignore_conflicts=True)
        document = Document.objects.select_for_update().get(symbol=parsed.symbol)
        return document, document.status == Status.STUB
    return Document(slug=_slug(parsed, source), status=Status.STUB), True


def _slug(parsed: ParsedDocument, source: Source) -> str:
    """A stable, readable address for a document without a symbol: what it is and when or which."""
    sections = parsed.facts.get("sections", "").split("、") if parsed.facts.get("sections") else []
    if sections:
        wanted = f"{parsed.kind}-{sections[0]}" + (f"-{sections[-1]}" if len(sections) > 1 else "")
    elif parsed.date:
        wanted = f"{parsed.kind}-{parsed.date.isoformat()}"
    else:
        wanted = f"text-{source.sha256[:10]}"
    taken = set(Document.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{copy}" for copy in range(2, len(taken) + 3) if f"{wanted}-{copy}" not in taken)


def _fill(document: Document, parsed: ParsedDocument, publish: bool) -> None:
    """Take over what the heading tells; what it does not tell stays as the catalogue or staff had it."""
    recognised = bool(parsed.symbol) or parsed.kind != Kind.OTHER
    document.kind = parsed.kind or document.kind
    document.organ = parsed.organ or document.organ
    document.title = (parsed.title or document.title or "无题文件")[:500]
    document.adopted_on = parsed.date or document.adopted_on
    document.meeting = parsed.meeting or document.meeting
    document.year = document.year or (document.adopted_on.year if document.adopted_on else None)
    document.facts = dict(parsed.facts)
    document.warnings = list(parsed.warnings)
    if document.status in (Status.STUB, Status.DRAFT):
        document.status = Status.PUBLISHED if publish and recognised else Status.DRAFT
    if document.status == Status.PUBLISHED and not document.published_at:
        document.published_at = timezone.now()
    document.save()


def _store(document: Document, source: Source, user) -> SourceFile:
    """Keep the bytes under their hash. A file left behind by a failed transaction is found again, never lost."""
    path = f"{source.sha256[:2]}/{source.sha256}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(source.data))
    return SourceFile.objects.create(
        document=document,
        sha256=source.sha256,
        name=source.name[:255],
        media_type=source.media_type,
        size=len(source.data),
        file=path,
        uploaded_by=user,
    )


def _digest(parsed: ParsedDocument) -> str:
    return hashlib.sha256(repr(parsed).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Correction:
    """A citation that staff made or rejected, with the words it stands on."""

    anchor: str
    surface: str
    start: int
    values: dict[str, Any]


def _replace_paragraphs(document: Document, parsed: ParsedDocument) -> None:
    corrections = _corrections(document)
    document.paragraphs.all().delete()
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(
            document=document,
            order=order,
            kind=read.kind,
            label=read.label,
            anchor=read.anchor,
            text=read.text,
            lead=read.lead,
            level=read.level,
            marks=[[mark.start, mark.end, mark.anchor] for mark in read.marks],
            rows=[{"role": row.role, "cells": [[cell.start, cell.end] for cell in row.cells]} for row in read.rows],
        )
        for order, read in enumerate(parsed.paragraphs)
    )
    targets = _targets(c.target for read in parsed.paragraphs for c in read.citations if c.target)
    citations: list[Citation] = []
    for paragraph, read in zip(paragraphs, parsed.paragraphs, strict=True):
        found = [_citation(document, paragraph, citation, targets) for citation in read.citations]
        citations += _apply(corrections, paragraph, document, found)
    Citation.objects.bulk_create(citations)


def _targets(symbols: Iterable[str]) -> dict[str, Document]:
    """The documents of these symbols; the missing ones are made as stubs."""
    wanted = sorted(set(symbols))
    Document.objects.bulk_create([stub_for(symbol) for symbol in wanted], ignore_conflicts=True)
    return {document.symbol: document for document in Document.objects.filter(symbol__in=wanted)}


def _citation(document: Document, paragraph: Paragraph, read: ParsedCitation, targets: dict[str, Document]) -> Citation:
    return Citation(
        paragraph=paragraph,
        source=document,
        target=targets.get(read.target),
        start=read.start,
        end=read.end,
        cited_paragraphs=list(read.paragraphs),
        verb=read.verb,
        verb_group=read.verb_group,
        theme=read.theme[:200],
        form=read.form,
        is_counted=read.counted,
        undecided=read.undecided[:200],
    )


_CORRECTED = (
    "target_id",
    "cited_paragraphs",
    "verb",
    "verb_group",
    "theme",
    "form",
    "origin",
    "is_counted",
    "undecided",
)


def _corrections(document: Document) -> list[_Correction]:
    by_hand = Citation.objects.filter(source=document).exclude(origin=Origin.AUTO).select_related("paragraph")
    return [
        _Correction(c.paragraph.anchor, c.surface, c.start, {name: getattr(c, name) for name in _CORRECTED})
        for c in by_hand
    ]


def _apply(
    corrections: list[_Correction], paragraph: Paragraph, document: Document, found: list[Citation]
) -> list[Citation]:
    """Lay staff's corrections over what was found: theirs stand, what overlaps them goes."""
    kept: list[Citation] = []
    for correction in corrections:
        if correction.anchor != paragraph.anchor:
            continue
        start = _nearest(paragraph.text, correction.surface, correction.start)
        if start is not None:
            end = start + len(correction.surface)
            kept.append(Citation(paragraph=paragraph, source=document, start=start, end=end, **correction.values))
    return [c for c in found if not any(k.start < c.end and c.start < k.end for k in kept)] + kept


def _nearest(text: str, surface: str, start: int) -> int | None:
    """Where ``surface`` stands in ``text``, nearest to ``start``; None when it is gone."""
    places = []
    at = text.find(surface)
    while at >= 0:
        places.append(at)
        at = text.find(surface, at + 1)
    return min(places, key=lambda place: abs(place - start)) if places else None


def _count(ids: Iterable[int]) -> None:
    """Count citations in and out anew for these documents; one statement."""
    counted = Citation.objects.counted().order_by()

    def number_of(column: str, citations: QuerySet) -> Coalesce:
        totals = citations.filter(**{column: OuterRef("pk")}).values(column).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(totals), 0)

    Document.objects.filter(Q(pk__in=list(ids))).update(
        citations_in=number_of("target", counted), citations_out=number_of("source", counted)
    )
