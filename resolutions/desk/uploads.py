"""Uploads: store each file with a row at once, then read it and record the outcome in the row.

The document is written in the same transaction as the outcome. A process that is killed leaves the row waiting.
"""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import QuerySet

from resolutions.desk.change_preview import DocumentDiff, preview_change
from resolutions.desk.existing_text import ExistingText, find_existing_text
from resolutions.models import Document, SourceFile, Upload, UploadState
from resolutions.sources import (
    ArchivedFile,
    SourceError,
    SourceText,
    extract_text,
    is_archive,
    iter_archive,
    require_valid_size,
)
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import originals
from resolutions.writing.corrections import ensure_stub_with_symbol
from resolutions.writing.derivation import parse_source
from resolutions.writing.errors import LostOriginalError
from resolutions.writing.locking import lock_document
from resolutions.writing.publish import ingest_file

_MAX_NAME_LENGTH = 255  # characters
_MAX_RECORDED_SIZE = 2**31 - 1  # bytes, the largest value of the column; an archive may claim more


def receive_file(data: bytes, name: str, *, user: User | None = None, symbol: str = "") -> Upload:
    """Store the bytes and write a waiting upload for them. ``symbol`` names the document they are meant for.

    An empty or too large file is refused, and its bytes are not stored. Raises OSError or OperationalError when the
    storage or the database takes nothing; then neither bytes nor row are written.
    """
    try:
        require_valid_size(len(data), name)
    except SourceError as error:
        return record_refusal(name, len(data), str(error), user=user)
    facts = {"name": sanitize_file_name(name), "size": len(data), "uploaded_by": user, "symbol": symbol}
    sha256 = originals.store_file(data)
    try:
        return Upload.objects.create(sha256=sha256, **facts)
    except OperationalError:  # the database takes no row, for example because its disk is full
        originals.delete_if_unused(sha256)
        raise


def sanitize_file_name(name: str) -> str:
    r"""Return a file name that is safe to print: no control characters, no marks that change the text direction.

    >>> sanitize_file_name("gnp.\u202efdp.exe"), sanitize_file_name("\x00")
    ('gnp.fdp.exe', '无名文件')
    """
    return "".join(character for character in name if character.isprintable())[-_MAX_NAME_LENGTH:] or "无名文件"


def receive_file_or_archive(data: bytes, name: str, *, user: User | None = None, symbol: str = "") -> Iterator[Upload]:
    """Store a file, or each file of a ZIP archive, and yield the uploads.

    A file that the archive cannot give is refused by name. Raises what ``receive_file`` raises; the uploads before
    are complete.
    """
    if not is_archive(data):
        yield receive_file(data, name, user=user, symbol=symbol)
        return
    try:
        for file in iter_archive(data, name):
            yield _receive_archived(file, user)
    except SourceError as error:
        yield record_refusal(name, len(data), str(error), user=user)


def _receive_archived(file: ArchivedFile, user: User | None) -> Upload:
    try:
        return receive_file(file.read(), file.name, user=user)
    except SourceError as error:
        return record_refusal(file.name, file.size, str(error), user=user)


def record_refusal(name: str, size: int, reason: str, *, user: User | None = None) -> Upload:
    """Write an upload that gives the reason of its refusal; its bytes are not stored."""
    facts = {"name": sanitize_file_name(name), "size": min(size, _MAX_RECORDED_SIZE), "uploaded_by": user}
    return Upload.objects.create(state=UploadState.REFUSED, message=reason, **facts)


def process_upload(upload: Upload) -> Upload:
    """Read a waiting upload and record the outcome; an upload that another process is reading is left alone."""
    try:
        processed = _process_locked(upload.pk)
    except IntegrityError:  # the same bytes were uploaded twice at once, and the other document is written now
        processed = _process_locked(upload.pk)
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
def _process_locked(upload_id: int) -> Upload:
    waiting = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload_id, state=UploadState.WAITING)
    upload = waiting.first()
    if upload is None:
        return Upload.objects.select_related("document").get(pk=upload_id)
    try:
        _decide_outcome(upload)
    except SourceError as error:
        upload.state, upload.message = UploadState.REFUSED, str(error)
    upload.save()
    return upload


def _decide_outcome(upload: Upload) -> None:
    """Set the outcome: known already, a question to the editor, or a new draft. Raises SourceError."""
    if known := SourceFile.objects.filter(sha256=upload.sha256).select_related("document").first():
        upload.state, upload.document = UploadState.HELD, known.document
        upload.message = f"同样的文件（SHA-256 相同）已于 {known.uploaded_at:%Y-%m-%d} 收录，没有改动。"
        return
    data = _read_bytes(upload)
    extracted, parsed = _read(upload, data)
    symbol = parsed.symbol or upload.symbol
    existing = find_existing_text(parsed, extracted.text, symbol)
    if existing and not existing.has_other_symbol:
        ask_editor(upload, existing.document, symbol, _describe_likeness(existing))
        return
    upload.message = _describe_doubts(upload, parsed, existing)
    upload.symbol = symbol
    _ingest_as_draft(upload, data, extracted, parsed)


def _read(upload: Upload, data: bytes) -> tuple[SourceText, ParsedDocument]:
    """Extract and parse the file; a symbol that the editor named goes before one in its name. Raises SourceError."""
    extracted = extract_text(data, upload.name)
    file_name = "" if upload.symbol else upload.name
    return extracted, parse_source(extracted.text, extracted.links, extracted.warnings, file_name=file_name)


def _describe_likeness(existing: ExistingText) -> str:
    document = existing.document
    if existing.share is None:
        return f"{document} 已有文本（{document.get_status_display()}）。这是它的新版本，还是传错了？"
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
        reason="上传",
        existing=existing,
        extracted=extracted,
        parsed=parsed,
    )
    upload.state, upload.document = UploadState.READ, result.document


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
    """Put the file's text in force; the old text stays in the history.

    Raises EditConflictError when the document was changed since ``edit_token``.
    """
    upload = _lock_upload(upload)
    if upload.state == UploadState.ASKED:
        lock_document(document_in_question(upload).pk, edit_token)
        _ingest_as_version(upload, user=user)
        upload.state, upload.message = UploadState.READ, "已作为新版本采用。"
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


def cancel_upload(upload: Upload) -> Upload:
    """Cancel an upload, and delete its bytes unless a document or another upload needs them."""
    with transaction.atomic():
        upload = _lock_upload(upload)
        if upload.state in (UploadState.ASKED, UploadState.WAITING):
            upload.state = UploadState.CANCELLED
            upload.save()
    originals.delete_if_unused(upload.sha256)
    return upload


def _lock_upload(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=["self"]).select_related("document").get(pk=upload.pk)


def _ingest_as_version(upload: Upload, *, user: User | None = None) -> None:
    data = _read_bytes(upload)
    user = user or upload.uploaded_by
    ingest_file(data, upload.name, user=user, publish=False, reason="新版本", existing=document_in_question(upload))
