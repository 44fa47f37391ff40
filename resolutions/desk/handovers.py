"""Hand a draft from its editor to its publisher and back, and publish it at a time that was set."""

from datetime import datetime

from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from resolutions.desk.bulk_publication import publish_one
from resolutions.jobs.queue import start_job
from resolutions.models import Document, Handover, HandoverState, Job, JobKind, Status
from resolutions.writing.audit_log import display_name, log_change
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document

MAX_NOTE_LENGTH = 1000  # characters
_JOB_KEY = "scheduled publication"
_ONLY_DRAFTS = "只有草稿可以交接。"


@transaction.atomic
def hand_over(
    document: Document,
    state: HandoverState,
    *,
    user: User,
    assignee: User | None = None,
    note: str = "",
    publish_at: datetime | None = None,
    edit_token: str = "",
) -> Handover:
    """Hand a draft over, in place of an earlier handover. ``publish_at`` is the time of a scheduled publication.

    Raises CorrectionError unless it is a draft and the time lies ahead, and EditConflictError when it was changed.
    """
    locked = lock_document(document.pk, edit_token)
    if locked.status != Status.DRAFT:
        raise CorrectionError(_ONLY_DRAFTS)
    if state == HandoverState.SCHEDULED and (publish_at is None or publish_at <= timezone.now()):
        raise CorrectionError("发布时间须在现在之后。")
    if state != HandoverState.SCHEDULED:
        publish_at = None
    values = {
        "state": state,
        "assignee": assignee,
        "note": note.strip()[:MAX_NOTE_LENGTH],
        "publish_at": publish_at,
        "edit_token": locked.edit_token,
        "handed_by": user,
    }
    handover, _ = Handover.objects.update_or_create(document=locked, defaults=values)
    log_change(locked, user, describe(handover))
    return handover


@transaction.atomic
def take_back(document: Document, *, user: User) -> None:
    """End the handover of a draft, also a scheduled publication."""
    deleted, _ = Handover.objects.filter(document=document).delete()
    if deleted:
        log_change(document, user, "取消交接")


def describe(handover: Handover) -> str:
    """Return a handover as one Chinese sentence for the audit log."""
    parts = [HandoverState(handover.state).chinese]
    if handover.publish_at:
        parts.append(f"{timezone.localtime(handover.publish_at):%Y-%m-%d %H:%M}")
    if handover.assignee:
        parts.append(f"交给{display_name(handover.assignee)}")
    return " ".join(parts) + (f"：{handover.note}" if handover.note else "")


def find_handover(document: Document) -> Handover | None:
    """Return the handover of a document; one query."""
    return Handover.objects.filter(document=document).select_related("assignee", "handed_by").first()


def author_of(document: Document) -> User | None:
    """Return the colleague who last handed the draft over, or who last changed it; up to two queries."""
    handover = find_handover(document)
    if handover and handover.state == HandoverState.READY:
        return handover.handed_by
    last = document.changes.exclude(by=None).select_related("by").first()
    return last.by if last else None


def possible_assignees() -> QuerySet[User]:
    """Select the active staff who may publish, by name."""
    may_publish = Permission.objects.filter(codename="publish_document")
    allowed = Q(groups__permissions__in=may_publish) | Q(user_permissions__in=may_publish) | Q(is_superuser=True)
    staff = User.objects.filter(allowed, is_active=True, is_staff=True)
    return staff.distinct().order_by("last_name", "first_name", "username")


def handovers_for(user: User, may_publish: bool) -> QuerySet[Handover]:
    """Select what waits for a user: drafts sent back, and for publishers drafts to publish that nobody else has."""
    mine = Q(assignee=user)
    if may_publish:
        mine |= Q(state=HandoverState.READY, assignee=None)
    waiting = Handover.objects.filter(mine, document__status=Status.DRAFT).exclude(state=HandoverState.SCHEDULED)
    return waiting.select_related("document", "handed_by")


def scheduled_handovers() -> QuerySet[Handover]:
    """Select the drafts that are published at a time that was set, soonest first."""
    scheduled = Handover.objects.filter(state=HandoverState.SCHEDULED, document__status=Status.DRAFT)
    return scheduled.select_related("document", "handed_by").order_by("publish_at")


def start_due_publications() -> Job | None:
    """Start a job for the drafts whose time has come; None when there are none. One query then."""
    due = scheduled_handovers().filter(publish_at__lte=timezone.now())
    if not due.exists():
        return None
    return start_job(JobKind.PUBLISH, "定时发布", {"tokens": {}, "due": True}, key=_JOB_KEY)


def publish_due() -> list[str]:
    """Publish the drafts whose time has come; return a sentence for each.

    A draft that was changed after it was scheduled, or that has an obstacle, is sent back to who scheduled it.
    """
    sentences = []
    for handover in scheduled_handovers().filter(publish_at__lte=timezone.now()):
        document = handover.document
        problem = publish_one(document.pk, handover.edit_token, handover.handed_by_id)
        if problem:
            _send_back(handover, problem)
        else:
            handover.delete()
        sentences.append(problem or f"{document} 已发布。")
    return sentences


def _send_back(handover: Handover, problem: str) -> None:
    handover.state, handover.assignee, handover.note = HandoverState.RETURNED, handover.handed_by, problem
    handover.publish_at = None
    handover.save()
