"""The only writer of documents: what was read of a text goes into the tables in one transaction.

A document known as a stub becomes the document, so no link to it changes. What staff
corrected by hand survives a second reading. The index is not told here: callers go
through ``resolutions.writing.publish``, which tells it after the commit.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from resolutions.comparison.sketch import sketch_document
from resolutions.models import (
    Change,
    Citation,
    Correction,
    Document,
    Kind,
    Origin,
    Paragraph,
    SourceFile,
    Status,
    TextVersion,
)
from resolutions.stubs import build_stub
from resolutions.text import read_document
from resolutions.text.manual_corrections import NO_CORRECTIONS, Corrections, ParagraphCorrection
from resolutions.text.parsed import ParsedCitation, ParsedDocument

READER_VERSION = "1"  # raised when the reader understands more, so that a version tells who read it
WITHDRAWAL_REASON_KEY = "withdrawn"  # the name under which a document's facts hold the reason of its withdrawal
_STATUS_CHANGE = {Status.PUBLISHED: "发布", Status.WITHDRAWN: "撤回", Status.DRAFT: "改为草稿"}


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """A file as it came and what was taken from it: text, addresses of links, sentences for the editor."""

    data: bytes
    name: str
    media_type: str
    text: str
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What ingesting did. ``status`` is ``new``, ``changed`` or ``unchanged``; ``touched`` are the ids of
    the documents whose page or count changed, the document's own first."""

    document: Document
    status: str
    warnings: tuple[str, ...] = ()
    touched: tuple[int, ...] = field(default=())


class EditConflictError(Exception):
    """Somebody else changed the document meanwhile; the message says who and what, in Chinese for the editor."""


@transaction.atomic
def ingest_document(
    parsed: ParsedDocument,
    source: IngestedFile,
    *,
    user=None,
    publish: bool = True,
    reason: str = "收录",
    into: Document | None = None,
) -> IngestResult:
    """Write one document with its source, text version, paragraphs, citations and the stubs it cites.

    ``into`` names the document that the text belongs to where the text itself does not say it.
    A text in which nothing was recognised is kept as a draft, whatever ``publish`` says.
    What staff corrected by hand is laid over the reading.
    Repeating it with the same bytes and the same reading changes nothing.
    """
    known = SourceFile.objects.select_related("document").filter(sha256=source.sha256).first()
    document, is_new = _document_for(parsed, known, source, into)
    corrections = load_corrections(document)
    if corrections.fields or corrections.paragraphs:
        parsed = parse_source(source.text, source.links, source.notes, corrections)
    digest = compute_digest(parsed)
    latest = document.versions.first() if known else None
    if known and latest and latest.source_id == known.pk and latest.digest == digest:
        return IngestResult(document, "unchanged", tuple(document.warnings))
    _fill(document, parsed, publish, corrections)
    file = known or _store(document, source, user)
    TextVersion.objects.create(
        document=document,
        source=file,
        text=source.text,
        reader=READER_VERSION,
        digest=digest,
        sketch=sketch_document(source.text),
        links=list(source.links),
        notes=list(source.notes),
        reason=reason,
        created_by=user,
    )
    touched = write_parsed_text(document, parsed)
    log_change(document, user, f"{reason}：{source.name}")
    document.refresh_from_db(fields=["citations_in", "citations_out"])
    return IngestResult(document, "new" if is_new else "changed", tuple(document.warnings), touched)


def parse_source(
    text: str, links: Iterable[str] = (), notes: Iterable[str] = (), corrections: Corrections = NO_CORRECTIONS
) -> ParsedDocument:
    """Read a text with what its file says beside it; ``notes`` stand before the reading's own warnings."""
    parsed = read_document(text, corrections, links)
    return replace(parsed, warnings=(*notes, *parsed.warnings))


def write_parsed_text(document: Document, parsed: ParsedDocument) -> tuple[int, ...]:
    """Replace the document's paragraphs and citations; returns the ids of the documents whose page or count changed."""
    before = _targets_of(document)
    lost = _replace_paragraphs(document, parsed)
    if lost:
        document.warnings = [*lost, *document.warnings]
        document.save(update_fields=["warnings", "updated_at"])
    touched = sorted(before | _targets_of(document))
    recount([document.pk, *touched])
    return (document.pk, *touched)


@transaction.atomic
def set_status(
    document: Document, status: Status, *, user=None, reason: str = "", version: str = ""
) -> tuple[int, ...]:
    """Publish, withdraw or take back to draft; returns the ids of the documents whose page or count changed.

    ``reason`` of a withdrawal stands on the document's page. Raises EditConflictError when ``version`` is not
    the present one.
    """
    held = lock_document(document.pk, version)
    held.status = status
    if status == Status.PUBLISHED and not held.published_at:
        held.published_at = timezone.now()
    held.facts = {name: value for name, value in held.facts.items() if name != WITHDRAWAL_REASON_KEY}
    if status == Status.WITHDRAWN and reason:
        held.facts[WITHDRAWAL_REASON_KEY] = reason
    held.save(update_fields=["status", "facts", "published_at", "updated_at"])
    log_change(held, user, f"{_STATUS_CHANGE[status]}{'：' + reason if reason else ''}")
    targets = sorted(_targets_of(held))
    recount([held.pk, *targets])
    document.refresh_from_db()
    return (held.pk, *targets)


def lock_document(document: int, version: str = "") -> Document:
    """The document's row, locked until the transaction ends.

    Raises EditConflictError when ``version`` is given and is not the row's: the editor saw another state.
    """
    held = Document.objects.select_for_update().get(pk=document)
    if version and version != held.version:
        last = held.changes.first()
        who = f"已由{last.by_name or '命令行'}改动（{last.what}）" if last else "已被改动"
        raise EditConflictError(f"这份文件在您打开之后{who}。您的改动没有写入，请看过现状后再改。")
    return held


def log_change(document: Document, user, what: str) -> None:
    """Add a line to the audit log, in the transaction of the change itself."""
    Change.objects.create(document=document, by=user, by_name=display_name(user), what=what)


def display_name(user) -> str:
    """The name as Chinese writes it, the family's first; the account's name when there is no other."""
    return (f"{user.last_name}{user.first_name}" or user.get_username()) if user else ""


def load_corrections(document: Document) -> Corrections:
    """What staff corrected in the heading and the paragraphs of this document; one query."""
    rows = [(row.action, row.values) for row in Correction.objects.filter(document=document.pk)] if document.pk else []
    return Corrections(
        fields={values["name"]: values["value"] for action, values in rows if action == "field"},
        paragraphs=tuple(ParagraphCorrection(action, **values) for action, values in rows if action != "field"),
    )


def _document_for(
    parsed: ParsedDocument, known: SourceFile | None, source: IngestedFile, into: Document | None
) -> tuple[Document, bool]:
    """The row to write to, locked: of these bytes, else the one named, else of this symbol, else a new one."""
    if known:
        return lock_document(known.document_id), False
    if into:
        document = lock_document(into.pk)
        return document, document.status == Status.STUB
    if parsed.symbol:
        Document.objects.bulk_create([build_stub(parsed.symbol)], ignore_conflicts=True)
        document = Document.objects.select_for_update().get(symbol=parsed.symbol)
        return document, document.status == Status.STUB
    return Document(slug=_slug(parsed, source), status=Status.STUB), True


def _slug(parsed: ParsedDocument, source: IngestedFile) -> str:
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


def _fill(document: Document, parsed: ParsedDocument, publish: bool, corrections: Corrections) -> None:
    """Take over what was read; bring a new document to the desk or to the readers."""
    fill_document(document, parsed, corrections)
    recognised = bool(parsed.symbol) or parsed.kind != Kind.OTHER
    if document.status in (Status.STUB, Status.DRAFT):
        document.status = Status.PUBLISHED if publish and recognised else Status.DRAFT
    if document.status == Status.PUBLISHED and not document.published_at:
        document.published_at = timezone.now()
    document.save()


def fill_document(document: Document, parsed: ParsedDocument, corrections: Corrections) -> None:
    """Take over what the heading tells; what it does not tell stays as the catalogue or staff had it."""
    document.kind = parsed.kind or document.kind
    document.organ = parsed.organ or document.organ
    document.title = (parsed.title or document.title or "无题文件")[:500]
    document.adopted_on = parsed.date if "date" in corrections.fields else parsed.date or document.adopted_on
    document.meeting = parsed.meeting if "meeting" in corrections.fields else parsed.meeting or document.meeting
    document.year = document.year or (document.adopted_on.year if document.adopted_on else None)
    if not document.year and parsed.facts.get("period", "").isdecimal():
        document.year = int(parsed.facts["period"])
    kept = (
        {WITHDRAWAL_REASON_KEY: document.facts[WITHDRAWAL_REASON_KEY]}
        if WITHDRAWAL_REASON_KEY in document.facts
        else {}
    )
    document.facts = dict(parsed.facts) | kept
    document.warnings = list(parsed.warnings)


def _store(document: Document, source: IngestedFile, user) -> SourceFile:
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


def compute_digest(parsed: ParsedDocument) -> str:
    return hashlib.sha256(repr(parsed).encode()).hexdigest()


def _targets_of(document: Document) -> set[int]:
    return set(document.citations_made.exclude(target=None).values_list("target_id", flat=True))


def _replace_paragraphs(document: Document, parsed: ParsedDocument) -> list[str]:
    """Write paragraphs and citations anew, those that staff made or rejected laid over them.

    Returns a sentence for each of staff's whose words are gone.
    """
    by_hand = list(document.citations_made.exclude(origin=Origin.AUTO).select_related("paragraph"))
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
    targets = ensure_targets(c.target for read in parsed.paragraphs for c in read.citations if c.target)
    kept, lost = _place_by_hand(by_hand, paragraphs)
    found = [
        _citation(document, paragraph, citation, targets)
        for paragraph, read in zip(paragraphs, parsed.paragraphs, strict=True)
        for citation in read.citations
    ]
    Citation.objects.bulk_create([*kept, *(citation for citation in found if not _overlaps(citation, kept))])
    return lost


def ensure_targets(symbols: Iterable[str]) -> dict[str, Document]:
    """The documents of these symbols; the missing ones are made as stubs."""
    wanted = sorted(set(symbols))
    Document.objects.bulk_create([build_stub(symbol) for symbol in wanted], ignore_conflicts=True)
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


_AROUND = 30  # characters on either side that tell one place from another
_LEAST_AROUND = 4


def _place_by_hand(by_hand: list[Citation], paragraphs: list[Paragraph]) -> tuple[list[Citation], list[str]]:
    """Staff's citations at their words in the new paragraphs, and a sentence for each whose words are gone."""
    kept, lost = [], []
    for citation in by_hand:
        surface, old = citation.surface, citation.paragraph
        place = _best_place(surface, old, citation.start, paragraphs)
        if place is None:
            lost.append(f"人工更正的引文没有套用：{old.label}段的“{surface}”在文本中已找不到")
            continue
        citation.pk, citation.paragraph, citation.start = None, place[0], place[1]
        citation.end = place[1] + len(surface)
        kept.append(citation)
    return kept, lost


def _best_place(surface: str, old: Paragraph, start: int, paragraphs: list[Paragraph]) -> tuple[Paragraph, int] | None:
    """Where ``surface`` stands with most of the same words around it; in its own paragraph fewer will do."""
    before, behind = old.text[max(0, start - _AROUND) : start], old.text[start + len(surface) :][:_AROUND]
    best: tuple[int, Paragraph, int] | None = None
    for paragraph in paragraphs:
        same = paragraph.anchor == old.anchor
        at = paragraph.text.find(surface)
        while at >= 0:
            around = _common(before[::-1], paragraph.text[:at][::-1])
            around += _common(behind, paragraph.text[at + len(surface) :])
            if (same or around >= _LEAST_AROUND) and (best is None or around + same > best[0]):
                best = (around + same, paragraph, at)
            at = paragraph.text.find(surface, at + 1)
    return best[1:] if best else None


def _common(one: str, other: str) -> int:
    """How many characters the two have in common from the start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _overlaps(citation: Citation, others: list[Citation]) -> bool:
    return any(
        other.paragraph is citation.paragraph and other.start < citation.end and citation.start < other.end
        for other in others
    )


def recount(ids: Iterable[int]) -> None:
    """Count citations in and out anew for these documents; one statement."""
    counted = Citation.objects.counted().order_by()

    def number_of(column: str, citations: QuerySet) -> Coalesce:
        totals = citations.filter(**{column: OuterRef("pk")}).values(column).annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(totals), 0)

    Document.objects.filter(Q(pk__in=list(ids))).update(
        citations_in=number_of("target", counted), citations_out=number_of("source", counted)
    )
