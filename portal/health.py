"""Health check at /healthz for containers and load balancers: "ok" while the database answers."""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


class HealthMiddleware:
    """Answer /healthz before the host name is checked and before the redirect to HTTPS: probes come from inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer /healthz; pass every other request on."""
        return health_response() if request.path == "/healthz" else self.get_response(request)


def health_response() -> HttpResponse:
    """Return 200 when the database answers a query, 503 when it does not; one query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
