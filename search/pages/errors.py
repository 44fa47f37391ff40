"""Responses to a search that fails: the index is unavailable, the server is busy or the query is too complex."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from resolutions.interface.sentences import translate_sentence
from search.protocol.errors import IndexUnavailableError, QueryTooComplexError, SearchBusyError

SEARCH_ERRORS = (IndexUnavailableError, SearchBusyError, QueryTooComplexError)
RETRY_SECONDS = 10
_HEADINGS = {SearchBusyError: gettext_lazy("服务器正忙"), QueryTooComplexError: gettext_lazy("检索式太复杂")}
_UNAVAILABLE = gettext_lazy("检索暂不可用")


def render_search_error(request: HttpRequest, error: Exception, **context: Any) -> HttpResponse:
    """Render the page that explains one of ``SEARCH_ERRORS``; ``context`` holds further values of its template."""
    template = "search/refused.html" if isinstance(error, QueryTooComplexError) else "search/unavailable.html"
    heading = _HEADINGS.get(type(error), _UNAVAILABLE)
    context |= {"heading": heading, "reason": translate_sentence(str(error))}
    return _with_status(render(request, template, context), error)


def build_json_search_error(error: Exception) -> HttpResponse:
    """Build the JSON response for one of ``SEARCH_ERRORS``; its ``detail`` is the message of the error."""
    response = JsonResponse({"detail": str(error)}, json_dumps_params={"ensure_ascii": False})
    return _with_status(response, error)


def _with_status(response: HttpResponse, error: Exception) -> HttpResponse:
    """Set 400 for a query that can never be answered, otherwise 503 with the time after which a retry may succeed."""
    if isinstance(error, QueryTooComplexError):
        response.status_code = 400
    else:
        response.status_code = 503
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
