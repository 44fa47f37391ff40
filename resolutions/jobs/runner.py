"""Run one job, at most once at a time, whatever happens to the process.

The process that runs a job holds an advisory lock of PostgreSQL. The lock ends with the process, also on ``kill -9``,
so a job in state ``running`` without the lock was interrupted: ``requeue_interrupted`` queues it again. The functions
of the jobs can be repeated without doing anything twice.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from resolutions.advisory_lock import try_lock
from resolutions.jobs.priorities import find_priority
from resolutions.jobs.progress import JobCancelledError, JobMadeWayError, JobProgress
from resolutions.models import Job, JobState

MAX_ATTEMPTS = 5  # a job that kills its process so often is not started again
_INTERRUPTED = "上次运行被中断，从停下的地方继续。"
_GIVEN_UP = f"已中断 {MAX_ATTEMPTS} 次，不再自动重试。"
logger = logging.getLogger(__name__)


@task()
def run_job(job_id: int) -> None:
    """Run the job, unless it has ended or another process is running it. An error is written to its log."""
    makes_way = False
    with try_lock(f"job {job_id}") as is_ours:
        job = Job.objects.filter(pk=job_id).first() if is_ours else None
        if job and job.is_unfinished:
            makes_way = _run(job)
    if job and makes_way:  # behind the lock: a worker that met it would leave the job alone
        _queue_again(job)


def enqueue_job(job: Job) -> None:
    """Queue a job with the priority of its kind."""
    run_job.using(priority=find_priority(job.kind)).enqueue(job.pk)


def requeue_interrupted() -> int:
    """Queue the jobs again whose process was killed; return their number.

    One query, and one lock for each running job.
    """
    count = 0
    for job in Job.objects.filter(state=JobState.RUNNING):
        with try_lock(f"job {job.pk}") as is_free:
            if is_free and Job.objects.filter(pk=job.pk, state=JobState.RUNNING).exists():
                enqueue_job(job)
                count += 1
    return count


def _queue_again(job: Job) -> None:
    """Queue a job that made way; its start was no attempt. Until the commit it counts as interrupted."""
    with transaction.atomic():
        running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
        if running.update(state=JobState.WAITING, attempts=job.attempts):
            enqueue_job(job)


def _run(job: Job) -> bool:
    """Run the job to its end; return True if it makes way for another one."""
    progress = JobProgress(job.pk)
    if job.state == JobState.RUNNING:
        progress.say(_INTERRUPTED)
    if job.attempts >= MAX_ATTEMPTS:
        _finish(job, JobState.FAILED, _GIVEN_UP)
        return False
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=job.attempts + 1, started_at=timezone.now(), done=0
    )
    try:
        result = _find_handler(job.kind)(progress, **job.arguments)
    except JobMadeWayError:
        progress.write()
        return True
    except JobCancelledError:
        progress.write()
        _finish(job, JobState.CANCELLED, "已取消，已经做完的部分保留。")
    except Exception as error:  # any error of a job ends the job and not the worker
        logger.exception("Job %s failed", job.pk)
        progress.write()
        _finish(job, JobState.FAILED, f"失败：{' '.join(str(error).split()) or type(error).__name__}")
    else:
        progress.write()
        _finish(job, JobState.DONE, result)
    return False


def _find_handler(kind: str) -> Callable[..., str]:
    """Return the function of a kind of job; it returns the sentence that ends the log."""
    handler: Callable[..., Any] = import_string(settings.JOB_HANDLERS[kind])
    return handler


def _finish(job: Job, state: JobState, sentence: str) -> None:
    JobProgress(job.pk).say(sentence)
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now())
