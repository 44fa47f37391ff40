"""Corrections of the catalogue by editors; no loader replaces them."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from resolutions.models import CatalogueEntry, ChineseSource, Document, FactSource, Status, Subject
from resolutions.text.meeting_symbols import parse_meeting_number
from resolutions.writing.audit_log import log_change

CORRECTABLE_FACTS = (
    "date", "meeting_symbol", "agenda_item", "title_en", "adoption", "votes_yes", "votes_no", "votes_abstain",
    "votes_absent", "vote_note", "draft_symbol",
)  # fmt: skip


@transaction.atomic
def correct_entry(entry: CatalogueEntry, values: Mapping[str, Any], user: User | None = None) -> list[str]:
    """Write facts that an editor corrected, and return the names of those that changed.

    A corrected agenda item is remembered as its English name too, so that loading does not choose another item.
    """
    entry = CatalogueEntry.objects.select_for_update(of=["self"]).select_related("document").get(pk=entry.pk)
    changed = [name for name in CORRECTABLE_FACTS if name in values and getattr(entry, name) != values[name]]
    for name in changed:
        setattr(entry, name, values[name])
        entry.sources["topic_en" if name == "agenda_item" else name] = FactSource.EDITOR
    if not changed:
        return []
    if "agenda_item" in changed:
        entry.topic_en = entry.agenda_item.name_en if entry.agenda_item else ""
    entry.save()
    document = entry.document
    if document.status == Status.STUB:
        document.adopted_on, document.meeting = entry.date, parse_meeting_number(entry.meeting_symbol)
    document.save()
    labels = "、".join(map(CatalogueEntry.name_of, changed))
    log_change(document, user, f"更正目录：{labels}")
    return changed


@transaction.atomic
def name_subject(subject: Subject, name_zh: str, short_zh: str) -> bool:
    """Write an editor's Chinese names of a subject; return true when something changed."""
    if (subject.name_zh, subject.short_zh) == (name_zh, short_zh):
        return False
    subject.name_zh, subject.short_zh, subject.chinese_source = name_zh, short_zh, ChineseSource.EDITOR
    subject.save()
    Document.objects.filter(subject_links__subject=subject).update(updated_at=timezone.now())
    return True
