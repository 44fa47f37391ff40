"""LRU cache of rendered pages by their ETag, bounded by bytes, one in each process.

An ETag names one state of the data, the program and the address, so an entry never becomes wrong. An entry of an
older state is not asked for again and is evicted.
"""

import zlib
from collections.abc import Callable
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from resolutions.lru_cache import ByteLRU

MAX_BYTES = 12 * 1024 * 1024  # about a thousand pages of 50 KB, compressed
_COMPRESSION_LEVEL = 3  # of 9; a page shrinks to a quarter and is restored in a tenth of a millisecond


class CachedPage(NamedTuple):
    """Compressed body of a page and its headers."""

    body: bytes
    headers: dict[str, str]


_pages: ByteLRU[CachedPage] = ByteLRU(MAX_BYTES)


def respond_once(request: HttpRequest, etag: str | None, respond: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return the page cached under ``etag``; otherwise call ``respond`` and cache its response.

    Only a complete response with status 200 is cached, and none that depends on the visitor: the session was not
    read and no cookie is set. Nothing is cached without an ETag.
    """
    if etag is None:
        return respond()
    if page := _pages.get(etag):
        return HttpResponse(zlib.decompress(page.body), headers=page.headers)
    response = respond()
    if isinstance(response, HttpResponse) and _is_for_every_visitor(request, response):
        page = CachedPage(zlib.compress(response.content, _COMPRESSION_LEVEL), dict(response.items()))
        _pages.get_or_compute(etag, lambda: page, lambda page: len(page.body))
    return response


def clear_page_cache() -> None:
    """Forget all pages; for tests and benchmarks."""
    _pages.clear()


def _is_for_every_visitor(request: HttpRequest, response: HttpResponse) -> bool:
    is_session_read = hasattr(request, "session") and request.session.accessed
    return response.status_code == HTTPStatus.OK and not response.cookies and not is_session_read
