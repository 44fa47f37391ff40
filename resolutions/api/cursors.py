"""Pagination by cursor: rows are sorted by key, and each page begins after the last row of the previous one.

Unlike page numbers, which are accepted too, cursors neither skip nor repeat rows when documents are added between two
requests.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from math import ceil
from typing import Any, Protocol

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from ninja.errors import HttpError

MAX_PAGE_SIZE = 200
DEFAULT_PAGE_SIZE = 50
MAX_PAGE = 1_000_000
MAX_KEY = 2**63 - 1  # of a BigAutoField


class PagingParams(Protocol):
    """The parameters that choose a page: a cursor, or a number from 1 on."""

    cursor: str
    page: int | None
    limit: int


class PageNotFoundError(Exception):
    """The page asked for is behind the last one."""

    def __init__(self, page: int, pages: int) -> None:
        super().__init__(f"没有第 {page} 页，最后一页是第 {pages} 页。")
        self.pages = pages


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


def paginate(
    request: HttpRequest, kind: str, rows: QuerySet, record: Callable[[Any], dict], paging: PagingParams
) -> dict[str, Any]:
    """Return one page of ``rows`` as records with the numbers and addresses of its neighbours.

    Two queries, three after the first page. Raises ``HttpError`` 404 for a cursor of another list, and
    ``PageNotFoundError`` behind the last page.
    """
    limit = paging.limit
    key = decode_cursor(kind, paging.cursor) if paging.cursor else 0
    counts = rows.aggregate(total=Count("pk"), before=Count("pk", filter=Q(pk__lte=key)))
    before = (paging.page - 1) * limit if paging.page and not paging.cursor else counts["before"]
    pages = max(1, ceil(counts["total"] / limit))
    if paging.page and before and before >= counts["total"]:
        raise PageNotFoundError(paging.page, pages)
    ordered = rows.order_by("pk")
    loaded = list(ordered.filter(pk__gt=key)[: limit + 1] if key else ordered[before : before + limit + 1])
    return {
        "items": [record(row) for row in loaded[:limit]],
        "total": counts["total"],
        "page": before // limit + 1,
        "pages": pages,
        "next": _address_after(request, kind, loaded[limit - 1].pk) if len(loaded) > limit else None,
        "previous": _previous(request, kind, ordered, before - limit) if before else None,
    }


def _previous(request: HttpRequest, kind: str, ordered: QuerySet, first: int) -> str:
    """Return the address of the page that begins with row number ``first``, counted from 0."""
    last_before = ordered.values_list("pk", flat=True)[first - 1] if first > 0 else 0
    return _address_after(request, kind, last_before)


def _address_after(request: HttpRequest, kind: str, key: int) -> str:
    """Return the address of the page after the row ``key``; of the first page for 0."""
    query = request.GET.copy()
    for name in ("cursor", "page"):
        query.pop(name, None)
    if key:
        query["cursor"] = encode_cursor(kind, key)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}" if query else request.path)
