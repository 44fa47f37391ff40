"""Start, cancel and retry jobs. A job is queued in the transaction that asks for it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from resolutions.jobs.runner import enqueue_job
from resolutions.models import Job, JobKind, JobState

LONGEST_WAIT = timedelta(minutes=1)  # a job that waits longer while none runs has no worker


def start_job(kind: JobKind, title: str, arguments: dict[str, Any], *, key: str = "", user: User | None = None) -> Job:
    """Queue a job and return it; return the unfinished one with the same ``key`` instead, if there is one."""
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, title=title[:200], arguments=arguments, key=key, requested_by=user)
            enqueue_job(job)
    except IntegrityError:
        return Job.objects.unfinished().get(key=key)
    job.refresh_from_db()  # it has run already where jobs run at once
    return job


def has_waited_too_long() -> bool:
    """Return True if a job has waited longer than ``LONGEST_WAIT`` and none is running; two queries."""
    waiting = Job.objects.filter(state=JobState.WAITING, created_at__lt=timezone.now() - LONGEST_WAIT)
    return waiting.exists() and not Job.objects.filter(state=JobState.RUNNING).exists()


def cancel_job(job_id: int) -> None:
    """Cancel a waiting job; ask a running one to stop, which it does after its present unit of work."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=JobState.WAITING)
    if not waiting.update(state=JobState.CANCELLED, finished_at=now):
        Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(is_cancel_requested=True)


def retry_job(job_id: int) -> None:
    """Queue a failed or cancelled job again; its work continues where it stopped.

    Nothing happens while a job with the same key is unfinished.
    """
    ended = Job.objects.filter(pk=job_id, state__in=(JobState.FAILED, JobState.CANCELLED))
    fresh = {"state": JobState.WAITING, "attempts": 0, "is_cancel_requested": False, "finished_at": None}
    try:
        with transaction.atomic():
            if ended.update(**fresh):
                enqueue_job(Job.objects.get(pk=job_id))
    except IntegrityError:
        return
