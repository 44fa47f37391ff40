"""Page about one paragraph: its text, its references in every form, its citations and what else can be done with it.

Readers without JavaScript come here from the paragraph; for the others ``paragraph-tools.js`` opens the same links
beside the text.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from resolutions.display.labels import format_label
from resolutions.exports.reference import Reference
from resolutions.exports.reference_forms import DAY_OF_READING, REFERENCE_FORMS
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.models import Citation, Document, SimilarParagraph, Status


@document_page
def paragraph(request: HttpRequest, document: Document) -> HttpResponse:
    """Show the paragraph ``at`` with its references and counts; three queries."""
    at = request.GET.get("at", "").replace("\0", "")
    found = document.paragraphs.filter(anchor=at).first() if document.has_text else None
    if found is None:
        return render_not_found(request, document=document, place=gettext("这一段"))
    reference = Reference(document, request.build_absolute_uri("/").rstrip("/"), found, format_label(found.label))
    today = timezone.localdate().isoformat()
    context = {
        "document": document,
        "paragraph": found,
        "references": [(form.name, form.write(reference).replace(DAY_OF_READING, today)) for form in REFERENCE_FORMS],
        "cited": Citation.objects.counted()
        .filter(target=document.pk, cited_paragraphs__contains=[found.label])
        .count(),
        "similar": SimilarParagraph.objects.filter(paragraph=found, other__document__status=Status.PUBLISHED).count(),
    }
    return render(request, "resolutions/paragraph.html", context)
