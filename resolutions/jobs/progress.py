"""Progress, log and cancellation of a running job."""

import time
from dataclasses import dataclass, field

from django.db.models import F, Value
from django.db.models.functions import Concat, Right
from django.utils import timezone

from resolutions.jobs.priorities import is_other_waiting
from resolutions.models import Job

WRITE_INTERVAL = 1.0  # seconds between two writes of the progress
MAX_LOG_LENGTH = 100_000  # characters; the oldest are dropped


class JobCancelledError(Exception):
    """An editor cancelled the job; everything before is done and stays."""


class JobMadeWayError(Exception):
    """The job stopped for another one; it is queued again and continues where it stopped."""


@dataclass(slots=True)
class JobProgress:
    """Progress and log of a running job. ``advance`` is the place where a job can be cancelled."""

    job_id: int
    _done: int = 0
    _written_at: float = field(default=0.0)

    def set_total(self, total: int) -> None:
        """Write the number of units of the whole job."""
        Job.objects.filter(pk=self.job_id).update(total=total, done=0)
        self._done = 0

    def advance(self, count: int = 1) -> None:
        """Count units that are done. Raises JobCancelledError when the job was cancelled."""
        self._done += count
        if time.monotonic() - self._written_at < WRITE_INTERVAL:
            return
        self._written_at = time.monotonic()
        self.write()
        if Job.objects.filter(pk=self.job_id, is_cancel_requested=True).exists():
            raise JobCancelledError

    def make_way(self, kind: str) -> None:
        """Stop a job that continues where it stopped if one with a higher priority waits. Raises JobMadeWayError."""
        if is_other_waiting(kind):
            raise JobMadeWayError

    def write(self) -> None:
        """Write the units done so far."""
        Job.objects.filter(pk=self.job_id).update(done=self._done)

    def say(self, sentence: str) -> None:
        """Add a line to the log."""
        line = f"{timezone.localtime():%H:%M:%S} {sentence}\n"
        longer = Right(Concat(F("log"), Value(line)), MAX_LOG_LENGTH)
        Job.objects.filter(pk=self.job_id).update(log=longer)
