"""Cursor pages: rows by their key, each page beginning after the last row of the one before.

Unlike page numbers, cursors neither skip nor repeat rows when documents arrive between two
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
_LARGEST_KEY = 2**63 - 1


def encode_cursor(kind: str, key: int) -> str:
    """A cursor behind the row ``key`` of a list of ``kind``.

    >>> encode_cursor("documents", 7), decode_cursor("documents", encode_cursor("documents", 7))
    ('ZG9jdW1lbnRzOjc', 7)
    """
    return urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def decode_cursor(kind: str, cursor: str) -> int:
    """The key in ``cursor``. Raises ``HttpError`` 404 for any that ``encode_cursor`` did not make for this list."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        name, _, key = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").partition(":")
        if name == kind and encode_cursor(kind, int(key)) == cursor and 0 <= int(key) <= _LARGEST_KEY:
            return int(key)
    except ValueError:
        pass
    raise HttpError(404, "没有这一页：cursor 无效。请用上一页 next 里的地址，不要自己改写。")


def paginate_by_cursor(
    request: HttpRequest, kind: str, rows: QuerySet, record: Callable[[Any], dict], cursor: str, limit: int
) -> dict:
    """One page of ``rows`` as records, and the address of the next; None on the last. One query."""
    if cursor:
        rows = rows.filter(pk__gt=decode_cursor(kind, cursor))
    found = list(rows.order_by("pk")[: limit + 1])
    following = _next(request, encode_cursor(kind, found[limit - 1].pk)) if len(found) > limit else None
    return {"items": [record(row) for row in found[:limit]], "next": following}


def _next(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
