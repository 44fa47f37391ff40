"""Functions of jobs for tests."""

from resolutions.jobs.progress import JobProgress
from resolutions.jobs.queue import cancel_job
from resolutions.jobs.runner import run_job
from resolutions.models import JobKind

calls: list[str] = []


def step_aside(progress: JobProgress, pages: int) -> str:
    """Do ``pages`` pages, and after each make way for a job with a higher priority."""
    progress.set_total(pages)
    for page in range(len([call for call in calls if call.startswith("page")]) + 1, pages + 1):
        calls.append(f"page {page}")
        progress.advance()
        progress.make_way(JobKind.RECOGNITION)
    return f"{pages} 页"


def publish(progress: JobProgress, name: str) -> str:
    """Note that the job ran."""
    calls.append(name)
    return name


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
