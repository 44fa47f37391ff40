"""Read uploaded files."""

from collections import Counter

from resolutions.desk.uploads import process_upload, waiting_uploads
from resolutions.jobs.progress import JobProgress
from resolutions.models import Upload, UploadState


def read_upload(progress: JobProgress, upload_id: int) -> str:
    """Read a waiting upload; one that was read already is left alone."""
    upload = process_upload(Upload.objects.get(pk=upload_id))
    progress.advance()
    return f"{upload.name}：{upload.get_state_display()}。{upload.message}"


def read_batch(progress: JobProgress, batch: str) -> str:
    """Read the waiting files of a batch; a repeated run reads those that are left."""
    waiting = list(waiting_uploads().filter(batch=batch))
    progress.set_total(len(waiting))
    states: Counter[str] = Counter()
    for upload in waiting:
        read = process_upload(upload)
        states[read.state] += 1
        if read.state != UploadState.READ:
            progress.say(f"{read.name}：{read.get_state_display()}。{read.message}")
        progress.advance()
    return (
        "，".join(f"{UploadState(state).label} {count} 个" for state, count in sorted(states.items())) or "没有要读的。"
    )
