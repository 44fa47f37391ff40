"""Run one job, at most once at a time, whatever happens to the process.

The process that runs a job holds an advisory lock of PostgreSQL. The lock ends with the process, also on ``kill -9``,
so a job in state ``running`` without the lock was interrupted: ``requeue_interrupted`` queues it again. The functions
of the jobs can be repeated without doing anything twice.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from resolutions.advisory_lock import try_lock
from resolutions.jobs.progress import JobCancelledError, JobProgress
from resolutions.models import Job, JobState

MAX_ATTEMPTS = 5  # a job that kills its process so often is not started again
_INTERRUPTED = "上次运行被中断，从停下的地方继续。"
_GIVEN_UP = f"已中断 {MAX_ATTEMPTS} 次，不再自动重试。"
logger = logging.getLogger(__name__)


@task()
def run_job(job_id: int) -> None:
    """Run the job, unless it has ended or another process is running it. An error is written to its log."""
    with try_lock(f"job {job_id}") as is_ours:
        job = Job.objects.filter(pk=job_id).first() if is_ours else None
        if job and job.is_unfinished:
            _run(job)


def requeue_interrupted() -> int:
    """Queue the jobs again whose process was killed; return their number.

    One query, and one lock for each running job.
    """
    count = 0
    for job in Job.objects.filter(state=JobState.RUNNING):
        with try_lock(f"job {job.pk}") as is_free:
            if is_free and Job.objects.filter(pk=job.pk, state=JobState.RUNNING).exists():
                run_job.enqueue(job.pk)
                count += 1
    return count


def _run(job: Job) -> None:
    progress = JobProgress(job.pk)
    if job.state == JobState.RUNNING:
        progress.say(_INTERRUPTED)
    if job.attempts >= MAX_ATTEMPTS:
        _finish(job, JobState.FAILED, _GIVEN_UP)
        return
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=job.attempts + 1, started_at=timezone.now(), done=0
    )
    try:
        result = _find_handler(job.kind)(progress, **job.arguments)
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


def _find_handler(kind: str) -> Callable[..., str]:
    """Return the function of a kind of job; it returns the sentence that ends the log."""
    handler: Callable[..., Any] = import_string(settings.JOB_HANDLERS[kind])
    return handler


def _finish(job: Job, state: JobState, sentence: str) -> None:
    JobProgress(job.pk).say(sentence)
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now())
