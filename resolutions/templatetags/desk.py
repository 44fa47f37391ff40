"""Template tags and filters of the desk."""

from datetime import datetime

from django import template
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy

from resolutions.desk import repair
from resolutions.desk import worklist as desk_worklist
from resolutions.desk.background_reading import find_reading_job
from resolutions.desk.handovers import handovers_for, scheduled_handovers
from resolutions.desk.text_language import language_to_show
from resolutions.interface.places import format_address
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Change, Citation, Correction, Document, Handover, Job, Origin, Upload
from resolutions.writing.audit_log import display_name
from resolutions.writing.corrections import HEADING_LABELS

register = template.Library()
_SHOWN_HANDOVERS = 20
_STATE_NAMES = {
    "rejected": pgettext_lazy("state of a citation", "已否定"),
    "undecided": pgettext_lazy("state of a citation", "未定"),
    "manual": pgettext_lazy("state of a citation", "人工"),
    "held": pgettext_lazy("state of a citation", "已收录"),
    "stub": pgettext_lazy("state of a citation", "未收录"),
}


@register.simple_tag
def worklist() -> desk_worklist.Worklist:
    """Load the lists of the worklist."""
    return desk_worklist.build_worklist()


@register.simple_tag
def left_to_do() -> repair.PendingRepairs:
    """Find the work that a crash left undone."""
    return repair.find_pending_quickly()


@register.simple_tag
def waiting_handovers(user: User) -> list[Handover]:
    """Return the drafts that colleagues handed to the user; one query."""
    return list(handovers_for(user, user.has_perm("resolutions.publish_document"))[:_SHOWN_HANDOVERS])


@register.simple_tag
def scheduled_publications() -> list[Handover]:
    """Return the drafts that are published at a time that was set; one query."""
    return list(scheduled_handovers()[:_SHOWN_HANDOVERS])


@register.simple_tag
def recent_changes(count: int) -> list[Change]:
    """Return the newest lines of the audit log; one query."""
    return list(Change.objects.select_related("document")[:count])


@register.filter
def corrected_field(correction: Correction) -> str:
    """Return the name of the corrected value of the heading, in the language of the interface."""
    return translate_sentence(HEADING_LABELS.get(correction.values.get("name", ""), ""))


@register.filter
def foreign_language(document: Document) -> str:
    """Return the language of a text that is not Chinese, as a word to show; one query."""
    language = document.versions.values_list("language", flat=True).first() or ""
    return translate_sentence(str(language_to_show(language)))


@register.filter
def reading_job(upload: Upload) -> Job | None:
    """Return the unfinished job that reads an upload; one query."""
    return find_reading_job(upload)


@register.filter
def state(citation: Citation) -> str:
    """Return the CSS class of a citation: ``rejected``, ``undecided``, ``manual``, ``held`` or ``stub``."""
    if citation.origin == Origin.REJECTED:
        return "rejected"
    if citation.target is None:
        return "undecided"
    if citation.origin == Origin.MANUAL:
        return "manual"
    return "held" if citation.target.is_held else "stub"


@register.filter
def state_name(citation: Citation) -> str:
    """Return the name of the citation's state, in the language of the interface."""
    return str(_STATE_NAMES[state(citation)])


@register.filter
def person(user: User | None) -> str:
    """Return the user's name; a change without an account was made from the command line."""
    return display_name(user) or gettext("命令行")


@register.filter
def days_ago(moment: datetime) -> str:
    """Return the age of a moment in days, in the language of the interface."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days in (0, 1):
        return gettext("昨天") if days else gettext("今天")
    return ngettext("{days} 天前", "{days} 天前", days).format(days=days)


register.filter("address", format_address)
