"""Functions of jobs for tests."""

from resolutions.jobs.progress import JobProgress
from resolutions.jobs.queue import cancel_job
from resolutions.jobs.runner import run_job

calls: list[str] = []


def count(progress: JobProgress, fail: str = "", cancel: bool = False, again: bool = False) -> str:
    """Count to three; on the way fail, be cancelled, or be started a second time by another worker."""
    calls.append("started")
    progress.set_total(3)
    progress.say("第一步")
    if fail and calls.count("started") == 1:
        raise ValueError(fail)
    if cancel:
        cancel_job(progress.job_id)
    if again:
        run_job.func(progress.job_id)
    progress.advance(3)
    return "数到三"
