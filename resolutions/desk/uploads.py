"""Files as they reach the desk: kept at once, read one by one, each with a sentence about what became of it.

The row of ``Upload`` is written before the file is read, and what is read is written in one
transaction with it: a process killed in between leaves the row waiting, to be taken up again.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from resolutions.desk.change_preview import DocumentDiff, preview_change
from resolutions.desk.duplicates import find_near_duplicate
from resolutions.models import Document, SourceFile, Status, Upload, UploadState
from resolutions.sources import (
    ArchivedFile,
    SourceError,
    SourceText,
    extract_text,
    is_archive,
    iter_archive,
    require_valid_size,
)
from resolutions.text import read_document
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import corrections, originals
from resolutions.writing.publish import ingest_file

_LONGEST_NAME = 255
_LARGEST_SIZE = 2**31 - 1  # bytes that the column holds; an archive may claim more


def receive_file(data: bytes, name: str, *, user=None, symbol: str = "") -> Upload:
    """Keep the bytes and a row for them; nothing is read yet. ``symbol`` is the document they are meant for.

    An empty or too large file is refused here, and its bytes are not kept.
    """
    try:
        require_valid_size(len(data), name)
    except SourceError as error:
        return record_refusal(name, len(data), str(error), user=user)
    facts = {"name": sanitize_file_name(name), "size": len(data), "uploaded_by": user, "symbol": symbol}
    return Upload.objects.create(sha256=originals.store_file(data), **facts)


def sanitize_file_name(name: str) -> str:
    r"""The file's name as it may be shown: no control characters and no marks that turn the direction of writing.

    >>> sanitize_file_name("gnp.\u202efdp.exe"), sanitize_file_name("\x00")
    ('gnp.fdp.exe', '无名文件')
    """
    return "".join(character for character in name if character.isprintable())[-_LONGEST_NAME:] or "无名文件"


def receive_file_or_archive(data: bytes, name: str, *, user=None, symbol: str = "") -> list[Upload]:
    """Keep a file, or each file of a zipped folder; what cannot be taken out of it is refused by name."""
    if not is_archive(data):
        return [receive_file(data, name, user=user, symbol=symbol)]
    kept: list[Upload] = []
    try:
        for file in iter_archive(data, name):
            kept.append(_receive_archived(file, user))
    except SourceError as error:
        kept.append(record_refusal(name, len(data), str(error), user=user))
    return kept


def _receive_archived(file: ArchivedFile, user) -> Upload:
    try:
        return receive_file(file.read(), file.name, user=user)
    except SourceError as error:
        return record_refusal(file.name, file.size, str(error), user=user)


def record_refusal(name: str, size: int, reason: str, *, user=None) -> Upload:
    """A row that says why a file was not taken; its bytes are not kept."""
    facts = {"name": sanitize_file_name(name), "size": min(size, _LARGEST_SIZE), "uploaded_by": user}
    return Upload.objects.create(state=UploadState.REFUSED, message=reason, **facts)


def process_upload(upload: Upload) -> Upload:
    """Read one waiting file and say in its row what became of it; a file that another process reads is left to it."""
    try:
        read = _read_locked(upload.pk)
    except IntegrityError:  # the same bytes came in twice at one moment; the other is written now
        read = _read_locked(upload.pk)
    if read.state == UploadState.REFUSED:
        originals.delete_if_unused(read.sha256)
    return read


def waiting_uploads() -> Iterable[Upload]:
    """Uploads that were received and never read: a process was killed meanwhile."""
    return Upload.objects.filter(state=UploadState.WAITING).order_by("pk")


def undecided_uploads() -> Iterable[Upload]:
    """Uploads that wait for the editor's word."""
    return Upload.objects.filter(state=UploadState.ASKED).select_related("document")


@transaction.atomic
def _read_locked(key: int) -> Upload:
    upload = Upload.objects.select_for_update(skip_locked=True).filter(pk=key, state=UploadState.WAITING).first()
    if upload is None:
        return Upload.objects.select_related("document").get(pk=key)
    try:
        _judge(upload)
    except SourceError as error:
        upload.state, upload.message = UploadState.REFUSED, str(error)
    upload.save()
    return upload


def _judge(upload: Upload) -> None:
    """Say what the file is: already here, a question for the editor, or a new draft."""
    if known := SourceFile.objects.filter(sha256=upload.sha256).select_related("document").first():
        upload.state, upload.document = UploadState.HELD, known.document
        upload.message = f"同样的文件（SHA-256 相同）已于 {known.uploaded_at:%Y-%m-%d} 收录，没有改动。"
        return
    if not originals.is_stored(upload.sha256):
        raise SourceError(upload.name, "文件的内容已不在存储中，请重新上传。")
    data = originals.read_original(upload.sha256)
    taken = extract_text(data, upload.name)
    parsed = read_document(taken.text)
    symbol = parsed.symbol or upload.symbol
    if same := Document.objects.filter(symbol=symbol).exclude(symbol="").exclude(status=Status.STUB).first():
        _ask(upload, same, symbol, f"{same} 已有文本（{same.get_status_display()}）。这是它的新版本，还是传错了？")
        return
    near = find_near_duplicate(taken.text)
    if near and not (parsed.symbol and near[0].symbol):
        _ask(upload, near[0], symbol, f"文本与《{near[0]}》几乎相同（约 {near[1]:.0%}）。")
        return
    upload.message = _notes(upload, parsed, near)
    upload.symbol = symbol
    _take_in(upload, data, taken, parsed)


def _ask(upload: Upload, document: Document, symbol: str, message: str) -> None:
    upload.state, upload.document, upload.symbol, upload.message = UploadState.ASKED, document, symbol, message


def _take_in(upload: Upload, data: bytes, taken: SourceText, parsed: ParsedDocument) -> None:
    """Write the file as a draft; where its text names no symbol it goes to the one the editor named."""
    named = upload.symbol if not parsed.symbol else ""
    into = corrections.ensure_stub_with_symbol(named, user=upload.uploaded_by) if named else None
    outcome = ingest_file(
        data, upload.name, user=upload.uploaded_by, publish=False, reason="上传", into=into, taken=taken
    )
    upload.state, upload.document = UploadState.READ, outcome.document


def _notes(upload: Upload, parsed: ParsedDocument, near: tuple[Document, float] | None) -> str:
    notes = []
    if upload.symbol and parsed.symbol and parsed.symbol != upload.symbol:
        notes.append(f"文本所载文号是 {parsed.symbol}，不是所选的 {upload.symbol}。")
    if near:
        notes.append(f"文本与 {near[0]} 约有 {near[1]:.0%} 相同，但文号不同。")
    return "".join(notes)


def preview_as_version(upload: Upload) -> DocumentDiff:
    """What the document would be with this file as its new version. Raises SourceError."""
    return preview_change(upload.document, lambda: _write_version(upload))


@transaction.atomic
def accept_as_version(upload: Upload, *, user=None, version: str = "") -> Upload:
    """The file becomes the document's text in force; the old text stays in the history.

    Raises EditConflictError when the document is not as the editor saw it.
    """
    upload = _asked(upload)
    if upload.state == UploadState.ASKED:
        corrections.lock_document(upload.document_id, version)
        _write_version(upload, user=user)
        upload.state, upload.message = UploadState.READ, "已作为新版本采用。"
        upload.save()
    return upload


@transaction.atomic
def accept_as_document(upload: Upload, *, user=None) -> Upload:
    """A text that is nearly another's is a document of its own; one of the same symbol cannot be."""
    upload = _asked(upload)
    if upload.state == UploadState.ASKED and can_be_own_document(upload):
        data = originals.read_original(upload.sha256)
        taken = extract_text(data, upload.name)
        _take_in(upload, data, taken, read_document(taken.text))
        upload.message = "已作为另一份文件收录。"
        upload.save()
    return upload


def can_be_own_document(upload: Upload) -> bool:
    """Whether the file in question can be a document beside the one it resembles: not under the same symbol."""
    return not upload.symbol or upload.symbol != upload.document.symbol


def cancel_upload(upload: Upload) -> Upload:
    """The editor does not want the file; its bytes go."""
    with transaction.atomic():
        upload = _asked(upload)
        if upload.state in (UploadState.ASKED, UploadState.WAITING):
            upload.state = UploadState.CANCELLED
            upload.save()
    originals.delete_if_unused(upload.sha256)
    return upload


def _asked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=["self"]).select_related("document").get(pk=upload.pk)


def _write_version(upload: Upload, *, user=None) -> None:
    data = originals.read_original(upload.sha256)
    ingest_file(
        data,
        upload.name,
        user=user or upload.uploaded_by,
        publish=False,
        reason="新版本",
        into=upload.document,
    )
