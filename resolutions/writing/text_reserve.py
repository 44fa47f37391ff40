"""Several texts of one document: the best one is in force, the others are kept in reserve for the editor.

The order is that of ``TextQuality``. A text that an editor has changed, published by hand or withdrawn is never
replaced by a program.
"""

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.models import Document, SourceFile, Status, TextQuality
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import compute_digest
from resolutions.writing.ingest import IngestedFile, IngestResult, add_version
from resolutions.writing.locking import lock_document
from resolutions.writing.translations import is_read_translation, replaces_translation


def belongs_in_reserve(document: Document, parsed: ParsedDocument, quality: TextQuality) -> bool:
    """Return whether a new text of this quality must not replace the text of ``document``; up to five queries.

    A text in another language that is kept beside the Chinese one replaces nothing.
    """
    if document.status == Status.STUB or replaces_translation(document, parsed):
        return False
    if is_read_translation(document, parsed):
        return False
    if document.status == Status.WITHDRAWN or was_edited(document):
        return True
    return TextQuality.rank(quality) >= TextQuality.rank(document.quality)


def was_edited(document: Document) -> bool:
    """Return true when a person changed the document, at the desk or by a correction; up to three queries."""
    return (
        document.changes.exclude(by_name="").exists()
        or document.corrections.exists()
        or document.citations_made.by_staff().exists()
    )


@transaction.atomic
def mark_as_corrected(document_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Take the mark of an uncorrected text away, after an editor has compared it; return the ids of changed documents.

    Raises EditConflictError when the document was changed since ``edit_token``.
    """
    document = lock_document(document_id, edit_token)
    if document.quality != TextQuality.OCR:
        return (document.pk,)
    document.quality = TextQuality.CORRECTED
    document.save(update_fields=["quality", "updated_at"])
    document.versions.filter(is_in_force=True).update(quality=TextQuality.CORRECTED)
    log_change(document, user, "标为人工校订")
    return (document.pk,)


def keep_in_reserve(document: Document, parsed: ParsedDocument, file: IngestedFile, reason: str) -> IngestResult:
    """Store a file and its text beside the text in force; the document's page does not change.

    The status of the result is ``reserve``, or ``unchanged`` when the portal has the same bytes already.
    """
    if SourceFile.objects.filter(sha256=file.sha256).exists():
        return IngestResult(document, "unchanged")
    add_version(document, parsed, file, digest=compute_digest(parsed), reason=reason, is_in_force=False)
    log_change(document, None, f"{reason}，没有替换现有文本：{file.name}")
    return IngestResult(document, "reserve")
