"""The waste bin of drafts: discard a draft, restore it, delete it for good after thirty days.

A discarded draft moves to a document without a symbol, so that its symbol is a stub again or is gone, and another text
may come under it. Citations of the program are deleted and found again when the draft is restored; those of editors
stay. A withdrawn document is never discarded: its page tells readers why it was withdrawn.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import get_random_string

from resolutions.models import Discard, Document, Origin, Status, UploadState
from resolutions.writing import originals
from resolutions.writing.audit_log import log_change
from resolutions.writing.citation_counts import find_cited_ids
from resolutions.writing.derivation import derive_document
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document
from resolutions.writing.symbol_move import lock_stub_with_symbol, move_text
from resolutions.writing.unnamed_stubs import delete_unnamed_stubs

_TOKEN_LENGTH = 10
_ONLY_DRAFTS = "只有草稿可以丢弃；已发布的文件请撤回。"
_EXPIRED = "这份草稿丢弃已满三十天，不能恢复。"
_NOT_DISCARDED = "这份草稿没有丢弃，或已经恢复。"
PURGED = "已丢弃，满三十天后清除。"


@transaction.atomic
def discard_draft(document_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Move a draft to the waste bin; return its id and those of the documents it named.

    Stubs that nothing else names are deleted after the commit. Raises CorrectionError unless the document is a draft,
    and EditConflictError when it was changed since ``edit_token``.
    """
    document = lock_document(document_id, edit_token)
    if document.status != Status.DRAFT:
        raise CorrectionError(_ONLY_DRAFTS)
    named = find_cited_ids(document)
    document.citations_made.filter(origin=Origin.AUTO).delete()
    document.handovers.all().delete()
    symbol, slug = document.symbol, document.slug
    log_change(document, user, f"丢弃草稿 {symbol}".rstrip())
    bin_row = _move_from_symbol(document) if symbol else document
    bin_row.status = Status.DISCARDED
    bin_row.save()
    Discard.objects.create(document=bin_row, symbol=symbol, slug=slug, discarded_by=user)
    transaction.on_commit(lambda: delete_unnamed_stubs(named), robust=True)
    return (bin_row.pk, *sorted(named - {document_id}))


def _move_from_symbol(document: Document) -> Document:
    """Move the text to a new document without a symbol; warnings, facts and date move along."""
    slug = f"discarded-{get_random_string(_TOKEN_LENGTH).lower()}"
    target = Document.objects.create(slug=slug, title=document.title, status=Status.DISCARDED)
    for name in ("organ", "number", "year", "adopted_on", "meeting", "facts", "warnings"):
        setattr(target, name, getattr(document, name))
    return move_text(document, target, "草稿已丢弃，本文号恢复为仅见引用")


@transaction.atomic
def restore_draft(document_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Move a discarded draft back to its symbol, with the citations that the reader finds now.

    Raises CorrectionError when another text has come under its symbol, and after thirty days.
    """
    document = lock_document(document_id, edit_token)
    discard = Discard.objects.filter(document=document).first()
    if discard is None:
        raise CorrectionError(_NOT_DISCARDED)
    if discard.is_expired:
        raise CorrectionError(_EXPIRED)
    discard.delete()
    if discard.symbol:
        document = move_text(document, lock_stub_with_symbol(discard.symbol, document))
        document.slug = "" if Document.objects.filter(slug=discard.slug).exists() else discard.slug
    document.status = Status.DRAFT
    document.save()
    log_change(document, user, "恢复丢弃的草稿")
    return derive_document(document)


@transaction.atomic
def purge_draft(discard_id: int) -> bool:
    """Delete a draft whose thirty days are over, with its history and the bytes that nothing else holds.

    Return False for a draft that was restored meanwhile.
    """
    discard = Discard.objects.select_for_update(skip_locked=True).filter(pk=discard_id).first()
    if discard is None or not discard.is_expired:
        return False
    document = lock_document(discard.document_id)
    hashes = list(document.sources.values_list("sha256", flat=True))
    decided = document.uploads.filter(state__in=(UploadState.READ, UploadState.HELD))
    decided.update(state=UploadState.CANCELLED, message=PURGED, document=None)
    document.translations.all().delete()
    document.versions.all().delete()
    document.sources.all().delete()
    document.delete()
    for sha256 in sorted(hashes):
        originals.delete_if_unused(sha256)
    return True
