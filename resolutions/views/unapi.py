"""unAPI: reference managers such as Zotero take the documents of a list by the identifiers in its page.

Specification: https://en.wikipedia.org/wiki/UnAPI (version 1). An identifier is the key of a document.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.exports.formats import FORMATS
from resolutions.http.document_lookup import find_document
from resolutions.views.exports import export_keys

UNAPI_FORMATS = {"ris": "ris", "bibtex": "bib", "csl-json": "csl.json"}  # the names of unAPI by the suffix here


@conditional_page
def unapi(request: HttpRequest) -> HttpResponseBase:
    """List the formats, or give the document with the parameter ``id`` in the ``format``: 404 or 406 without it."""
    key, name = request.GET.get("id", "").strip("/"), request.GET.get("format", "")
    document = find_document(key)[0] if key else None
    if key and document is None:
        return HttpResponse("unknown id", content_type="text/plain", status=404)
    if document is not None and name:
        if name not in UNAPI_FORMATS:
            return HttpResponse("unknown format", content_type="text/plain", status=406)
        return export_keys(request, [document.pk], UNAPI_FORMATS[name], "reference")
    formats = [(name, FORMATS[suffix].media_type) for name, suffix in UNAPI_FORMATS.items()]
    status = 300 if document else 200  # the specification's answer to an identifier without a format
    return render(request, "feeds/unapi.xml", {"id": key, "formats": formats}, "application/xml", status)
