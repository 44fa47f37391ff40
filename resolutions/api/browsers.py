"""HEAD requests, and access from pages of other sites (CORS): the data are public, and no cookie counts here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

ALLOWED_METHODS = "GET, HEAD, POST, OPTIONS"
EXPOSED_HEADERS = "ETag, Retry-After"
PREFLIGHT_SECONDS = 24 * 3600  # that a browser may store the answer


def with_cors(view: Callable) -> Callable:
    """Decorate ``view`` to let pages of any site read its answers, and to answer the preflight of browsers."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = _preflight() if is_preflight else view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        return response

    return page


def with_head(view: Callable) -> Callable:
    """Decorate ``view`` to answer HEAD as GET; the server leaves out the body."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "HEAD":
            return view(request, *args, **kwargs)
        request.method = "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = "HEAD"

    return page


def _preflight() -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": ALLOWED_METHODS,
            "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
            "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
        },
    )
