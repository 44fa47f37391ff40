"""Manual corrections of the heading and the division into paragraphs.

Each function is one transaction, writes the audit log, and returns the ids of the documents with a changed page
or count. ``resolutions.writing.publish.apply_correction`` runs it and updates the index. Each raises
EditConflictError, and writes nothing, when the document was changed since ``edit_token``.
Corrections are rows of ``Correction`` that are applied at every reading.
"""

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.display.labels import format_address, format_label
from resolutions.models import Correction, Document, Paragraph
from resolutions.models.choices import chinese_display, chinese_names
from resolutions.stubs import build_stub
from resolutions.writing.audit_log import log_change
from resolutions.writing.derivation import derive_document
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document
from resolutions.writing.symbol_move import lock_stub_with_symbol, move_text
from resolutions.writing.text_corrections import describe_words

HEADING_LABELS = {"symbol": "文号", "kind": "文件类型", "title": "标题", "date": "日期", "meeting": "会议次数"}


@transaction.atomic
def correct_heading(
    document_id: int, values: dict[str, str], *, user: User | None = None, edit_token: str = ""
) -> tuple[int, ...]:
    """Set values of the heading, by the names in ``HEADING_LABELS``; a value that does not change is not written.

    Raises CorrectionError when another document has a text under the new symbol.
    """
    document = lock_document(document_id, edit_token)
    changed = {name: value for name, value in values.items() if value != heading_value(document, name)}
    if not changed:
        return ()
    moved_ids: tuple[int, ...] = ()
    if symbol := changed.get("symbol"):
        target = lock_stub_with_symbol(symbol, document)
        moved_ids = (document.pk, target.pk)
        document = move_text(document, target)
    for name, value in changed.items():
        Correction.objects.filter(document=document, action="field", values__name=name).delete()
        row = {"name": name, "value": value}
        Correction.objects.create(document=document, action="field", values=row, created_by=user)
    listed = "；".join(f"{HEADING_LABELS[name]}：{value or '（无）'}" for name, value in changed.items())
    log_change(document, user, f"更正{listed}")
    return tuple(dict.fromkeys((*moved_ids, *derive_document(document))))


def heading_value(document: Document, name: str) -> str:
    """Return a value of the heading as forms and corrections write it; dates as ISO 8601."""
    value = getattr(document, {"date": "adopted_on"}.get(name, name))
    return "" if value is None else value.isoformat() if name == "date" else str(value)


@transaction.atomic
def ensure_stub_with_symbol(symbol: str, *, user: User | None = None) -> Document:
    """Return the document for a text that does not print its symbol, with the symbol as a manual correction."""
    Document.objects.bulk_create([build_stub(symbol)], ignore_conflicts=True)
    document = Document.objects.get(symbol=symbol)
    values = {"name": "symbol", "value": symbol}
    Correction.objects.get_or_create(document=document, action="field", values=values, defaults={"created_by": user})
    return document


@transaction.atomic
def correct_paragraph(
    paragraph_id: int,
    action: str,
    *,
    kind: str = "",
    label: str = "",
    at: int = 0,
    user: User | None = None,
    edit_token: str = "",
) -> tuple[int, ...]:
    """Change, split or join a paragraph; the arguments are those of ``ParagraphCorrection``.

    ``at`` counts the characters of the paragraph's text without whitespace.
    Raises CorrectionError when the correction does not fit the paragraph.
    """
    paragraph = Paragraph.objects.get(pk=paragraph_id)
    document = lock_document(paragraph.document_id, edit_token)
    if action in ("split", "join") and paragraph.rows:
        raise CorrectionError("表格不能拆分或合并。")
    if action == "join" and not document.paragraphs.filter(order=paragraph.order + 1, rows=[]).exists():
        raise CorrectionError("后面没有可以合并的段落。")
    if action == "split" and not 0 < at < len("".join(paragraph.text.split())):
        raise CorrectionError("拆分处须在段落之内。")
    values = {"words": paragraph.text, "order": paragraph.order, "kind": kind, "label": label, "at": at}
    correction = Correction.objects.create(document=document, action=action, values=values, created_by=user)
    words = f"{format_address(paragraph.label)}“{paragraph.text[:20]}…”{_describe_new_name(kind, label)}"
    log_change(document, user, f"{chinese_display(correction, 'action')}：{words}")
    return derive_document(document)


def _describe_new_name(kind: str, label: str) -> str:
    names = chinese_names(Paragraph.KINDS)
    words = " ".join(word for word in (names.get(kind, ""), format_label(label)) if word)
    return f" → {words}" if words else ""


@transaction.atomic
def undo_correction(correction_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Delete a correction of heading, words or paragraphs and derive the document without it.

    Raises CorrectionError for a corrected symbol: only another symbol can replace it.
    """
    correction = Correction.objects.get(pk=correction_id)
    document = lock_document(correction.document_id, edit_token)
    name, words = correction.values.get("name", ""), correction.values.get("words", "")
    if correction.action == "field" and name == "symbol":
        raise CorrectionError("文号的更正不能撤销，请直接改为正确的文号。")
    what = HEADING_LABELS.get(name, "") or f"“{words[:20]}…”"
    if correction.action == Correction.TEXT:
        what = describe_words(words, correction.values["replacement"])
    log_change(document, user, f"撤销更正：{chinese_display(correction, 'action')} {what}")
    correction.delete()
    return derive_document(document)


@transaction.atomic
def remove_unused_corrections(document_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Delete all corrections that the text in force does not need or has no place for, and their warnings."""
    document = lock_document(document_id, edit_token)
    unused = document.corrections.unused()
    if not (count := unused.count()):
        return ()
    log_change(document, user, f"清除不再需要和未能沿用的更正 {count} 处")
    unused.delete()
    return derive_document(document)
