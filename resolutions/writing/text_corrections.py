"""Manual corrections of the words of a text, as data laid over its source (docs/decisions/text-corrections.md).

Like the functions of ``resolutions.writing.corrections`` this one is run by ``publish.apply_correction``.
"""

from dataclasses import asdict

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.display.labels import format_address
from resolutions.models import Correction, Document, Paragraph
from resolutions.text.text_corrections import TextCorrection, anchor_edits, lay_over
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import derive_document, load_corrections
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document

_QUOTED_LENGTH = 40  # characters of corrected words in the audit log


@transaction.atomic
def correct_words(paragraph_id: int, text: str, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Make ``text`` of a paragraph: one correction for each passage that differs. The source stays as it is.

    Returns the ids of the documents with a changed page or count. Raises EditConflictError when the document was
    changed since ``edit_token``, and CorrectionError when the source does not print the words together.
    """
    paragraph = Paragraph.objects.get(pk=paragraph_id)
    document = lock_document(paragraph.document_id, edit_token)
    made = _anchor(document, paragraph, text)
    if not made:
        return ()
    Correction.objects.bulk_create(
        Correction(document=document, action=Correction.TEXT, values=asdict(row), created_by=user) for row in made
    )
    listed = "；".join(describe_words(row.words, row.replacement) for row in made)
    log_change(document, user, f"更正文字：{format_address(paragraph.label)}{listed}")
    return derive_document(document)


def _anchor(document: Document, paragraph: Paragraph, text: str) -> list[TextCorrection]:
    """Return the corrections that make ``text`` of the paragraph. Raises CorrectionError."""
    version = document.versions.first()
    if version is None:
        raise CorrectionError("这份文件还没有文本。")
    overlay = lay_over(version.text, load_corrections(document).texts)
    rows = list(document.paragraphs.in_reading_order().values_list("pk", "text"))
    order = [pk for pk, _ in rows].index(paragraph.pk)
    made, missing = anchor_edits(version.text, overlay, [words for _, words in rows], order, text)
    if missing:
        quoted = "、".join(f"“{words[:_QUOTED_LENGTH]}”" for words in missing)
        raise CorrectionError(f"{quoted}在来源文本中不是连着印的（例如中间换了页），请分成几处更正。")
    return made


def describe_words(words: str, replacement: str) -> str:
    """Return a correction of words as the audit log shows it."""
    before, after = (" ".join(part.split())[:_QUOTED_LENGTH] for part in (words, replacement))
    return f"“{before}”→“{after}”" if after else f"删去“{before}”"
