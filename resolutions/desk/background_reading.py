"""Reading of uploads in a job, for files that take long."""

from django.contrib.auth.models import User

from resolutions.jobs.queue import start_job
from resolutions.models import Job, JobKind, Upload

_KEYS = "upload {}", "ocr {}"


def read_in_background(upload: Upload, user: User | None = None) -> Upload:
    """Start a job that reads a waiting upload; return the upload as it is now."""
    start_job(JobKind.UPLOAD, upload.name, {"upload_id": upload.pk}, key=_KEYS[0].format(upload.pk), user=user)
    upload.refresh_from_db()
    return upload


def find_reading_job(upload: Upload) -> Job | None:
    """Return the unfinished job that reads an upload; one query."""
    return Job.objects.unfinished().filter(key__in=[key.format(upload.pk) for key in _KEYS]).first()


def count_abandoned(waiting: list[Upload]) -> int:
    """Count the waiting uploads that no job is going to read; one query."""
    keys = [key.format(upload.pk) for upload in waiting for key in _KEYS]
    awaited = Job.objects.unfinished().filter(key__in=keys).values_list("key", flat=True)
    return len(waiting) - len({key.partition(" ")[2] for key in awaited})
