"""Uploads: read each file that was received and record the outcome in its row.

The document is written in the same transaction as the outcome. A process that is killed leaves the row waiting.
"""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from resolutions.desk.change_preview import DocumentDiff, preview_change
from resolutions.desk.existing_text import ExistingText, find_existing_text
from resolutions.desk.known_files import answer_known
from resolutions.desk.recognition_request import (
    configured_engine,
    describe_refusal,
    describe_request,
    request_recognition,
)
from resolutions.models import Document, SourceFile, Status, TextOrigin, Upload, UploadState
from resolutions.models.choices import chinese_display
from resolutions.sources import ScannedFileError, SourceError, SourceText
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import corrections, originals
from resolutions.writing.corrections import HEADING_LABELS, ensure_stub_with_symbol
from resolutions.writing.derivation import parse_source
from resolutions.writing.errors import LostOriginalError
from resolutions.writing.ingest import TRANSLATION, UPLOADED, Provenance
from resolutions.writing.locking import lock_document
from resolutions.writing.page_recognition import extract_stored_text
from resolutions.writing.publish import apply_correction, build_file, ingest_file
from resolutions.writing.translations import has_chinese_text
from resolutions.writing.version_drafts import keep_beside


class _RecognitionNeededError(Exception):
    """Pages of a file are pictures that can be recognised; the argument is their number."""


def process_upload(upload: Upload, *, may_recognize: bool = True) -> Upload:
    """Read a waiting upload and record the outcome; an upload that another process is reading is left alone.

    A file with scanned pages stays waiting for a job that recognises them. Without ``may_recognize`` it is read as far
    as it can be.
    """
    try:
        processed = _process_locked(upload.pk, may_recognize)
    except IntegrityError:  # the same bytes were uploaded twice at once, and the other document is written now
        processed = _process_locked(upload.pk, may_recognize)
    if processed.state == UploadState.WAITING and processed.message:
        request_recognition(processed)
        processed.refresh_from_db()
    if processed.state == UploadState.REFUSED:
        originals.delete_if_unused(processed.sha256)
    return processed


def waiting_uploads() -> QuerySet[Upload]:
    """Select the uploads that were not read because a process was killed; oldest first."""
    return Upload.objects.filter(state=UploadState.WAITING).order_by("pk")


def undecided_uploads() -> QuerySet[Upload]:
    """Select the uploads that wait for a decision of the editor; newest first."""
    return Upload.objects.filter(state=UploadState.ASKED).select_related("document")


@transaction.atomic
def _process_locked(upload_id: int, may_recognize: bool) -> Upload:
    waiting = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload_id, state=UploadState.WAITING)
    upload = waiting.first()
    if upload is None:
        return Upload.objects.select_related("document").get(pk=upload_id)
    try:
        _decide_outcome(upload, may_recognize)
    except _RecognitionNeededError as needed:
        upload.message = describe_request(*needed.args)
    except ScannedFileError as error:
        upload.state, upload.message = UploadState.REFUSED, describe_refusal(error)
    except SourceError as error:
        upload.state, upload.message = UploadState.REFUSED, str(error)
    upload.save()
    return upload


def _decide_outcome(upload: Upload, may_recognize: bool) -> None:
    """Set the outcome: known already, a question to the editor, or a new draft.

    Raises SourceError, and _RecognitionNeededError when ``may_recognize`` and there is an engine for scanned pages.
    """
    if known := SourceFile.objects.filter(sha256=upload.sha256).select_related("document").first():
        answer_known(upload, known)
        return
    data = _read_bytes(upload)
    extracted, parsed = _read(upload, data, may_recognize)
    symbol = parsed.symbol or upload.symbol
    existing = find_existing_text(parsed, extracted.text, symbol)
    if existing and not existing.has_other_symbol:
        ask_editor(upload, existing.document, symbol, _describe_likeness(existing))
        return
    upload.message = _describe_doubts(upload, parsed, existing)
    upload.symbol = symbol
    _ingest_as_draft(upload, data, extracted, parsed)


def _read(upload: Upload, data: bytes, may_recognize: bool = False) -> tuple[SourceText, ParsedDocument]:
    """Extract and parse the file; a symbol that the editor named goes before one in its name.

    Raises SourceError and _RecognitionNeededError.
    """
    may_recognize = may_recognize and configured_engine() is not None
    try:
        extracted = extract_stored_text(data, upload.name)
    except ScannedFileError as error:
        if may_recognize:
            raise _RecognitionNeededError(len(error.pages)) from error
        raise
    if may_recognize and extracted.scanned_pages:
        raise _RecognitionNeededError(len(extracted.scanned_pages))
    file_name = "" if upload.symbol else upload.name
    return extracted, parse_source(extracted.text, extracted.links, extracted.warnings, file_name=file_name)


def _describe_likeness(existing: ExistingText) -> str:
    document = existing.document
    if existing.share is None and not has_chinese_text(document):
        return f"{document} 已有外文草稿，这是它的中文本。采用之后外文本留在历史里。"
    if existing.share is None:
        return f"{document} 已有文本（{chinese_display(document, 'status')}）。这是它的新版本，还是传错了？"
    return f"文本与《{document}》几乎相同（约 {existing.share:.0%}）。"


def _read_bytes(upload: Upload) -> bytes:
    """Return the bytes of an upload. Raises SourceError when the storage has lost them."""
    try:
        return originals.read_original(upload.sha256)
    except LostOriginalError as error:
        raise SourceError(upload.name, "文件的内容已不在存储中或已损坏，请重新上传。") from error


def ask_editor(upload: Upload, document: Document, symbol: str, message: str) -> None:
    """Make an upload wait for a decision: is it a version of ``document``? Nothing is saved."""
    upload.state, upload.document, upload.symbol, upload.message = UploadState.ASKED, document, symbol, message


def _ingest_as_draft(upload: Upload, data: bytes, extracted: SourceText, parsed: ParsedDocument) -> None:
    """Write the file as a draft. A text without a symbol goes to the document that the editor named."""
    named = upload.symbol if not parsed.symbol else ""
    existing = ensure_stub_with_symbol(named, user=upload.uploaded_by) if named else None
    result = ingest_file(
        data,
        upload.name,
        user=upload.uploaded_by,
        publish=False,
        reason="从联合国取来" if upload.source_url else "上传",
        existing=existing,
        extracted=extracted,
        parsed=parsed,
        provenance=Provenance(TextOrigin.UN, url=upload.source_url) if upload.source_url else UPLOADED,
    )
    upload.state, upload.document = UploadState.READ, result.document
    if result.status == TRANSLATION:
        upload.message += "".join(result.warnings)
        return
    if upload.given:
        _apply_manifest(upload, result.document)


def _apply_manifest(upload: Upload, document: Document) -> None:
    """Correct the heading by the values of the manifest; those that the text has already are no corrections."""
    apply_correction(corrections.correct_heading, document.pk, upload.given, user=upload.uploaded_by)
    names = "、".join(label for name, label in HEADING_LABELS.items() if name in upload.given)
    upload.message += f"清单给出{names}。"


def _describe_doubts(upload: Upload, parsed: ParsedDocument, existing: ExistingText | None) -> str:
    sentences = []
    if upload.symbol and parsed.symbol and parsed.symbol != upload.symbol:
        sentences.append(f"文本所载文号是 {parsed.symbol}，不是所选的 {upload.symbol}。")
    if existing:
        sentences.append(f"文本与 {existing.document} 约有 {existing.share:.0%} 相同，但文号不同。")
    return "".join(sentences)


def document_in_question(upload: Upload) -> Document:
    """Return the document that an undecided upload resembles. Raises Document.DoesNotExist when it is gone."""
    if upload.document is None:
        raise Document.DoesNotExist
    return upload.document


def preview_as_version(upload: Upload) -> DocumentDiff:
    """Return the difference that the file would make as a new version. Raises SourceError."""
    return preview_change(document_in_question(upload), lambda: _ingest_as_version(upload))


@transaction.atomic
def accept_as_version(upload: Upload, *, user: User | None = None, edit_token: str = "") -> Upload:
    """Put the file's text in force, or keep it as a draft beside a published one; the old text stays in the history.

    Raises EditConflictError when the document was changed since ``edit_token``.
    """
    upload = _lock_upload(upload)
    if upload.state == UploadState.ASKED:
        document = lock_document(document_in_question(upload).pk, edit_token)
        if document.status == Status.PUBLISHED:
            _keep_beside(upload, document, user=user)
            upload.message = "已存为新版本草稿；发布之前，读者看到的仍是原来的文本。"
        else:
            _ingest_as_version(upload, user=user)
            upload.message = "已作为新版本采用。"
        upload.state = UploadState.READ
        upload.save()
    return upload


@transaction.atomic
def accept_as_document(upload: Upload) -> Upload:
    """Write the file as a document of its own, unless it has the symbol of the document it resembles."""
    upload = _lock_upload(upload)
    if upload.state == UploadState.ASKED and can_be_own_document(upload):
        data = _read_bytes(upload)
        extracted, parsed = _read(upload, data)
        _ingest_as_draft(upload, data, extracted, parsed)
        upload.message = "已作为另一份文件收录。"
        upload.save()
    return upload


def can_be_own_document(upload: Upload) -> bool:
    """Return false when the file has the same symbol as the document it resembles."""
    return not upload.symbol or upload.symbol != document_in_question(upload).symbol


@transaction.atomic
def discard_upload(upload: Upload) -> Upload:
    """Discard an upload that waits or is asked about; its bytes are kept for thirty days."""
    upload = _lock_upload(upload)
    if upload.state in (UploadState.ASKED, UploadState.WAITING):
        upload.state, upload.discarded_at = UploadState.CANCELLED, timezone.now()
        upload.save()
    return upload


def _lock_upload(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=["self"]).select_related("document").get(pk=upload.pk)


def _ingest_as_version(upload: Upload, *, user: User | None = None) -> None:
    data = _read_bytes(upload)
    user = user or upload.uploaded_by
    ingest_file(data, upload.name, user=user, publish=False, reason="新版本", existing=document_in_question(upload))


def _keep_beside(upload: Upload, document: Document, *, user: User | None = None) -> None:
    data = _read_bytes(upload)
    extracted, parsed = _read(upload, data)
    file = build_file(data, upload.name, extracted)
    keep_beside(document, parsed, file, user=user or upload.uploaded_by, reason="上传")
