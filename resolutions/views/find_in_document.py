"""文中查找: the hits of a query in one document, as JSON for ``reading.js``."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse

from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Document, Paragraph
from resolutions.pages.document_text import find_hits_in_document, parse_in_document_query

HitRange = tuple[str, int, int]  # anchor, start, end (exclusive)
# JavaScript's \s. Neither side counts these characters, because the page adds blanks between the cells of a table.
_WHITESPACE = re.compile(r"[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")


@document_page
@with_document_etag
def find_in_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Return ``hits``, for each hit its ranges ``[anchor, start, end]`` in characters without whitespace. Two queries.

    ``end`` is exclusive. A hit has several ranges when it continues in the next paragraph.
    """
    if not document.has_text:
        return render_not_found(request, document.symbol)
    paragraphs = list(document.paragraphs.in_reading_order())
    query = parse_in_document_query(request)
    hits: dict[int, list[HitRange]] = {}
    for paragraph, ranges in zip(paragraphs, find_hits_in_document(document, paragraphs, query), strict=True):
        for start, end, number in ranges:
            hits.setdefault(number, []).append(_range_without_whitespace(paragraph, start, end))
    return JsonResponse({"hits": list(hits.values())})


def _range_without_whitespace(paragraph: Paragraph, start: int, end: int) -> HitRange:
    first = len(_WHITESPACE.sub("", paragraph.text[:start]))
    return paragraph.anchor, first, first + len(_WHITESPACE.sub("", paragraph.text[start:end]))
