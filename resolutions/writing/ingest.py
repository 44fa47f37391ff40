"""Ingest: write a parsed text as a document, in one transaction.

The text of a stub turns the stub into the document, so that no link to it changes. Manual corrections
survive. The index is not updated here: callers use ``resolutions.writing.publish``.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from resolutions.comparison.sketch import sketch_document
from resolutions.models import Document, SourceFile, Status, TextLayout, TextOrigin, TextQuality, TextVersion
from resolutions.stubs import build_stub
from resolutions.text.language import CHINESE
from resolutions.text.manual_corrections import NO_CORRECTIONS
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import originals
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import (
    READER_VERSION,
    compute_digest,
    fill_document,
    load_corrections,
    parse_source,
    record_outcomes,
)
from resolutions.writing.locking import lock_document
from resolutions.writing.paragraphs import write_paragraphs
from resolutions.writing.publication import find_publication_obstacles
from resolutions.writing.translation_texts import write_translation
from resolutions.writing.translations import is_read_translation, keeps_chinese_text


@dataclass(frozen=True, slots=True)
class Provenance:
    """Source of a file, and quality of its text; ``url`` and ``licence`` are empty when unknown."""

    origin: TextOrigin = TextOrigin.UPLOAD
    url: str = ""
    licence: str = ""
    quality: TextQuality = TextQuality.OFFICIAL


UPLOADED = Provenance()


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """A file and what was extracted from it: its text, the URLs of its links, and warnings for the editor.

    ``places`` are the values of ``TextLayout.places``, empty for a file without pages.
    """

    data: bytes
    name: str
    media_type: str
    text: str
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: Provenance = UPLOADED
    places: tuple[Any, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


TRANSLATION = "translation"
KEPT_AS_TRANSLATION = "识别为英文本，已存为《{translation}》的草稿；由编辑发布后读者才能看到。"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """The outcome of an ingest.

    ``status`` is ``new``, ``changed``, ``unchanged`` or ``translation``.
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
    obstacles: Sequence[str] = (),
    with_counts: bool = True,
) -> IngestResult:
    """Write one document with its original, text version, paragraphs, citations and the stubs it cites.

    ``existing`` is the document that the text belongs to when the text does not name its symbol.
    An English text beside a Chinese one becomes the draft of its language (status ``translation``); in any other
    language a text beside a Chinese one becomes a draft of its own.
    A text with an obstacle against publication becomes a draft even when ``publish`` is true; the warnings say why.
    ``obstacles`` are those that the caller found. Without ``with_counts`` the caller has to recount the affected
    documents in the same transaction.
    Repeating it with the same bytes and the same parser changes nothing.
    """
    source = SourceFile.objects.select_related("document").filter(sha256=file.sha256).first()
    if source and source.translations.exists():
        return IngestResult(source.document, "unchanged")
    if source is None and (translated := _find_translated(parsed, existing)):
        source = _store_original(translated, file, user)
        translation = write_translation(translated, parsed, source, file.text, reader=READER_VERSION, user=user)
        return IngestResult(translated, TRANSLATION, (KEPT_AS_TRANSLATION.format(translation=translation),))
    document, is_new = _find_or_build_document(parsed, file, source, existing)
    if document.status == Status.DISCARDED:  # only an editor restores it
        return IngestResult(document, "unchanged")
    corrections = load_corrections(document)
    if corrections != NO_CORRECTIONS:
        parsed = parse_source(file.text, file.links, file.notes, corrections, file.name)
    digest = compute_digest(parsed)
    latest = document.versions.first() if source else None
    if source and latest and latest.source_id == source.pk and latest.digest == digest:
        _write_layout(latest, file)
        return IngestResult(document, "unchanged", tuple(document.warnings))
    document.quality = _find_quality(source, file)
    fill_document(document, parsed, corrections)
    reasons = _publish_or_keep_draft(document, parsed, obstacles) if publish else _keep_draft(document)
    document.warnings = [*(obstacle for obstacle in obstacles if obstacle not in parsed.warnings), *parsed.warnings]
    document.save()
    if corrections != NO_CORRECTIONS:
        record_outcomes(document, parsed)
    document.versions.filter(is_in_force=True).update(is_in_force=False)
    add_version(document, parsed, file, source, digest=digest, reason=reason, user=user)
    affected_ids = write_paragraphs(document, parsed, with_counts=with_counts)
    log_change(document, user, f"{reason}：{file.name}")
    document.refresh_from_db(fields=["citations_in", "citations_out"])
    warnings = (*document.warnings, *reasons)
    return IngestResult(document, "new" if is_new else "changed", warnings, affected_ids)


def add_version(
    document: Document,
    parsed: ParsedDocument,
    file: IngestedFile,
    source: SourceFile | None = None,
    *,
    digest: str,
    reason: str,
    user: User | None = None,
    is_in_force: bool = True,
) -> TextVersion:
    """Write a text version, and its original unless ``source`` is the row of the same bytes."""
    version = TextVersion.objects.create(
        document=document,
        source=source or _store_original(document, file, user),
        text=file.text,
        reader=READER_VERSION,
        digest=digest,
        sketch=sketch_document(file.text),
        links=list(file.links),
        notes=list(file.notes),
        language=parsed.language,
        quality=document.quality if is_in_force else file.provenance.quality,
        is_in_force=is_in_force,
        reason=reason,
        created_by=user,
    )
    _write_layout(version, file)
    return version


def _write_layout(version: TextVersion, file: IngestedFile) -> None:
    """Write the places of a text that an earlier reader had read without them."""
    if file.places:
        TextLayout.objects.update_or_create(version=version, defaults={"places": list(file.places)})


def _find_quality(source: SourceFile | None, file: IngestedFile) -> str:
    """Return the quality of the last version of the same bytes, which an editor may have changed.

    It is that of the file when there is none, and when the pages of an official file had not been recognised before.
    """
    last = source.versions.order_by("-id").values_list("quality", flat=True).first() if source else None
    return file.provenance.quality if last in (None, TextQuality.OFFICIAL) else last


def _find_or_build_document(
    parsed: ParsedDocument, file: IngestedFile, source: SourceFile | None, existing: Document | None
) -> tuple[Document, bool]:
    """Return the document to write to, with its row locked, and whether its text is new.

    It is the document of the same bytes, else ``existing``, else the document of the parsed symbol, else a new one.
    """
    if source:
        return lock_document(source.document_id), False
    if document := _find_target(parsed, existing):
        return document, document.status == Status.STUB
    return Document(slug=_choose_slug(parsed, file), status=Status.STUB), True


def _find_target(parsed: ParsedDocument, existing: Document | None) -> Document | None:
    """Return ``existing`` or the document of the symbol, locked; None where it has a Chinese text to be kept."""
    if existing:
        document = lock_document(existing.pk)
    elif parsed.symbol:
        Document.objects.bulk_create([build_stub(parsed.symbol)], ignore_conflicts=True)
        document = Document.objects.select_for_update().get(symbol=parsed.symbol)
    else:
        return None
    return None if keeps_chinese_text(document, parsed) else document


def _find_translated(parsed: ParsedDocument, existing: Document | None) -> Document | None:
    """Return the document, locked, beside the Chinese text of which the text is kept; None for any other text."""
    if parsed.language == CHINESE or not (existing or parsed.symbol):
        return None
    document = existing or Document.objects.filter(symbol=parsed.symbol).first()
    return lock_document(document.pk) if document and is_read_translation(document, parsed) else None


def _choose_slug(parsed: ParsedDocument, file: IngestedFile) -> str:
    """Choose a readable slug that no document has.

    It is the symbol with the language, the kind with its sections or date, or the SHA-256.
    """
    sections = parsed.facts.get("sections", "").split("、") if parsed.facts.get("sections") else []
    if parsed.symbol and parsed.language != CHINESE:
        slug = f"{slugify(re.sub('[/.()]', '-', parsed.symbol))}-{parsed.language}"
    elif sections:
        slug = f"{parsed.kind}-{sections[0]}" + (f"-{sections[-1]}" if len(sections) > 1 else "")
    elif parsed.date:
        slug = f"{parsed.kind}-{parsed.date.isoformat()}"
    else:
        slug = f"text-{file.sha256[:10]}"
    used = set(Document.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in used:
        return slug
    return next(f"{slug}-{number}" for number in range(2, len(used) + 3) if f"{slug}-{number}" not in used)


def _publish_or_keep_draft(document: Document, parsed: ParsedDocument, found: Sequence[str]) -> list[str]:
    """Publish a stub or draft unless there are obstacles, and return them; a published document stays published.

    ``found`` are obstacles that the caller found.
    """
    texts = [paragraph.text for paragraph in parsed.paragraphs]
    obstacles = [*found, *find_publication_obstacles(document, parsed.language, texts)]
    if document.status in (Status.STUB, Status.DRAFT):
        document.status = Status.DRAFT if obstacles else Status.PUBLISHED
    if document.status == Status.PUBLISHED and not document.published_at:
        document.published_at = timezone.now()
    return [f"没有发布，存为草稿：{obstacle}" for obstacle in obstacles] if document.status == Status.DRAFT else []


def _keep_draft(document: Document) -> list[str]:
    if document.status == Status.STUB:
        document.status = Status.DRAFT
    return []


def _store_original(document: Document, file: IngestedFile, user: User | None) -> SourceFile:
    """Store the bytes, unless a transaction that failed earlier stored them, and write their row."""
    originals.lock_bytes(file.sha256)
    sha256 = originals.store_file(file.data)
    return SourceFile.objects.create(
        document=document,
        sha256=sha256,
        name=file.name[:255],
        media_type=file.media_type,
        size=len(file.data),
        file=originals.storage_path(sha256),
        origin=file.provenance.origin,
        url=file.provenance.url[:500],
        licence=file.provenance.licence[:200],
        uploaded_by=user,
    )
