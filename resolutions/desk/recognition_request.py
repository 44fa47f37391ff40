"""Recognition of scanned pages: the engine of the operator, and the job that an upload waits for."""

from django.conf import settings

from resolutions.jobs.queue import start_job
from resolutions.models import Job, JobKind, Upload
from resolutions.recognition.engine import Engine
from resolutions.recognition.installed_engines import find_engine
from resolutions.sources import ScannedFileError

RECOGNITION_KEY = "ocr {}"
_NOT_RECOGNIZED = "机器没有从中认出文字。请提供更清楚、端正的扫描件，或带文字层的 PDF、DOCX、纯文本。"
_NOT_ENABLED = "服务器没有启用文字识别：请管理员安装识别程序，或提供带文字层的 PDF、DOCX 或纯文本。"


def configured_engine() -> Engine | None:
    """Return the engine of the settings; None where the operator wants none or has not installed it."""
    return find_engine(settings.OCR_ENGINE)


def recognizes_scans() -> bool:
    """Return whether scanned pages are recognised here."""
    return configured_engine() is not None


def request_recognition(upload: Upload) -> Job:
    """Start the job that recognises the scanned pages of a waiting upload, unless it is unfinished."""
    key = RECOGNITION_KEY.format(upload.pk)
    return start_job(JobKind.RECOGNITION, upload.name, {"upload_id": upload.pk}, key=key, user=upload.uploaded_by)


def describe_request(pages: int) -> str:
    """Return the sentence of an upload that waits for the recognition of ``pages`` pages."""
    return f"有 {pages} 页是扫描的图片，正在后台识别文字，认完即成草稿。"


def describe_refusal(error: ScannedFileError) -> str:
    """Return the reason why a scanned file is refused, with what helps against it."""
    why = _NOT_RECOGNIZED if configured_engine() else _NOT_ENABLED
    return f"这份文件是扫描件或图片：{len(error.pages)} 页都没有文字层。{why}"
