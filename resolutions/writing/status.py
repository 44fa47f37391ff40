"""Publish and withdraw documents."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from resolutions.models import Document, Status
from resolutions.models.visibility import WITHDRAWAL_REASON_KEY
from resolutions.writing.audit_log import log_change
from resolutions.writing.citation_counts import find_cited_ids, recount
from resolutions.writing.locking import lock_document

_LOGGED_AS = {Status.PUBLISHED: "发布", Status.WITHDRAWN: "撤回", Status.DRAFT: "改为草稿"}


@transaction.atomic
def set_status(
    document: Document, status: Status, *, user: User | None = None, reason: str = "", edit_token: str = ""
) -> tuple[int, ...]:
    """Publish, withdraw or return to draft; return the ids of the documents with a changed page or count.

    ``reason`` of a withdrawal is printed on the document's page.
    Raises EditConflictError when the document was changed since ``edit_token``.
    """
    locked = lock_document(document.pk, edit_token)
    locked.status = status
    if status == Status.PUBLISHED and not locked.published_at:
        locked.published_at = timezone.now()
    locked.facts = {name: value for name, value in locked.facts.items() if name != WITHDRAWAL_REASON_KEY}
    if status == Status.WITHDRAWN and reason:
        locked.facts[WITHDRAWAL_REASON_KEY] = reason
    locked.save(update_fields=["status", "facts", "published_at", "updated_at"])
    locked.handovers.all().delete()
    log_change(locked, user, f"{_LOGGED_AS[status]}{'：' + reason if reason else ''}")
    affected_ids = (locked.pk, *sorted(find_cited_ids(locked)))
    recount(affected_ids)
    document.refresh_from_db()
    return affected_ids
