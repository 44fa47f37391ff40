"""Reading of uploads in a job, for files that take long."""

from django.contrib.auth.models import User

from resolutions.desk.recognition_request import RECOGNITION_KEY
from resolutions.jobs.queue import start_job
from resolutions.models import Job, JobKind, Upload
from resolutions.sources.file_types import OLE_MARK
from resolutions.writing import originals

_MAX_SIZE_IN_REQUEST = 200_000  # bytes; the slowest text of this size is read in 3 seconds
_UPLOAD_KEY = "upload {}"
_BATCH_KEY = "batch {}"


def takes_long(upload: Upload) -> bool:
    """Return True for a waiting upload that a request should not wait for: a large file, or one to be converted."""
    return upload.size > _MAX_SIZE_IN_REQUEST or originals.read_head(upload.sha256, len(OLE_MARK)) == OLE_MARK


def read_in_background(upload: Upload, user: User | None = None) -> Upload:
    """Start a job that reads a waiting upload; return the upload as it is now."""
    start_job(JobKind.UPLOAD, upload.name, {"upload_id": upload.pk}, key=_UPLOAD_KEY.format(upload.pk), user=user)
    upload.refresh_from_db()
    return upload


def read_batch_in_background(batch: str, count: int, user: User | None = None) -> Job:
    """Start a job that reads the waiting uploads of a batch; return the unfinished one if there is one."""
    return start_job(JobKind.BATCH, f"{count} 个文件", {"batch": batch}, key=_BATCH_KEY.format(batch), user=user)


def find_reading_job(upload: Upload) -> Job | None:
    """Return the unfinished job that reads an upload; one query."""
    return Job.objects.unfinished().filter(key__in=_keys(upload)).first()


def _keys(upload: Upload) -> list[str]:
    """Return the keys of the jobs that may read an upload."""
    keys = [key.format(upload.pk) for key in (_UPLOAD_KEY, RECOGNITION_KEY)]
    return [*keys, _BATCH_KEY.format(upload.batch)] if upload.batch else keys


def count_abandoned(waiting: list[Upload]) -> int:
    """Count the waiting uploads that no job is going to read; one query."""
    keys = {key for upload in waiting for key in _keys(upload)}
    unfinished = set(Job.objects.unfinished().filter(key__in=keys).values_list("key", flat=True))
    return sum(1 for upload in waiting if unfinished.isdisjoint(_keys(upload)))
