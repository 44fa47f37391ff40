"""Health check at /healthz for containers and load balancers: database, index and disk, each by itself, as JSON."""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.database_timeout import shortened
from search.indexing import index_health, measure_lag

PROBE_SECONDS = 2  # that the database has for its answer
LEAST_FREE_BYTES = 500 * 2**20  # on the disk of the data folder


class HealthMiddleware:
    """Answer /healthz before the host name is checked and before the redirect to HTTPS: probes come from inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer /healthz; pass every other request on."""
        return health_response() if request.path == "/healthz" else self.get_response(request)


def health_response() -> HttpResponse:
    """Return the state of each part; 503 only when readers cannot be served, which takes the database.

    Without an index documents are still readable; a full disk stops only editors.
    """
    database = check_database()
    index = check_index() | (check_lag() if database["ok"] else {})
    parts = {"database": database, "index": index, "disk": check_disk()}
    status = 200 if database["ok"] else 503
    return JsonResponse(parts, status=status, headers={"Cache-Control": "no-store"})


def check_database() -> dict[str, Any]:
    """Return whether the database answers a query within ``PROBE_SECONDS``."""
    try:
        with shortened(PROBE_SECONDS), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return {"ok": False}
    return {"ok": True}


def check_index() -> dict[str, Any]:
    """Return whether the index can be searched, the seconds since its last change, and what is wrong with it."""
    health = index_health()
    parts: dict[str, Any] = {"ok": health.is_ok, "state": health.state, "being_rebuilt": health.is_being_rebuilt}
    if health.age is not None:
        parts["seconds_since_change"] = health.age
    return parts if health.is_ok else parts | {"damage": health.sentence}


def check_lag() -> dict[str, Any]:
    """Return how many changes the index of this machine has not received, and since when; one query.

    Both are null while the index has yet to be compared with the database.
    """
    try:
        with shortened(PROBE_SECONDS):
            lag = measure_lag()
    except Error:
        connection.close()
        return {}
    return {"changes_behind": lag.changes, "seconds_behind": lag.seconds}


def check_disk() -> dict[str, Any]:
    """Return whether the disk of the data folder has ``LEAST_FREE_BYTES`` left."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return {"ok": False}
    return {"ok": free >= LEAST_FREE_BYTES, "free_megabytes": free // 2**20}
