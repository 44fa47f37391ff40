"""Scanned pages of originals that are stored: those that were left out because no engine recognised them."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from resolutions.desk.page_recognition import find_scanned_pages
from resolutions.desk.versions import reread_document
from resolutions.jobs.queue import start_job
from resolutions.models import Document, Job, JobKind, SourceFile, Status
from resolutions.sources.extracted_text import UNREAD_SCANS
from resolutions.writing import originals

_KEY = "ocr document {}"
_REREAD = "扫描页已认出，草稿已重新读取。"
_TO_BE_ADOPTED = "扫描页已认出。读者看到的文本没有变：请到“重新读取”查看差别，再决定是否采用。"


def has_unread_scans(document: Document) -> bool:
    """Return True if the reading of the text in force left out pages that are pictures; no query."""
    return document.status != Status.DISCARDED and any(UNREAD_SCANS in sentence for sentence in document.warnings)


def documents_with_unread_scans() -> QuerySet[Document]:
    """Select the documents with a text whose reading left out pages that are pictures."""
    return Document.objects.filter(warnings__icontains=UNREAD_SCANS).exclude(status=Status.DISCARDED).order_by("pk")


def request_recognition_of(document: Document, user: User | None = None) -> Job:
    """Start the job that recognises the scanned pages of a document's original, unless it is unfinished."""
    key = _KEY.format(document.pk)
    return start_job(JobKind.RECOGNITION, str(document), {"document_id": document.pk}, key=key, user=user)


def find_recognition_job(document: Document) -> Job | None:
    """Return the unfinished job that recognises a document's original; one query."""
    return Job.objects.unfinished().filter(key=_KEY.format(document.pk)).first()


def load_scan(document: Document) -> tuple[SourceFile, bytes, tuple[int, ...]]:
    """Return the original in force, its bytes, and the numbers of its pages that are still unread.

    Raises SourceError, and LostOriginalError when its bytes are lost.
    """
    source = document.versions.select_related("source").get(is_in_force=True).source
    data = originals.read_original(source.sha256)
    return source, data, find_scanned_pages(data, source.name)


def take_recognized_text(document: Document) -> str:
    """Read a draft again with its recognised pages; leave a published text as it is. Return what became of it.

    Raises what ``reread_document`` raises.
    """
    if document.status == Status.PUBLISHED:
        return _TO_BE_ADOPTED
    reread_document(document)
    return _REREAD
