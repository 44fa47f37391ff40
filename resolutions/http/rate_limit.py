"""Rate limit per client address: fixed windows, counted for all workers and machines together.

The workers of a machine count in a file. A machine tells the others, in PostgreSQL, only of addresses that have used a
tenth of their limit, and once for each further tenth. So ordinary readers cost no query, and an address that spreads
its requests over several machines gets at most a tenth of the limit more from each.
"""

import logging
import pickle
import socket
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from functools import cache, wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks
from django.db import DatabaseError
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from resolutions.http.client_address import client_address
from resolutions.http.refusal import render_error_page
from resolutions.models import RequestCount

logger = logging.getLogger(__name__)
WINDOW_SECONDS = 60
SHARES = 10  # into which a limit is divided; a machine tells the others of each share that was used
_KEPT = timedelta(days=1)
_CACHE_ERRORS = (OSError, EOFError, zlib.error, pickle.PickleError)  # full or read-only disk, damaged file
Response = TypeVar("Response", bound=HttpResponseBase)


def limit_searches(view: Callable[..., Response]) -> Callable[..., Response | HttpResponse]:
    """Decorate a view that searches: more than ``SEARCH_REQUESTS_PER_MINUTE`` of one address get a page with 429."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        if not is_over_limit("search", client_address(request), settings.SEARCH_REQUESTS_PER_MINUTE):
            return view(request, *args, **kwargs)
        seconds = seconds_to_next_window()
        sentence = gettext(
            "从您的网络地址来的检索太多，请在 {seconds} 秒后再试。程序请用接口 /api/v1/，或取用批量数据。"
        ).format(seconds=seconds)
        response = render_error_page(request, gettext("检索太频繁"), sentence, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(seconds)
        response["Cache-Control"] = "no-store"
        return response

    return limited


def seconds_to_next_window(window_seconds: int = WINDOW_SECONDS) -> int:
    """Return the seconds until the next window begins, at least 1."""
    return window_seconds - int(time.time()) % window_seconds


def is_over_limit(scope: str, address: str, limit: int, window_seconds: int = WINDOW_SECONDS) -> bool:
    """Count one request from ``address``; return True if all machines have counted more than ``limit`` in this window.

    At most two queries, and none for an address below a tenth of its limit or above it on this machine alone.
    """
    count, share = count_request(scope, address, window_seconds), max(1, limit // SHARES)
    if count < share or count > limit:
        return count > limit
    row = {"scope": scope, "address": salted_hmac("requests", address, algorithm="sha256").hexdigest()}
    window = int(time.time()) // window_seconds
    try:
        if count % share == 0:
            _tell_other_machines(RequestCount(**row, machine=_machine(), window_number=window, count=count))
        others = RequestCount.objects.filter(**row, window_number=window).exclude(machine=_machine())
        return count + (others.aggregate(total=Sum("count"))["total"] or 0) > limit
    except DatabaseError as error:  # the page itself says that the database does not answer
        _log_failure(f"{type(error).__name__}: {error}")
        return False


def _tell_other_machines(row: RequestCount) -> None:
    key, values = ("scope", "address", "machine"), ("window_number", "count", "counted_at")
    RequestCount.objects.bulk_create([row], update_conflicts=True, unique_fields=key, update_fields=values)


def remove_old_counts() -> int:
    """Delete the counts of windows that are long over; return their number."""
    return RequestCount.objects.filter(counted_at__lt=timezone.now() - _KEPT).delete()[0]


@cache
def _machine() -> str:
    """Return a name for the processes that share this folder of counts."""
    return sha256(f"{socket.gethostname()} {settings.CACHE_DIR}".encode()).hexdigest()


def count_request(scope: str, address: str, window_seconds: int = WINDOW_SECONDS) -> int:
    """Count one request from ``address``; return the number of its requests to this machine in this window.

    A file lock makes reading and writing one step for all processes, which the file cache of Django does not.
    Closing the file releases the lock. 0 when the cache cannot be read or written: then no request is refused.
    """
    shared, key = caches["shared"], f"{scope}:{sha256(address.encode()).hexdigest()}"
    window = int(time.time()) // window_seconds
    try:
        settings.CACHE_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.CACHE_DIR / f"{scope}.lock").open("w") as file:
            locks.lock(file, locks.LOCK_EX)
            counted_window, count = shared.get(key, (window, 0))
            count = count + 1 if counted_window == window else 1
            shared.set(key, (window, count), window_seconds)
    except _CACHE_ERRORS as error:
        _log_failure(f"{type(error).__name__}: {getattr(error, 'strerror', None) or error}")
        return 0
    return count


@cache
def _log_failure(reason: str) -> None:
    """Log a failure of the cache, once in a process for each reason."""
    logger.error("Requests are not counted, because the cache folder %s fails: %s", settings.CACHE_DIR, reason)
