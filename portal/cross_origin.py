"""Access from pages of other sites (CORS) to the API, feeds, exports and data files: no cookie counts there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

ALLOWED_METHODS = "GET, HEAD, POST, OPTIONS"
ALLOWED_HEADERS = "Content-Type, If-None-Match"
EXPOSED_HEADERS = "ETag, Retry-After, Content-Disposition"
PREFLIGHT_SECONDS = 24 * 3600  # that a browser may store the answer
_API = "/api/"
# Names of addresses that programs read. Of those with pages and files, a file is named by the keyword ``form``.
_FILES = frozenset({
    "new-documents", "data-file", "search-export", "references", "year-export", "citations-export", "document-export",
    "sitemap", "sitemap-section", "opensearch", "search:feed", "search:table", "search:suggest",
})  # fmt: skip


class CrossOriginMiddleware:
    """Let pages of any site read what programs read, errors included, and answer the preflight of browsers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to open responses."""
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        if is_preflight and _is_open(request, _resolve(request)):
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = ALLOWED_METHODS
            response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
        else:
            response = self.get_response(request)
        if _is_open(request, request.resolver_match):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        return response


def _resolve(request: HttpRequest) -> ResolverMatch | None:
    try:
        request.resolver_match = resolve(request.path_info)
    except Resolver404:
        request.resolver_match = None
    return request.resolver_match


def _is_open(request: HttpRequest, match: ResolverMatch | None) -> bool:
    if request.path.startswith(_API):
        return True
    return match is not None and (match.view_name in _FILES or bool(match.kwargs.get("form")))
