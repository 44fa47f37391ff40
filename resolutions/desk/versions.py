"""Read documents again, and compare and restore their text versions."""

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from resolutions.comparison.line_diff import find_changed_lines
from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.desk.change_preview import DocumentDiff, preview_change
from resolutions.desk.original_pages import load_places
from resolutions.desk.publication_checks import find_obstacles
from resolutions.models import Document, Status, TextVersion
from resolutions.sources import SourceText
from resolutions.text.layout import read_lines
from resolutions.text.parsed import CorrectionState
from resolutions.writing import originals
from resolutions.writing.derivation import READER_VERSION
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document
from resolutions.writing.publish import ingest_file

_MAX_COMPARED_LENGTH = 400  # characters; the words of a longer line are not compared


@dataclass(frozen=True, slots=True)
class LineChange:
    """A changed line: its number in each version, None where it is new or gone, and its segments."""

    number_before: int | None
    number_after: int | None
    before: list[DiffSegment]
    after: list[DiffSegment]


@transaction.atomic
def reread_document(document: Document, *, user: User | None = None, edit_token: str = "") -> None:
    """Extract and parse the original of the text in force again; manual corrections survive.

    Raises SourceError or LostOriginalError when the original cannot be read, and EditConflictError when the document
    was changed since ``edit_token``; then nothing is written.
    """
    lock_document(document.pk, edit_token)
    source = document.versions.select_related("source").get(is_in_force=True).source
    data = originals.read_original(source.sha256)
    ingest_file(data, source.name, user=user, publish=False, reason="重新读取", existing=document)


def preview_reread(document: Document) -> DocumentDiff:
    """Return the difference that reading again would make. Raises SourceError and LostOriginalError."""
    return preview_change(document, lambda: reread_document(document))


def documents_with_old_reader() -> QuerySet[Document]:
    """Select the documents with a text in force that an older reader parsed."""
    old = TextVersion.objects.filter(is_in_force=True).exclude(reader=READER_VERSION)
    return Document.objects.filter(versions__in=old).exclude(status=Status.DISCARDED)


@dataclass(frozen=True, slots=True)
class VersionPreview:
    """The document with another version in force, compared with the present one.

    ``obstacles`` are the reasons against its publication; ``moot`` and ``lost`` count the manual corrections that the
    version does not need and has no place for.
    """

    difference: DocumentDiff
    obstacles: list[str]
    moot: int
    lost: int


@transaction.atomic
def restore_version(version: TextVersion, *, user: User | None = None, edit_token: str = "") -> None:
    """Put another text in force, as a new version: an older one, or a draft beside a published text.

    Raises EditConflictError when the document was changed since ``edit_token``, and CorrectionError when the document
    is published and the text cannot be.
    """
    document = lock_document(version.document_id, edit_token)
    put_in_force(version, user=user)
    document.refresh_from_db()
    if document.status == Status.PUBLISHED and (reasons := find_obstacles(document)):
        raise CorrectionError("不能发布：" + "".join(reasons))


def preview_restore(version: TextVersion) -> VersionPreview:
    """Return what restoring this version would make."""
    found: list[tuple[list[str], Counter[str]]] = []

    def change() -> None:
        put_in_force(version)
        document = Document.objects.get(pk=version.document_id)
        found.append((find_obstacles(document), Counter(document.corrections.values_list("state", flat=True))))

    difference = preview_change(version.document, change)
    obstacles, states = found[0]
    return VersionPreview(difference, obstacles, states[CorrectionState.MOOT], states[CorrectionState.LOST])


def put_in_force(version: TextVersion, *, user: User | None = None) -> None:
    """Put a version in force as it is; the caller locks the document. A draft becomes the new version."""
    source = version.source
    extracted = SourceText(
        version.text,
        source.media_type,
        "",
        tuple(version.links),
        tuple(version.notes),
        places=tuple(load_places(version)),
    )
    reason = f"恢复 {timezone.localtime(version.created_at):%Y-%m-%d %H:%M} 的版本"
    if version.is_draft:
        reason = "发布新版本"
    data = originals.read_original(source.sha256)
    ingest_file(data, source.name, user=user, publish=False, reason=reason, extracted=extracted)
    if version.is_draft:
        TextVersion.objects.filter(pk=version.pk).delete()  # the version in force has its text


def draft_versions() -> QuerySet[TextVersion]:
    """Select the drafts beside published texts, newest first."""
    return TextVersion.objects.filter(is_draft=True).select_related("document", "source", "created_by").order_by("-id")


def diff_lines(old: TextVersion, new: TextVersion) -> list[LineChange]:
    """Return the lines that differ between two texts; whitespace at their ends is ignored."""
    before, after = ([(line.number, line.text) for line in read_lines(version.text)] for version in (old, new))
    changed = find_changed_lines([text for _, text in before], [text for _, text in after])
    return [
        _diff_line(left, right)
        for change in changed
        for left, right in zip_longest(before[change.left : change.left_end], after[change.right : change.right_end])
    ]


def _diff_line(left: tuple[int, str] | None, right: tuple[int, str] | None) -> LineChange:
    if left and right and max(len(left[1]), len(right[1])) <= _MAX_COMPARED_LENGTH:
        old, new = diff_words(left[1], right[1])
    else:
        old, new = [DiffSegment("old", left[1])] if left else [], [DiffSegment("new", right[1])] if right else []
    return LineChange(left[0] if left else None, right[0] if right else None, old, new)
