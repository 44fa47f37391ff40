"""文中查找: where the words a reader types stand in a document, as JSON for ``reading.js``."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse

from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Document, Paragraph, Status
from resolutions.pages.document_text import find_hits_in_document, parse_in_document_query
from search.results.in_document import HitRange

# What both sides leave out when they count characters, as a page has blanks of its own between cells: JavaScript's \s.
_BLANKS = re.compile(r"[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


@document_page
@with_document_etag
def find_in_document(request: HttpRequest, document: Document) -> HttpResponse:
    """``hits``: lists of ``[anchor, start, end]``, one list a hit, blanks not counted. Two queries."""
    if document.status in (Status.STUB, Status.WITHDRAWN):
        return render_not_found(request, document.symbol)
    paragraphs = list(document.paragraphs.order_by("order"))
    question = parse_in_document_query(request)
    hits: dict[int, list[list]] = {}
    for paragraph, found in zip(paragraphs, find_hits_in_document(document, paragraphs, question), strict=True):
        for hit in found:
            hits.setdefault(hit[2], []).append(_place(paragraph, hit))
    return JsonResponse({"hits": list(hits.values())})


def _place(paragraph: Paragraph, hit: HitRange) -> list:
    start, end, _ = hit
    before = len(_BLANKS.sub("", paragraph.text[:start]))
    return [paragraph.anchor, before, before + len(_BLANKS.sub("", paragraph.text[start:end]))]
