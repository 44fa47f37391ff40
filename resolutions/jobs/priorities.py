"""Priorities of kinds of jobs: those that an editor waits for go first, the recognition of scans makes way.

A worker takes the job with the highest priority. The only one that takes hours and can stop after any page is the
recognition, so it alone asks whether another job waits.
"""

from resolutions.models import Job, JobKind, JobState

_DEFAULT = 0
_PRIORITIES = {
    JobKind.PUBLISH: 20,
    JobKind.UPLOAD: 20,
    JobKind.BATCH: 10,
    JobKind.RECOGNITION: -20,
}


def find_priority(kind: str) -> int:
    """Return the priority of a kind of job; higher ones run first.

    >>> find_priority("publish") > find_priority("index") > find_priority("ocr")
    True
    """
    return _PRIORITIES.get(JobKind(kind), _DEFAULT)


def is_other_waiting(kind: str) -> bool:
    """Return True if a job with a higher priority than ``kind`` waits for a worker; one query."""
    higher = [other for other in JobKind if find_priority(other) > find_priority(kind)]
    return Job.objects.filter(state=JobState.WAITING, kind__in=higher).exists()
