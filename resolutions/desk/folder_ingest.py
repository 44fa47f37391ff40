"""Ingest of files from a folder: it repeats without loss, because the work of editors is never replaced.

A folder is read again at every start of `make run`. Files that the portal has had before write nothing. The folder's
other text of a document that an editor has changed becomes a question at the desk, as an upload of the same file does.
"""

import hashlib

from django.db import transaction

from resolutions.desk import receiving, uploads, versions
from resolutions.desk.existing_text import ExistingText, find_existing_text
from resolutions.models import Document, SourceFile, Status, Upload, UploadState
from resolutions.sources import SourceError, extract_text
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import originals
from resolutions.writing.derivation import parse_source
from resolutions.writing.ingest import IngestResult
from resolutions.writing.locking import lock_document
from resolutions.writing.publication import find_text_obstacles
from resolutions.writing.publish import build_file, ensure_indexed, ingest_file
from resolutions.writing.text_reserve import was_edited
from resolutions.writing.version_drafts import keep_beside

ASKED, DECLINED = "asked", "declined"
_REASON = "由命令行收录"
_EDITED = (
    "文件夹里的这个文件是 {document} 的另一份文本，而这份文件经编辑改动过，所以没有替换。采用为新版本，还是传错了？"
)
_DOUBTFUL = "文件夹里的这个文件像是 {document} 的另一份文本，但不能发布，所以没有替换。采用为新版本，还是传错了？"
_DECLINED_MESSAGE = "编辑没有采用这个文件，没有再问。"


@transaction.atomic
def ingest_from_folder(
    data: bytes, name: str, *, publish: bool = True, replace: bool = False, language: str = ""
) -> IngestResult:
    """Ingest a file unless that would undo the work of an editor.

    Another text of a published document becomes a draft beside it, unless ``replace`` puts it in force at once.
    The status of the result is one of ``IngestResult``, or ``asked`` when the file waits for a decision at the desk,
    ``beside`` when it is such a draft, or ``declined`` when an editor cancelled an upload of these bytes. Bytes that
    are an older version of a document are ``unchanged``. A new file in another language than ``language`` is refused,
    without it in none. Raises SourceError, and OSError when nothing can be stored.
    """
    source = SourceFile.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    if source:
        originals.store_file(data)  # replaces stored bytes that are missing or damaged
        document = lock_document(source.document_id)
        latest = document.versions.first()
        if replace and (draft := document.versions.filter(source=source, is_draft=True).first()):
            versions.put_in_force(draft)
            return IngestResult(document, "changed")
        if latest and latest.source_id != source.pk:
            ensure_indexed(document)
            return IngestResult(document, "unchanged")
        return ingest_file(data, name, publish=publish, reason=_REASON)
    extracted = extract_text(data, name)
    parsed = parse_source(extracted.text, extracted.links, extracted.warnings, file_name=name)
    if language and parsed.language != language:
        raise SourceError(name, f"语言不是所要的 {language}，而是 {parsed.language}。")
    existing = find_existing_text(parsed, extracted.text)
    if existing and (question := _find_question(existing, parsed)):
        return _ask(data, name, lock_document(existing.document.pk), parsed.symbol, question)
    if existing and existing.share is None and existing.document.status == Status.PUBLISHED and not replace:
        file = build_file(data, name, extracted)
        return keep_beside(lock_document(existing.document.pk), parsed, file, reason=_REASON)
    return ingest_file(data, name, publish=publish, reason=_REASON, extracted=extracted, parsed=parsed)


def preview_ingest(
    data: bytes, name: str, *, publish: bool = True, replace: bool = False, language: str = ""
) -> IngestResult:
    """Return the result that ``ingest_from_folder`` would have; database, storage and index stay as they were."""
    try:
        with transaction.atomic():
            result = ingest_from_folder(data, name, publish=publish, replace=replace, language=language)
            transaction.set_rollback(True)
    finally:
        originals.delete_if_unused(hashlib.sha256(data).hexdigest())
    return result


def _find_question(existing: ExistingText, parsed: ParsedDocument) -> str:
    """Return the question to the editor, empty where the new text may replace the existing one or stands apart.

    Texts that are nearly the same are two documents when both have a symbol, unless an editor gave one its symbol.
    """
    document = existing.document
    if was_edited(document):
        given = (
            existing.has_other_symbol and document.corrections.filter(action="field", values__name="symbol").exists()
        )
        return _EDITED if given or not existing.has_other_symbol else ""
    replaces_published = existing.share is None and document.status == Status.PUBLISHED
    return _DOUBTFUL if replaces_published and find_text_obstacles(parsed) else ""


def _ask(data: bytes, name: str, document: Document, symbol: str, question: str) -> IngestResult:
    """Write the upload with the question, once for the same bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = Upload.objects.filter(sha256=sha256, document=document).first()
    if earlier and earlier.state == UploadState.CANCELLED:
        return IngestResult(document, DECLINED, (_DECLINED_MESSAGE,))
    message = question.format(document=document)
    if not earlier or earlier.state != UploadState.ASKED:
        upload = receiving.receive_file(data, name)
        if upload.state == UploadState.WAITING:
            uploads.ask_editor(upload, document, symbol, message)
            upload.save()
    return IngestResult(document, ASKED, (message,))
