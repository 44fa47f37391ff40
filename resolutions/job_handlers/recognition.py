"""Recognise the scanned pages of an upload, page by page."""

from resolutions.desk.page_recognition import find_scanned_pages, recognize_page
from resolutions.desk.recognition_request import configured_engine
from resolutions.desk.uploads import process_upload
from resolutions.jobs.progress import JobProgress
from resolutions.models import Upload, UploadState
from resolutions.writing import originals
from resolutions.writing.page_recognition import load_pages


def recognize_upload(progress: JobProgress, upload_id: int) -> str:
    """Recognise the pages that are still unread and store each at once; then read the upload.

    A run that was interrupted continues with the page behind the last stored one.
    """
    upload = Upload.objects.get(pk=upload_id)
    engine = configured_engine()
    if upload.state == UploadState.WAITING and engine:
        data = originals.read_original(upload.sha256)
        before, missing = len(load_pages(upload.sha256)), find_scanned_pages(data, upload.name)
        progress.set_total(before + len(missing))
        progress.advance(before)
        for number in missing:
            progress.say(recognize_page(engine, data, upload.sha256, number))
            progress.advance()
    upload = process_upload(upload, may_recognize=False)
    return f"{upload.name}：{upload.get_state_display()}。{upload.message}"
