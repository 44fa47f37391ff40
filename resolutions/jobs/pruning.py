"""Delete old jobs, and the entries of the queue that have done their work.

A failed job is kept longer, because an editor may still ask why. An unfinished job is never deleted.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from resolutions.models import Job, JobState

KEPT = timedelta(days=30)  # since the end of a job that is done or was cancelled
FAILED_KEPT = timedelta(days=180)
QUEUE_ENTRY_KEPT = timedelta(days=7)  # its job says all that it says


def prune_jobs() -> int:
    """Delete what is older and return the number of jobs; two statements.

    The command ``prune_db_task_results`` of django-tasks-db leaves the entries of killed workers: they count as
    running for ever.
    """
    now = timezone.now()
    ended = Q(state__in=(JobState.DONE, JobState.CANCELLED), finished_at__lt=now - KEPT)
    failed = Q(state=JobState.FAILED, finished_at__lt=now - FAILED_KEPT)
    count, _ = Job.objects.filter(ended | failed).delete()
    oldest = now - QUEUE_ENTRY_KEPT
    entries = DBTaskResult.objects.finished().filter(finished_at__lt=oldest)
    (entries | DBTaskResult.objects.running().filter(started_at__lt=oldest)).delete()
    return count
