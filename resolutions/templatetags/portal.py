"""What templates need beyond Django: coverage on the home page, addresses and names of cited places."""

from functools import cache

from django import template
from django.db.models import Count
from django.urls import reverse

from resolutions.display.labels import format_label, format_labels
from resolutions.models import Citation, Document, Status
from resolutions.pages import links

register = template.Library()


@register.simple_tag
def coverage() -> dict[str, int]:
    """How many documents are held and how many are known by citation or catalogue; one query."""
    counts = dict(Document.objects.values_list("status").annotate(Count("id")))
    return {"held": counts.get(Status.PUBLISHED, 0), "stubs": counts.get(Status.STUB, 0)}


@register.simple_tag
@cache
def path(name: str) -> str:
    """The address of a page without parameters, for what stands on every page; ``url`` works it out each time."""
    return reverse(name)


@register.filter
def cited_address(citation: Citation) -> str:
    """Where a citation leads."""
    return links.citation_url(citation.target, citation.cited_paragraphs)


register.filter("short_name", links.short_name)
register.filter("place", format_label)
register.filter("places", format_labels)
