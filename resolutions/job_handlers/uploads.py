"""Read uploaded files."""

from collections import Counter

from resolutions.desk.uploads import process_upload, waiting_uploads
from resolutions.jobs.progress import JobProgress
from resolutions.models import Upload, UploadState
from resolutions.models.choices import chinese_display


def read_upload(progress: JobProgress, upload_id: int) -> str:
    """Read a waiting upload; one that was read already is left alone."""
    upload = process_upload(Upload.objects.get(pk=upload_id))
    progress.advance()
    return f"{upload.name}：{chinese_display(upload, 'state')}。{upload.message}"


def read_batch(progress: JobProgress, batch: str) -> str:
    """Read the waiting files of a batch, also those that arrive meanwhile; a repeated run reads those that are left.

    A file with scanned pages goes on waiting, for the job that recognises them.
    """
    states: Counter[str] = Counter()
    seen: set[int] = set()
    while waiting := [upload for upload in waiting_uploads().filter(batch=batch) if upload.pk not in seen]:
        progress.set_total(len(seen) + len(waiting))
        progress.advance(len(seen))
        for upload in waiting:
            seen.add(upload.pk)
            read = process_upload(upload)
            states[read.state] += 1
            if read.state != UploadState.READ:
                progress.say(f"{read.name}：{chinese_display(read, 'state')}。{read.message}")
            progress.advance()
    counts = "，".join(f"{UploadState(state).chinese} {count} 个" for state, count in sorted(states.items()))
    return counts or "没有要读的。"
