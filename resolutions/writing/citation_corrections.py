"""Manual corrections of citations: rows of ``Citation`` with an origin other than the program.

Each function is one transaction, writes the audit log, and returns the ids of the documents with a changed page
or count. ``resolutions.writing.publish.apply_correction`` runs it and updates the index. Each raises
EditConflictError, and writes nothing, when the document was changed since ``edit_token``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.display.labels import format_address
from resolutions.models import Citation, Document, Origin, Paragraph
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.audit_log import log_change
from resolutions.writing.citation_counts import recount
from resolutions.writing.derivation import derive_document
from resolutions.writing.errors import CorrectionError
from resolutions.writing.locking import lock_document
from resolutions.writing.paragraphs import ensure_targets


@dataclass(frozen=True, slots=True)
class CitationValues:
    """Values that staff give a citation: symbol of the target, labels of its cited paragraphs, verb, theme."""

    target: str
    paragraphs: Sequence[str] = ()
    verb: str = ""
    verb_group: str = ""
    theme: str = ""


@transaction.atomic
def correct_citation(
    citation_id: int, values: CitationValues, *, user: User | None = None, edit_token: str = ""
) -> tuple[int, ...]:
    """Set the values of a citation. Raises CorrectionError when ``values.target`` is not a symbol."""
    citation = _load_citation(citation_id)
    document = lock_document(citation.source_id, edit_token)
    before = citation.target
    _set_values(citation, values)
    citation.save()
    old_target = f"（原为 {before}）" if before and before != citation.target else ""
    log_change(document, user, f"更正引文：{_quote(citation)} → {citation.target}{old_target}")
    return _touch_and_recount(document, {before.pk if before else None, citation.target_id})


@transaction.atomic
def add_citation(
    paragraph_id: int, start: int, end: int, values: CitationValues, *, user: User | None = None, edit_token: str = ""
) -> tuple[int, ...]:
    """Add a citation on characters ``start`` to ``end`` (exclusive) of a paragraph.

    Citations of the program that overlap it are deleted. Raises CorrectionError when the characters are
    outside the text or overlap another manual citation, and when ``values.target`` is not a symbol.
    """
    paragraph = Paragraph.objects.get(pk=paragraph_id)
    document = lock_document(paragraph.document_id, edit_token)
    if not 0 <= start < end <= len(paragraph.text):
        raise CorrectionError("所选文字不在这一段里。")
    overlapping = paragraph.citations.filter(start__lt=end, end__gt=start)
    if overlapping.filter(origin=Origin.MANUAL).exists():
        raise CorrectionError("这些文字已经有人工标注的引文，请直接更正那一条。")
    targets = set(overlapping.values_list("target_id", flat=True))
    overlapping.delete()
    citation = Citation(paragraph=paragraph, source=document, start=start, end=end, form="manual")
    _set_values(citation, values)
    citation.save()
    log_change(document, user, f"添加引文：{_quote(citation)} → {citation.target}")
    return _touch_and_recount(document, targets | {citation.target_id})


@transaction.atomic
def reject_citation(citation_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Mark a citation as no citation; the row remains, so that the next reading does not bring it back."""
    citation = _load_citation(citation_id)
    document = lock_document(citation.source_id, edit_token)
    citation.origin = Origin.REJECTED
    citation.save(update_fields=["origin"])
    log_change(document, user, f"否定引文：{_quote(citation)} → {citation.target or '未定'}")
    return _touch_and_recount(document, {citation.target_id})


@transaction.atomic
def restore_citation(citation_id: int, *, user: User | None = None, edit_token: str = "") -> tuple[int, ...]:
    """Delete a manual or rejected citation and derive the document again with the citations of the program."""
    citation = _load_citation(citation_id)
    document = lock_document(citation.source_id, edit_token)
    log_change(document, user, f"撤销引文更正：{_quote(citation)}")
    target = [citation.target_id] if citation.target_id else []
    citation.delete()
    return tuple(dict.fromkeys((*derive_document(document), *target)))


def _load_citation(citation_id: int) -> Citation:
    return Citation.objects.select_related("paragraph", "target").get(pk=citation_id)


def _quote(citation: Citation) -> str:
    return f"{format_address(citation.paragraph.label)}“{citation.surface}”"


def _set_values(citation: Citation, values: CitationValues) -> None:
    symbol = canonicalize_symbol(values.target)
    if not symbol:
        raise CorrectionError(f"“{values.target}”不是文号，请写成 S/RES/2553(2020) 这样的形式。")
    citation.target = ensure_targets([symbol])[symbol]
    citation.cited_paragraphs = list(values.paragraphs)
    citation.verb, citation.verb_group, citation.theme = values.verb, values.verb_group, values.theme[:200]
    citation.origin, citation.is_counted, citation.undecided = Origin.MANUAL, True, ""


def _touch_and_recount(document: Document, targets: Iterable[int | None]) -> tuple[int, ...]:
    """Renew the document's edit token, and count the citations of it and of the targets again."""
    document.save(update_fields=["updated_at"])
    ids = (document.pk, *sorted(target for target in targets if target))
    recount(ids)
    return ids
