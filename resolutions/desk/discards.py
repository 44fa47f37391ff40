"""Discard drafts and uploads at the desk, restore them for thirty days, and delete them for good afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from resolutions.desk import uploads
from resolutions.desk.background_reading import read_in_background
from resolutions.models import KEPT_FOR, Discard, Document, Upload, UploadState
from resolutions.writing import discards, originals
from resolutions.writing.publish import apply_correction
from resolutions.writing.unnamed_stubs import delete_unnamed_stubs


@dataclass(frozen=True, slots=True)
class PurgeCounts:
    """Numbers of drafts, uploads and stubs that were deleted for good."""

    drafts: int = 0
    uploads: int = 0
    stubs: int = 0


def discard_draft(document: Document, *, user: User | None = None, edit_token: str = "") -> None:
    """Discard a draft; files that were asked about as its new versions are read again, for themselves.

    Raises CorrectionError and EditConflictError.
    """
    with transaction.atomic():
        asked = list(Upload.objects.select_for_update().filter(document=document, state=UploadState.ASKED))
        apply_correction(discards.discard_draft, document.pk, user=user, edit_token=edit_token)
        for upload in asked:
            upload.state, upload.document, upload.message = UploadState.WAITING, None, ""
            upload.save()
    for upload in asked:
        read_in_background(upload, user)


def restore_draft(document: Document, *, user: User | None = None, edit_token: str = "") -> Document:
    """Restore a discarded draft and return it. Raises CorrectionError and EditConflictError."""
    symbol = Discard.objects.filter(document=document).values_list("symbol", flat=True).first()
    apply_correction(discards.restore_draft, document.pk, user=user, edit_token=edit_token)
    return Document.objects.get(symbol=symbol) if symbol else Document.objects.get(pk=document.pk)


def restore_upload(upload: Upload) -> Upload:
    """Read a discarded file again; one that was deleted for good meanwhile stays as it is."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.discarded_at is None or upload.discarded_at + KEPT_FOR <= timezone.now():
            return upload
        upload.state, upload.document, upload.message = UploadState.WAITING, None, ""
        upload.discarded_at = None
        upload.save()
    return uploads.process_upload(upload)


def discarded_uploads() -> QuerySet[Upload]:
    """Select the discarded files that can be restored, last discarded first."""
    return Upload.objects.filter(discarded_at__isnull=False).order_by("-discarded_at")


def has_expired() -> bool:
    """Return True if a draft or an upload was discarded more than thirty days ago; at most two queries."""
    return expired_drafts().exists() or expired_uploads().exists()


def expired_drafts() -> QuerySet[Discard]:
    """Select the drafts that can no longer be restored."""
    return Discard.objects.filter(discarded_at__lte=timezone.now() - KEPT_FOR)


def expired_uploads() -> QuerySet[Upload]:
    """Select the files that can no longer be restored."""
    return Upload.objects.filter(discarded_at__lte=timezone.now() - KEPT_FOR)


def purge_expired(advance: Callable[[], None] = lambda: None) -> PurgeCounts:
    """Delete for good what was discarded more than thirty days ago, one transaction each; can be repeated.

    ``advance`` is called after each draft and upload.
    """
    drafts = purged = 0
    for pk in list(expired_drafts().values_list("pk", flat=True)):
        drafts += discards.purge_draft(pk)
        advance()
    for pk in list(expired_uploads().values_list("pk", flat=True)):
        purged += _purge_upload(pk)
        advance()
    return PurgeCounts(drafts, purged, delete_unnamed_stubs())


@transaction.atomic
def _purge_upload(pk: int) -> bool:
    upload = expired_uploads().select_for_update(skip_locked=True).filter(pk=pk).first()
    if upload is None:
        return False
    upload.discarded_at, upload.message = None, discards.PURGED
    upload.save(update_fields=["discarded_at", "message"])
    originals.delete_if_unused(upload.sha256)
    return True
