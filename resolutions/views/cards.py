"""The card of a citation: what a reader wants to know before following it. A fragment for ``cards.js``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.models import Document
from resolutions.text.parsed import ParagraphKind
from resolutions.views.addresses import document_or_stub_page
from resolutions.views.facts import head_facts
from resolutions.views.received import most_common_themes
from resolutions.views.versions import unless_unchanged

_OPENING = (ParagraphKind.PREAMBLE, ParagraphKind.OPERATIVE, ParagraphKind.BODY)


@document_or_stub_page
@unless_unchanged
def card(request: HttpRequest, document: Document) -> HttpResponse:
    """Title, date, held or not, how often cited; the first lines of what is held, else the themes. Three queries."""
    context = head_facts(document)
    if document.is_held:
        opening = document.paragraphs.filter(kind__in=_OPENING).exclude(text__endswith="安全理事会，")
        context["opening"] = opening.values_list("text", flat=True).first()
    else:
        context["themes"] = most_common_themes(document)
    return render(request, "resolutions/card.html", context)
