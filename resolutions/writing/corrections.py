"""What staff correct by hand: the second half of the only writer, beside ``ingest.py``.

Each function is one transaction, tells the audit log, and returns the ids of the documents whose
page or count changed; ``resolutions.writing.publish.edit`` runs it and tells the index. ``version`` is what
the editor saw: ``EditConflictError`` when the document was changed since, and then nothing is written.
Headings and paragraphs are corrected by rows of ``Correction`` that are laid over every reading,
citations by rows of ``Citation`` whose origin is not the program.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from resolutions.models import Change, Citation, Correction, Document, Origin, Paragraph, Status
from resolutions.stubs import build_stub
from resolutions.text.symbols import canonicalize_symbol
from resolutions.writing.ingest import (
    READER_VERSION,
    compute_digest,
    ensure_targets,
    fill_document,
    load_corrections,
    lock_document,
    log_change,
    parse_source,
    recount,
    write_parsed_text,
)

HEADING_LABELS = {"symbol": "文号", "kind": "文件类型", "title": "标题", "date": "日期", "meeting": "会议次数"}
_MOVED = ("sources", "versions", "paragraphs", "citations_made", "corrections", "changes", "uploads")


class CorrectionError(Exception):
    """A correction that does not fit the document; the message says why, in Chinese for the editor."""


@dataclass(frozen=True, slots=True)
class CitationValues:
    """What staff say of a citation: canonical symbol of the target, its cited paragraphs, verb and theme."""

    target: str
    paragraphs: Sequence[str] = field(default=())
    verb: str = ""
    verb_group: str = ""
    theme: str = ""


@transaction.atomic
def correct_heading(document: int, values: dict[str, str], *, user=None, version: str = "") -> tuple[int, ...]:
    """Give the heading these values, by name as in ``corrections.FIELDS``; those that are as read stay as read.

    Raises CorrectionError when the symbol is another held document's.
    """
    held = lock_document(document, version)
    changed = {name: value for name, value in values.items() if value != heading_value(held, name)}
    if not changed:
        return ()
    touched: tuple[int, ...] = ()
    if symbol := changed.get("symbol"):
        target = _row_for(symbol, held)
        touched = (held.pk, target.pk)
        held = _move_text(held, target)
    for name, value in changed.items():
        Correction.objects.filter(document=held, action="field", values__name=name).delete()
        Correction.objects.create(document=held, action="field", values={"name": name, "value": value}, created_by=user)
    log_change(
        held,
        user,
        "更正" + "；".join(f"{HEADING_LABELS[name]}：{value or '（无）'}" for name, value in changed.items()),
    )
    return tuple(dict.fromkeys((*touched, *_derive(held))))


def heading_value(document: Document, name: str) -> str:
    """A value of the heading as forms and corrections write it."""
    value = getattr(document, {"date": "adopted_on"}.get(name, name))
    return "" if value is None else value.isoformat() if name == "date" else str(value)


@transaction.atomic
def ensure_stub_with_symbol(symbol: str, *, user=None) -> Document:
    """The row for a text that does not print its own symbol; the editor's word stands at every reading."""
    Document.objects.bulk_create([build_stub(symbol)], ignore_conflicts=True)
    document = Document.objects.get(symbol=symbol)
    values = {"name": "symbol", "value": symbol}
    Correction.objects.get_or_create(document=document, action="field", values=values, defaults={"created_by": user})
    return document


@transaction.atomic
def correct_paragraph(
    paragraph: int, action: str, *, kind: str = "", label: str = "", at: int = 0, user=None, version: str = ""
) -> tuple[int, ...]:
    """Change, split or join a paragraph; the arguments are those of ``ParagraphCorrection``.

    ``at`` counts characters of the paragraph's text, blanks not counted. Raises CorrectionError when it does not fit.
    """
    row = Paragraph.objects.select_related("document").get(pk=paragraph)
    held = lock_document(row.document_id, version)
    if action in ("split", "join") and row.rows:
        raise CorrectionError("表格不能拆分或合并。")
    if action == "join" and not held.paragraphs.filter(order=row.order + 1, rows=[]).exists():
        raise CorrectionError("后面没有可以合并的段落。")
    if action == "split" and not 0 < at < len("".join(row.text.split())):
        raise CorrectionError("拆分处须在段落之内。")
    values = {"words": row.text, "order": row.order, "kind": kind, "label": label, "at": at}
    correction = Correction.objects.create(document=held, action=action, values=values, created_by=user)
    log_change(held, user, f"{correction.get_action_display()}：{row.label}“{row.text[:20]}…”{_naming(kind, label)}")
    return _derive(held)


def _naming(kind: str, label: str) -> str:
    name = dict(Paragraph.KINDS).get(kind, "")
    return f" → {name} {label}".rstrip() if name or label else ""


@transaction.atomic
def undo_correction(correction: int, *, user=None, version: str = "") -> tuple[int, ...]:
    """Take back a correction of heading or paragraphs: the program's reading stands again."""
    row = Correction.objects.select_related("document").get(pk=correction)
    held = lock_document(row.document_id, version)
    if row.action == "field" and row.values["name"] == "symbol":
        raise CorrectionError("文号的更正不能撤销，请直接改为正确的文号。")
    what = HEADING_LABELS.get(row.values.get("name", ""), "") or f"“{row.values.get('words', '')[:20]}…”"
    log_change(held, user, f"撤销更正：{row.get_action_display()} {what}")
    row.delete()
    return _derive(held)


@transaction.atomic
def correct_citation(citation: int, values: CitationValues, *, user=None, version: str = "") -> tuple[int, ...]:
    """Say what a citation really cites."""
    row = Citation.objects.select_related("paragraph", "target").get(pk=citation)
    held = lock_document(row.source_id, version)
    before = row.target
    _set_citation(row, values)
    row.save()
    was = f"（原为 {before}）" if before and before != row.target else ""
    log_change(held, user, f"更正引文：{row.paragraph.label}“{row.surface}” → {row.target}{was}")
    return _counted(held, {before.pk if before else None, row.target_id})


@transaction.atomic
def add_citation(
    paragraph: int, start: int, end: int, values: CitationValues, *, user=None, version: str = ""
) -> tuple[int, ...]:
    """Add a citation on characters ``start`` to ``end`` of a paragraph; what the program found there gives way.

    Raises CorrectionError when the place is outside the text or staff already marked it.
    """
    row = Paragraph.objects.select_related("document").get(pk=paragraph)
    held = lock_document(row.document_id, version)
    if not 0 <= start < end <= len(row.text):
        raise CorrectionError("所选文字不在这一段里。")
    there = row.citations.filter(start__lt=end, end__gt=start)
    if there.filter(origin=Origin.MANUAL).exists():
        raise CorrectionError("这些文字已经有人工标注的引文，请直接更正那一条。")
    touched = set(there.values_list("target_id", flat=True))
    there.delete()
    citation = Citation(paragraph=row, source=held, start=start, end=end, form="manual")
    _set_citation(citation, values)
    citation.save()
    log_change(held, user, f"添加引文：{row.label}“{citation.surface}” → {citation.target}")
    return _counted(held, touched | {citation.target_id})


@transaction.atomic
def reject_citation(citation: int, *, user=None, version: str = "") -> tuple[int, ...]:
    """Say that these words cite nothing; the row stays, so that no second reading brings it back."""
    row = Citation.objects.select_related("paragraph", "target").get(pk=citation)
    held = lock_document(row.source_id, version)
    row.origin = Origin.REJECTED
    row.save(update_fields=["origin"])
    log_change(held, user, f"否定引文：{row.paragraph.label}“{row.surface}” → {row.target or '未定'}")
    return _counted(held, {row.target_id})


@transaction.atomic
def restore_citation(citation: int, *, user=None, version: str = "") -> tuple[int, ...]:
    """Take staff's word on a citation back: the paragraph's words are read by the program again."""
    row = Citation.objects.select_related("paragraph", "target").get(pk=citation)
    held = lock_document(row.source_id, version)
    log_change(held, user, f"撤销引文更正：{row.paragraph.label}“{row.surface}”")
    target = row.target_id
    row.delete()
    return tuple(dict.fromkeys((*_derive(held), *([target] if target else []))))


def recount_all() -> int:
    """Count all citations anew; returns how many documents had a wrong count."""
    before = dict(Document.objects.values_list("pk", "citations_in").order_by())
    recount(before)
    after = Document.objects.values_list("pk", "citations_in").order_by()
    return sum(before.get(key) != citations for key, citations in after)


def _derive(held: Document) -> tuple[int, ...]:
    """Read the text in force again under the present corrections; no new version, the text is the same."""
    latest = held.versions.first()
    if latest is None:
        raise CorrectionError("这份文件还没有文本。")
    corrections = load_corrections(held)
    parsed = parse_source(latest.text, latest.links, latest.notes, corrections)
    fill_document(held, parsed, corrections)
    held.save()
    latest.digest, latest.reader = compute_digest(parsed), READER_VERSION
    latest.save(update_fields=["digest", "reader"])
    return write_parsed_text(held, parsed)


def _set_citation(row: Citation, values: CitationValues) -> None:
    symbol = canonicalize_symbol(values.target)
    if not symbol:
        raise CorrectionError(f"“{values.target}”不是文号，请写成 S/RES/2553(2020) 这样的形式。")
    row.target = ensure_targets([symbol])[symbol]
    row.cited_paragraphs = list(values.paragraphs)
    row.verb, row.verb_group, row.theme = values.verb, values.verb_group, values.theme[:200]
    row.origin, row.is_counted, row.undecided = Origin.MANUAL, True, ""


def _counted(held: Document, targets: Iterable[int | None]) -> tuple[int, ...]:
    """After a change of citations: the document is newer, it and the targets are counted anew."""
    held.save(update_fields=["updated_at"])
    ids = (held.pk, *sorted(target for target in targets if target))
    recount(ids)
    return ids


def _row_for(symbol: str, held: Document) -> Document:
    """The row of this symbol, locked: a stub, made when there is none. Raises CorrectionError when it has a text."""
    Document.objects.bulk_create([build_stub(symbol)], ignore_conflicts=True)
    target = Document.objects.select_for_update().get(symbol=symbol)
    if target.status != Status.STUB and target.pk != held.pk:
        raise CorrectionError(f"{symbol} 已有文本（{target.get_status_display()}）；请把这个文件作为它的新版本上传。")
    return target


def _move_text(held: Document, target: Document) -> Document:
    """Move a text to the row of its right symbol, so that every link to the symbol leads to it.

    The row it leaves is a stub again; one without a symbol hands its address over and goes.
    """
    for name in _MOVED:
        getattr(held, name).update(**{held._meta.get_field(name).field.name: target})
    target.status, target.published_at = held.status, held.published_at
    target.title, target.kind = held.title, held.kind
    if held.symbol:
        Document.objects.filter(pk=held.pk).delete() if _is_unknown(held) else _back_to_stub(held)
    else:
        slug, held.slug = held.slug, ""
        held.delete()
        target.slug = slug
    target.save()
    return target


def _is_unknown(document: Document) -> bool:
    """Whether nothing but its own text ever named the document: no citation, no catalogue."""
    return not document.citations_received.exists() and not hasattr(document, "catalogue")


def _back_to_stub(document: Document) -> None:
    bare = build_stub(document.symbol)
    document.status, document.published_at, document.facts, document.warnings = Status.STUB, None, {}, []
    document.title, document.kind, document.organ = bare.title, bare.kind, bare.organ
    document.save()
    Change.objects.create(document=document, what="文本改属另一文号，本文号恢复为仅见引用")
