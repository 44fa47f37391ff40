"""A new text of a published document: a draft beside the text in force, until an editor publishes or declines it."""

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.models import Document, SourceFile, TextVersion
from resolutions.text.parsed import ParsedDocument
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import compute_digest
from resolutions.writing.ingest import IngestedFile, IngestResult, add_version

BESIDE = "beside"  # status of the result


@transaction.atomic
def keep_beside(
    document: Document, parsed: ParsedDocument, file: IngestedFile, *, user: User | None = None, reason: str
) -> IngestResult:
    """Store a file and its text as a draft of a new version; nothing that readers see changes.

    The status of the result is ``beside``, or ``unchanged`` when the portal has the same bytes already.
    """
    if SourceFile.objects.filter(sha256=file.sha256).exists():
        return IngestResult(document, "unchanged")
    version = add_version(
        document, parsed, file, digest=compute_digest(parsed), reason=reason, user=user, is_in_force=False
    )
    version.is_draft = True
    version.save(update_fields=["is_draft"])
    log_change(document, user, f"{reason}，存为新版本草稿：{file.name}")
    return IngestResult(document, BESIDE)


@transaction.atomic
def decline_draft(version: TextVersion, *, user: User | None = None) -> None:
    """Take the mark of a draft away; the text stays in the history."""
    if TextVersion.objects.filter(pk=version.pk, is_draft=True).update(is_draft=False):
        log_change(version.document, user, f"不采用新版本草稿：{version.source.name}")
