"""What templates need beyond Django: coverage on the home page, addresses and names of cited places."""

from django import template
from django.db.models import Count

from resolutions.models import Citation, Document, Status
from resolutions.text.symbols import CHARTER
from resolutions.views.labels import anchor_of, place, places

register = template.Library()


@register.simple_tag
def coverage() -> dict[str, int]:
    """How many documents are held and how many are known by citation or catalogue; one query."""
    counts = dict(Document.objects.values_list("status").annotate(Count("id")).order_by())
    return {"held": counts.get(Status.PUBLISHED, 0), "stubs": counts.get(Status.STUB, 0)}


@register.filter
def cited_address(citation: Citation) -> str:
    """Where a citation leads: to the cited paragraph when the document is held and one paragraph is cited."""
    url, labels = citation.target.get_absolute_url(), citation.cited_paragraphs
    if citation.target.symbol == CHARTER and labels:
        return f"{url}/{labels[0]}"
    anchor = anchor_of(labels[0]) if citation.target.is_held and len(labels) == 1 else ""
    return f"{url}#{anchor}" if anchor else url


@register.filter
def short_name(document: Document) -> str:
    """How lists name a document: by its symbol, the Charter and what has no symbol by title."""
    return f"《{document.title}》" if document.symbol == CHARTER else document.symbol or document.title


register.filter("place", place)
register.filter("places", places)
