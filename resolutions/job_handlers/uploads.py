"""Read an uploaded file."""

from resolutions.desk.uploads import process_upload
from resolutions.jobs.progress import JobProgress
from resolutions.models import Upload


def read_upload(progress: JobProgress, upload_id: int) -> str:
    """Read a waiting upload; one that was read already is left alone."""
    upload = process_upload(Upload.objects.get(pk=upload_id))
    progress.advance()
    return f"{upload.name}：{upload.get_state_display()}。{upload.message}"
