"""Card of a cited document, an HTML fragment that ``cards.js`` shows beside a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.http.document_lookup import document_page
from resolutions.http.etags import with_document_etag
from resolutions.models import Document
from resolutions.pages.cited_by import most_common_themes
from resolutions.pages.document_facts import document_head_context
from resolutions.text.parsed import ParagraphKind

_OPENING = (ParagraphKind.PREAMBLE, ParagraphKind.OPERATIVE, ParagraphKind.BODY)


@document_page
@with_document_etag
def card(request: HttpRequest, document: Document) -> HttpResponse:
    """Render title, date and counts, with the first lines of a text or the themes of a stub. Three queries."""
    context = document_head_context(document)
    if document.is_held:
        paragraphs = document.paragraphs.filter(kind__in=_OPENING).in_reading_order()
        opening = paragraphs.exclude(text__endswith="安全理事会，")
        context["opening"] = opening.values_list("text", flat=True).first()
    else:
        context["themes"] = most_common_themes(document)
    return render(request, "resolutions/card.html", context)
