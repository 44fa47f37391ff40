"""Receive files: store the bytes of each with a row at once, before anything is read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import OperationalError, transaction

from resolutions.desk.known_files import describe_queued, find_queued
from resolutions.desk.upload_manifest import (
    EMPTY,
    Manifest,
    ManifestError,
    is_manifest,
    is_manifest_file,
    read_manifest,
)
from resolutions.models import Upload, UploadState
from resolutions.sources import (
    ArchivedFile,
    Attachment,
    SourceError,
    is_archive,
    iter_archive,
    read_attachments,
    require_valid_size,
)
from resolutions.writing import originals

_MAIL = "邮件的 {count} 个附件已逐个收下。正文没有收录；需要时请把正文另存为文本再上传。"
_MAX_NAME_LENGTH = 255  # characters
_MAX_RECORDED_SIZE = 2**31 - 1  # bytes, the largest value of the column; an archive may claim more


@dataclass(frozen=True, slots=True)
class Submission:
    """Facts of files that an editor uploads together; ``symbol`` names the document that a single file is meant for.

    ``batch`` is the same for all of them. A file of the manifest has symbol and heading from its row. ``url`` is the
    address that they were fetched from.
    """

    user: User | None = None
    symbol: str = ""
    batch: str = ""
    manifest: Manifest = EMPTY
    url: str = ""


ANONYMOUS = Submission()


def receive_file(data: bytes, name: str, submission: Submission = ANONYMOUS) -> Upload:
    """Store the bytes and write a waiting upload for them.

    An empty or too large file is refused, and its bytes are not stored. A file whose bytes wait already is held, so
    that the queue has them once. Raises OSError or OperationalError when the storage or the database takes nothing;
    then neither bytes nor row are written.
    """
    try:
        require_valid_size(len(data), name)
    except SourceError as error:
        return record_refusal(name, len(data), str(error), submission)
    sha256 = hashlib.sha256(data).hexdigest()
    facts = {"name": sanitize_file_name(name), "size": len(data), "sha256": sha256, **_columns(submission, name)}
    try:
        with transaction.atomic():
            originals.lock_bytes(sha256)
            if queued := find_queued(sha256):
                return Upload.objects.create(state=UploadState.HELD, message=describe_queued(queued), **facts)
            originals.store_file(data)
            return Upload.objects.create(**facts)
    except OperationalError:  # the database takes no row, for example because its disk is full
        originals.delete_if_unused(sha256)
        raise


def _columns(submission: Submission, name: str) -> dict[str, Any]:
    row = submission.manifest.find(name)
    said = {"symbol": row.symbol or submission.symbol, "given": row.given} if row else {"symbol": submission.symbol}
    facts = {"uploaded_by": submission.user, "batch": submission.batch, "source_url": submission.url}
    return facts | said


def sanitize_file_name(name: str) -> str:
    r"""Return a file name that is safe to print: no control characters, no marks that change the text direction.

    >>> sanitize_file_name("gnp.\u202efdp.exe"), sanitize_file_name("\x00")
    ('gnp.fdp.exe', '无名文件')
    """
    return "".join(character for character in name if character.isprintable())[-_MAX_NAME_LENGTH:] or "无名文件"


def receive_file_or_archive(data: bytes, name: str, submission: Submission = ANONYMOUS) -> Iterator[Upload]:
    """Store a file, or each file of a ZIP archive or attachment of a mail, and yield the uploads.

    A file that the archive cannot give is refused by name. Raises what ``receive_file`` raises; the uploads before
    are complete.
    """
    if attachments := read_attachments(data):
        yield from _receive_mail(data, name, attachments, submission)
        return
    if not is_archive(data):
        yield receive_file(data, name, submission)
        return
    try:
        yield from _receive_archive(data, name, replace(submission, symbol=""))
    except SourceError as error:
        yield record_refusal(name, len(data), str(error), submission)


def _receive_mail(data: bytes, name: str, attachments: list[Attachment], submission: Submission) -> Iterator[Upload]:
    """Receive the attachments of a mail; the letter around them is no document."""
    facts = {"name": sanitize_file_name(name), "size": len(data), **_columns(replace(submission, symbol=""), name)}
    told = _MAIL.format(count=len(attachments))
    yield Upload.objects.create(state=UploadState.HELD, message=told, **facts)
    if len(attachments) > 1:
        submission = replace(submission, symbol="")
    for attached in attachments:
        if is_archive(attached.data):
            yield from receive_file_or_archive(attached.data, attached.name, submission)
        else:
            yield receive_file(attached.data, attached.name, submission)


def _receive_archive(data: bytes, name: str, submission: Submission) -> Iterator[Upload]:
    """Receive the files of an archive; its manifest goes before one that was uploaded beside it. Raises SourceError."""
    names: list[str] = []
    manifests: list[str] = []
    for file in iter_archive(data, name):
        (manifests if _is_archived_manifest(file) else names).append(file.name)
    for file in iter_archive(data, name) if manifests else ():
        if file.name == manifests[0]:
            submission, told = _read_archived_manifest(file, names, submission)
            yield told
    for file in iter_archive(data, name):
        if file.name not in manifests:
            yield _receive_archived(file, submission)


def _is_archived_manifest(file: ArchivedFile) -> bool:
    if not file.name.lower().endswith(".csv"):
        return False
    try:
        return is_manifest_file(file.name, file.read())
    except SourceError:
        return is_manifest(file.name)


def _read_archived_manifest(file: ArchivedFile, names: list[str], submission: Submission) -> tuple[Submission, Upload]:
    """Return the submission with the manifest, and an upload that tells of its rows what was wrong with them."""
    try:
        manifest = read_manifest(file.read())
    except (SourceError, ManifestError) as error:
        return submission, record_refusal(file.name, file.size, str(error), submission)
    errors = [*manifest.errors, *manifest.list_unused(names)]
    told = describe_manifest(manifest) + "".join(errors)
    state = UploadState.REFUSED if errors else UploadState.HELD
    facts = {"name": sanitize_file_name(file.name), "size": file.size, **_columns(submission, file.name)}
    row = Upload.objects.create(state=state, message=told, **facts)
    return replace(submission, manifest=manifest), row


def describe_manifest(manifest: Manifest) -> str:
    """Return the sentence on the rows of a manifest that was read."""
    return f"清单：{len(manifest.rows)} 行可用。"


def list_rows_without_file(manifest: Manifest, batch: str) -> list[str]:
    """Return a sentence for each row that names none of the files of a batch; one query."""
    return manifest.list_unused(list(Upload.objects.filter(batch=batch).values_list("name", flat=True)))


def _receive_archived(file: ArchivedFile, submission: Submission) -> Upload:
    try:
        return receive_file(file.read(), file.name, submission)
    except SourceError as error:
        return record_refusal(file.name, file.size, str(error), submission)


def record_refusal(name: str, size: int, reason: str, submission: Submission = ANONYMOUS) -> Upload:
    """Write an upload that gives the reason of its refusal; its bytes are not stored."""
    facts = {"name": sanitize_file_name(name), "size": min(size, _MAX_RECORDED_SIZE), **_columns(submission, name)}
    return Upload.objects.create(state=UploadState.REFUSED, message=reason, **facts)
