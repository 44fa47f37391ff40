"""Ingest: write a parsed text as a document, in one transaction.

The text of a stub turns the stub into the document, so that no link to it changes. Manual corrections
survive. The index is not updated here: callers use ``resolutions.writing.publish``.
"""

import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from resolutions.comparison.sketch import sketch_document
from resolutions.models import Document, Kind, SourceFile, Status, TextVersion
from resolutions.stubs import build_stub
from resolutions.text.manual_corrections import Corrections
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import originals
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import (
    READER_VERSION,
    compute_digest,
    fill_document,
    load_corrections,
    parse_source,
)
from resolutions.writing.locking import lock_document
from resolutions.writing.paragraphs import write_paragraphs


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """A file and what was extracted from it: its text, the URLs of its links, and warnings for the editor."""

    data: bytes
    name: str
    media_type: str
    text: str
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class IngestResult:
    """The outcome of an ingest.

    ``status`` is ``new``, ``changed`` or ``unchanged``.
    ``affected_ids`` are the ids of the documents with a changed page or count, the document's own first.
    """

    document: Document
    status: str
    warnings: tuple[str, ...] = ()
    affected_ids: tuple[int, ...] = ()


@transaction.atomic
def ingest_document(
    parsed: ParsedDocument,
    file: IngestedFile,
    *,
    user: User | None = None,
    publish: bool = True,
    reason: str = "收录",
    existing: Document | None = None,
) -> IngestResult:
    """Write one document with its original, text version, paragraphs, citations and the stubs it cites.

    ``existing`` is the document that the text belongs to when the text does not name its symbol.
    A text with neither symbol nor kind becomes a draft even when ``publish`` is true.
    Repeating it with the same bytes and the same parser changes nothing.
    """
    source = SourceFile.objects.select_related("document").filter(sha256=file.sha256).first()
    document, is_new = _find_or_build_document(parsed, file, source, existing)
    corrections = load_corrections(document)
    if corrections.fields or corrections.paragraphs:
        parsed = parse_source(file.text, file.links, file.notes, corrections)
    digest = compute_digest(parsed)
    latest = document.versions.first() if source else None
    if source and latest and latest.source_id == source.pk and latest.digest == digest:
        return IngestResult(document, "unchanged", tuple(document.warnings))
    _fill_and_save(document, parsed, publish, corrections)
    TextVersion.objects.create(
        document=document,
        source=source or _store_original(document, file, user),
        text=file.text,
        reader=READER_VERSION,
        digest=digest,
        sketch=sketch_document(file.text),
        links=list(file.links),
        notes=list(file.notes),
        reason=reason,
        created_by=user,
    )
    affected_ids = write_paragraphs(document, parsed)
    log_change(document, user, f"{reason}：{file.name}")
    document.refresh_from_db(fields=["citations_in", "citations_out"])
    return IngestResult(document, "new" if is_new else "changed", tuple(document.warnings), affected_ids)


def _find_or_build_document(
    parsed: ParsedDocument, file: IngestedFile, source: SourceFile | None, existing: Document | None
) -> tuple[Document, bool]:
    """Return the document to write to, with its row locked, and whether its text is new.

    It is the document of the same bytes, else ``existing``, else the document of the parsed symbol, else a new one.
    """
    if source:
        return lock_document(source.document_id), False
    if existing:
        document = lock_document(existing.pk)
        return document, document.status == Status.STUB
    if parsed.symbol:
        Document.objects.bulk_create([build_stub(parsed.symbol)], ignore_conflicts=True)
        document = Document.objects.select_for_update().get(symbol=parsed.symbol)
        return document, document.status == Status.STUB
    return Document(slug=_choose_slug(parsed, file), status=Status.STUB), True


def _choose_slug(parsed: ParsedDocument, file: IngestedFile) -> str:
    """Choose a readable slug that no document has: the kind with its sections or date, or the SHA-256."""
    sections = parsed.facts.get("sections", "").split("、") if parsed.facts.get("sections") else []
    if sections:
        slug = f"{parsed.kind}-{sections[0]}" + (f"-{sections[-1]}" if len(sections) > 1 else "")
    elif parsed.date:
        slug = f"{parsed.kind}-{parsed.date.isoformat()}"
    else:
        slug = f"text-{file.sha256[:10]}"
    used = set(Document.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in used:
        return slug
    return next(f"{slug}-{number}" for number in range(2, len(used) + 3) if f"{slug}-{number}" not in used)


def _fill_and_save(document: Document, parsed: ParsedDocument, publish: bool, corrections: Corrections) -> None:
    """Fill the document from the text; a stub or draft is published or becomes a draft."""
    fill_document(document, parsed, corrections)
    is_recognised = bool(parsed.symbol) or parsed.kind != Kind.OTHER
    if document.status in (Status.STUB, Status.DRAFT):
        document.status = Status.PUBLISHED if publish and is_recognised else Status.DRAFT
    if document.status == Status.PUBLISHED and not document.published_at:
        document.published_at = timezone.now()
    document.save()


def _store_original(document: Document, file: IngestedFile, user: User | None) -> SourceFile:
    """Store the bytes, unless a transaction that failed earlier stored them, and write their row."""
    sha256 = originals.store_file(file.data)
    return SourceFile.objects.create(
        document=document,
        sha256=sha256,
        name=file.name[:255],
        media_type=file.media_type,
        size=len(file.data),
        file=originals.storage_path(sha256),
        uploaded_by=user,
    )
