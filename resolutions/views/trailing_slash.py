"""Addresses with a slash at the end: one permanent redirect to the page without it."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve

from resolutions.views import documents


def redirect_trailing_slash(request: HttpRequest, address: str) -> HttpResponseBase:
    """Redirect to the address without its last slashes; a document's leads to its canonical address at once."""
    address = address.strip("/")  # a second slash at the start would name another host
    if resolve(f"/{address}").url_name == "document":
        return documents.document(request, address=f"{address}/")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"/{quote(address, safe='/()')}" + (f"?{query}" if query else ""))
