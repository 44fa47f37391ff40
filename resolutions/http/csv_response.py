"""CSV responses that spreadsheet programs open as UTF-8."""

from collections.abc import Iterable
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse

from resolutions.exports.csv_guard import BYTE_ORDER_MARK, iter_csv_lines

MEDIA_TYPE = "text/csv; charset=utf-8"


def build_csv_response(rows: Iterable[Iterable[str]], name: str) -> HttpResponse:
    """Build a download of a short table; ``name`` is the file name without its suffix."""
    return HttpResponse(_iter_file(rows), content_type=MEDIA_TYPE, headers=_headers(name))


def stream_csv_response(rows: Iterable[Iterable[str]], name: str) -> StreamingHttpResponse:
    """Build a download of a long table that is sent while ``rows`` are read."""
    return StreamingHttpResponse(_iter_file(rows), content_type=MEDIA_TYPE, headers=_headers(name))


def _iter_file(rows: Iterable[Iterable[str]]) -> Iterable[str]:
    return chain([BYTE_ORDER_MARK], iter_csv_lines(rows))


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}.csv"'}
