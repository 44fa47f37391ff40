"""Pagination by cursor: rows are sorted by key, and each page begins after the last row of the previous one.

Unlike page numbers, cursors neither skip nor repeat rows when documents are added between two
requests, and the last page costs as much as the first.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja.errors import HttpError

MAX_PAGE_SIZE = 200
DEFAULT_PAGE_SIZE = 50
MAX_KEY = 2**63 - 1  # of a BigAutoField


def encode_cursor(kind: str, key: int) -> str:
    """Return the cursor after the row ``key`` of the list ``kind``.

    >>> encode_cursor("documents", 7), decode_cursor("documents", encode_cursor("documents", 7))
    ('ZG9jdW1lbnRzOjc', 7)
    """
    return urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def decode_cursor(kind: str, cursor: str) -> int:
    """Return the key in ``cursor``. Raises ``HttpError`` 404 unless ``encode_cursor`` made it for this list."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, _, key = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").partition(":")
        if name == kind and encode_cursor(kind, int(key)) == cursor and 0 <= int(key) <= MAX_KEY:
            return int(key)
    except ValueError:
        pass
    raise HttpError(404, "没有这一页：cursor 无效。请用上一页 next 里的地址，不要自己改写。")


def paginate_by_cursor(
    request: HttpRequest, kind: str, rows: QuerySet, record: Callable[[Any], dict], cursor: str, limit: int
) -> dict:
    """Return one page of ``rows`` as records, and the address of the next page or ``None``; one query."""
    if cursor:
        rows = rows.filter(pk__gt=decode_cursor(kind, cursor))
    loaded = list(rows.order_by("pk")[: limit + 1])
    following = _next_url(request, encode_cursor(kind, loaded[limit - 1].pk)) if len(loaded) > limit else None
    return {"items": [record(row) for row in loaded[:limit]], "next": following}


def _next_url(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
