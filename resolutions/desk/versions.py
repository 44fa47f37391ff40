"""Reading again, and the history of text versions: compare, restore."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.db import transaction

from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.desk.change_preview import DocumentDiff, preview_change
from resolutions.models import Document, TextVersion
from resolutions.sources import SourceText
from resolutions.text.source_lines import read_lines
from resolutions.writing import originals
from resolutions.writing.ingest import READER_VERSION, lock_document
from resolutions.writing.publish import ingest_file

_LONGEST_COMPARED = 400  # characters; longer lines are shown old and new


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that differs: its number in each version (None where it has none) and its words in parts."""

    number_before: int | None
    number_after: int | None
    before: list[DiffSegment]
    after: list[DiffSegment]


@transaction.atomic
def reread_document(document: Document, *, user=None, seen: str = "") -> None:
    """Take the text out of the newest original again and write what is read; corrections are kept.

    Raises SourceError when the original cannot be read any more, EditConflict when the document is not
    as the editor saw it; then nothing is written.
    """
    lock_document(document.pk, seen)
    source = document.versions.select_related("source").first().source
    data = originals.read_original(source.sha256)
    ingest_file(data, source.name, user=user, publish=False, reason="重新读取", into=document)


def preview_reread(document: Document) -> DocumentDiff:
    """What reading again would change. Raises SourceError."""
    return preview_change(document, lambda: reread_document(document))


def documents_with_old_reader():
    """Documents whose text in force was read by an older reader; two queries."""
    newest = TextVersion.objects.order_by("document_id", "-id").distinct("document_id").values("pk")
    return Document.objects.filter(
        versions__in=TextVersion.objects.filter(pk__in=newest).exclude(reader=READER_VERSION)
    )


@transaction.atomic
def restore_version(version: TextVersion, *, user=None, seen: str = "") -> None:
    """Bring an older text back into force, as a new version; the history only grows.

    Raises EditConflictError when the document is not as the editor saw it.
    """
    lock_document(version.document_id, seen)
    _put_in_force(version, user=user)


def preview_restore(version: TextVersion) -> DocumentDiff:
    """What the document would be with this older text."""
    return preview_change(version.document, lambda: _put_in_force(version))


def _put_in_force(version: TextVersion, *, user=None) -> None:
    source = version.source
    taken = SourceText(version.text, source.media_type, "", tuple(version.links), tuple(version.notes))
    reason = f"恢复 {version.created_at:%Y-%m-%d %H:%M} 的版本"
    ingest_file(
        originals.read_original(source.sha256), source.name, user=user, publish=False, reason=reason, taken=taken
    )


def diff_lines(old: TextVersion, new: TextVersion) -> list[LineChange]:
    """The lines in which two texts differ, blanks at their ends aside."""
    before, after = ([(line.number, line.text) for line in read_lines(version.text)] for version in (old, new))
    codes = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    changes = []
    for tag, a, b, c, d in codes.get_opcodes():
        if tag != "equal":
            changes += [_line_change(left, right) for left, right in zip_longest(before[a:b], after[c:d])]
    return changes


def _line_change(left: tuple[int, str] | None, right: tuple[int, str] | None) -> LineChange:
    if left and right and max(len(left[1]), len(right[1])) <= _LONGEST_COMPARED:
        old, new = diff_words(left[1], right[1])
    else:
        old, new = [DiffSegment("old", left[1])] if left else [], [DiffSegment("new", right[1])] if right else []
    return LineChange(left[0] if left else None, right[0] if right else None, old, new)
