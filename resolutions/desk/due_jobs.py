"""Jobs that nobody asks for: their time comes."""

from resolutions.desk import discards
from resolutions.desk.handovers import start_due_publications
from resolutions.jobs.queue import start_job
from resolutions.models import JobKind


def start_due_jobs() -> None:
    """Start the jobs whose time has come, each once; at most three queries when there is nothing to do."""
    start_due_publications()
    if discards.has_expired():
        start_job(JobKind.PURGE, "丢弃满三十天的草稿和文件", {}, key="purge")
