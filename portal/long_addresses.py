"""Answer to an address that is too long: a sentence, as JSON for the API, otherwise with a form for a long text."""

from collections.abc import Callable
from urllib.parse import quote

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from portal.languages import mark_language
from resolutions.api.errors import json_error
from resolutions.interface.languages import choose_language
from search.protocol.request import MAX_PASTE_LENGTH

MAX_ADDRESS_LENGTH = 60_000  # bytes; a text of MAX_PASTE_LENGTH characters fits, in Chinese nine bytes each


class LongAddressMiddleware:
    """Answer 414 to an address of more than ``MAX_ADDRESS_LENGTH`` bytes.

    The servers in front let longer ones pass (``portal/gunicorn_conf.py``, ``deploy/nginx.conf``), so that their own
    refusals, which know neither language nor form, are rare.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a long address; pass every other request on."""
        return self.get_response(request) if address_length(request) <= MAX_ADDRESS_LENGTH else _refuse(request)


def address_length(request: HttpRequest) -> int:
    """Return the bytes of the address as sent, path and query."""
    path = quote(request.META.get("PATH_INFO", ""), encoding="latin-1", errors="replace")
    return len(path) + len(request.META.get("QUERY_STRING", ""))


def _refuse(request: HttpRequest) -> HttpResponse:
    """Answer before ``LanguageMiddleware``, so the language is chosen here; the page links to no such address again."""
    if request.path.startswith("/api/"):
        return json_error(414, f"地址太长，超过 {MAX_ADDRESS_LENGTH} 个字节。较长的文字请用 POST 发送。")
    try:
        typed, language = request.GET.get("q", "")[:MAX_PASTE_LENGTH], choose_language(request)
    except TooManyFieldsSent:
        request.GET = QueryDict()
        typed, language = "", choose_language(request)
    request.GET, request.path = QueryDict(), reverse("search:results")  # in the links to the other languages
    with translation.override(language):
        response = render(request, "414.html", {"typed": typed}, status=414)
    mark_language(response, language)
    return response
