"""Recognise the scanned pages of an upload or of a stored original, page by page."""

from collections.abc import Iterable, Sequence

from resolutions.desk.page_recognition import find_scanned_pages, recognize_pages
from resolutions.desk.recognition_request import configured_engine
from resolutions.desk.stored_scans import load_scan, take_recognized_text
from resolutions.desk.uploads import process_upload
from resolutions.jobs.progress import JobProgress
from resolutions.models import Document, JobKind, Upload, UploadState
from resolutions.models.choices import chinese_display
from resolutions.writing import originals
from resolutions.writing.page_recognition import is_stored, load_pages


def recognize(progress: JobProgress, upload_id: int = 0, document_id: int = 0) -> str:
    """Recognise an upload, or the original of a document."""
    return recognize_upload(progress, upload_id) if upload_id else recognize_document(progress, document_id)


def recognize_upload(progress: JobProgress, upload_id: int) -> str:
    """Recognise the pages that are still unread and store each at once; then read the upload.

    A run that was interrupted, or made way for another job, continues with the page behind the last stored one.
    """
    upload = Upload.objects.get(pk=upload_id)
    engine = configured_engine()
    if upload.state == UploadState.WAITING and engine:
        data = originals.read_original(upload.sha256)
        missing = find_scanned_pages(data, upload.name)
        _follow(progress, upload.sha256, missing, recognize_pages(engine, data, upload.sha256, missing))
    upload = process_upload(upload, may_recognize=False)
    return f"{upload.name}：{chinese_display(upload, 'state')}。{upload.message}"


def recognize_document(progress: JobProgress, document_id: int) -> str:
    """Recognise the unread pages of a document's original, then read a draft again."""
    document = Document.objects.get(pk=document_id)
    engine = configured_engine()
    if engine:
        source, data, missing = load_scan(document)
        _follow(progress, source.sha256, missing, recognize_pages(engine, data, source.sha256, missing))
    return f"{document}：{take_recognized_text(document)}"


def _follow(progress: JobProgress, sha256: str, missing: Sequence[int], recognized: Iterable[tuple[int, str]]) -> None:
    """Count and log the pages as they are recognised, and make way between them."""
    before = len(load_pages(sha256))
    progress.set_total(before + len(missing))
    progress.advance(before)
    for number, sentence in recognized:
        progress.say(sentence)
        progress.advance()
        if is_stored(sha256, number):  # a page that failed would be tried again
            progress.make_way(JobKind.RECOGNITION)
