"""Ingest of files from a folder: it repeats without loss, because the work of editors is never replaced.

A folder is read again at every start of `make run`. Files that the portal has had before write nothing. The folder's
other text of a document that an editor has changed becomes a question at the desk, as an upload of the same file does.
"""

import hashlib

from django.db import transaction

from resolutions.desk import uploads
from resolutions.desk.duplicates import find_near_duplicate
from resolutions.models import Document, SourceFile, Status, Upload, UploadState
from resolutions.sources import SourceText, extract_text
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import originals
from resolutions.writing.catalogue import find_catalogue_document
from resolutions.writing.derivation import parse_source
from resolutions.writing.ingest import IngestResult
from resolutions.writing.locking import lock_document
from resolutions.writing.publish import ensure_indexed, ingest_file

ASKED, DECLINED = "asked", "declined"
_REASON = "由命令行收录"
_QUESTION = (
    "文件夹里的这个文件是 {document} 的另一份文本，而这份文件经编辑改动过，所以没有替换。采用为新版本，还是传错了？"
)
_DECLINED_MESSAGE = "编辑没有采用这个文件，没有再问。"


@transaction.atomic
def ingest_from_folder(data: bytes, name: str, *, publish: bool = True) -> IngestResult:
    """Ingest a file unless that would undo the work of an editor.

    The status of the result is one of ``IngestResult``, or ``asked`` when the file waits for a decision at the desk, or
    ``declined`` when an editor cancelled an upload of these bytes. Bytes that are an older version of a document
    are ``unchanged``. Raises SourceError, and OSError when the storage takes no file.
    """
    source = SourceFile.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    if source:
        originals.store_file(data)  # replaces stored bytes that are missing or damaged
        document = lock_document(source.document_id)
        latest = document.versions.first()
        if latest and latest.source_id != source.pk:
            ensure_indexed(document)
            return IngestResult(document, "unchanged")
        return ingest_file(data, name, publish=publish, reason=_REASON)
    extracted = extract_text(data, name)
    parsed = parse_source(extracted.text, extracted.links, extracted.warnings)
    changed_by_editor = _find_edited_document(parsed, extracted)
    if changed_by_editor:
        return _ask(data, name, lock_document(changed_by_editor.pk), parsed.symbol)
    return ingest_file(data, name, publish=publish, reason=_REASON, extracted=extracted, parsed=parsed)


def preview_ingest(data: bytes, name: str, *, publish: bool = True) -> IngestResult:
    """Return the result that ``ingest_from_folder`` would have; database, storage and index stay as they were."""
    try:
        with transaction.atomic():
            result = ingest_from_folder(data, name, publish=publish)
            transaction.set_rollback(True)
    finally:
        originals.delete_if_unused(hashlib.sha256(data).hexdigest())
    return result


def _find_edited_document(parsed: ParsedDocument, extracted: SourceText) -> Document | None:
    """Return the document that has another text of this file, if an editor has changed it.

    It has the symbol of the text; without a symbol, or when an editor has given the text another symbol, it is the
    document with nearly the same text.
    """
    existing = find_catalogue_document(parsed)
    if existing is None and parsed.symbol:
        existing = Document.objects.filter(symbol=parsed.symbol).first()
    if existing and existing.status != Status.STUB:
        return existing if _was_edited(existing) else None
    near = find_near_duplicate(extracted.text)
    if not near or not _was_edited(near[0]):
        return None
    has_other_symbol = near[0].corrections.filter(action="field", values__name="symbol").exists()
    return near[0] if has_other_symbol or not (parsed.symbol and near[0].symbol) else None


def _was_edited(document: Document) -> bool:
    """Return true when a person changed the document, at the desk or by a correction; up to three queries."""
    return (
        document.changes.exclude(by_name="").exists()
        or document.corrections.exists()
        or document.citations_made.by_staff().exists()
    )


def _ask(data: bytes, name: str, document: Document, symbol: str) -> IngestResult:
    """Write the upload with the question, once for the same bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = Upload.objects.filter(sha256=sha256, document=document).first()
    if earlier and earlier.state == UploadState.CANCELLED:
        return IngestResult(document, DECLINED, (_DECLINED_MESSAGE,))
    message = _QUESTION.format(document=document)
    if not earlier or earlier.state != UploadState.ASKED:
        upload = uploads.receive_file(data, name)
        uploads.ask_editor(upload, document, symbol, message)
        upload.save()
    return IngestResult(document, ASKED, (message,))
