"""What the desk's first page lists, and what its other templates need."""

from django import template
from django.utils import timezone

from resolutions.desk import repair
from resolutions.desk.worklist import Worklist
from resolutions.desk.worklist import build_worklist as lists
from resolutions.models import Change, Citation, Correction, Origin
from resolutions.writing.corrections import HEADING_LABELS
from resolutions.writing.ingest import display_name

register = template.Library()


@register.simple_tag
def worklist() -> Worklist:
    return lists()


@register.simple_tag
def left_to_do() -> repair.PendingRepairs:
    """What a crash left undone."""
    return repair.find_pending_quickly()


@register.simple_tag
def recent_changes(count: int) -> list[Change]:
    """The newest lines of the audit log; one query."""
    return list(Change.objects.select_related("document")[:count])


@register.filter
def corrected_field(correction: Correction) -> str:
    """The Chinese name of the heading's value that was corrected."""
    return HEADING_LABELS.get(correction.values.get("name", ""), "")


@register.filter
def state(citation: Citation) -> str:
    """How the desk shows a citation: ``rejected``, ``undecided``, ``manual`` or as readers see it."""
    if citation.origin == Origin.REJECTED:
        return "rejected"
    if citation.target_id is None:
        return "undecided"
    if citation.origin == Origin.MANUAL:
        return "manual"
    return "held" if citation.target.is_held else "stub"


@register.filter
def state_name(citation: Citation) -> str:
    names = {"rejected": "已否定", "undecided": "未定", "manual": "人工", "held": "已收录", "stub": "未收录"}
    return names[state(citation)]


@register.filter
def person(user) -> str:
    """Who did it, by name; what had no account behind it came from the command line."""
    return display_name(user) or "命令行"


@register.filter
def days_ago(moment) -> str:
    """How long ago, in the words of a list."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    return "今天" if days == 0 else "昨天" if days == 1 else f"{days} 天前"
