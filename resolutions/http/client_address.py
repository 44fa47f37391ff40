"""Address of the client behind a request, for counting login attempts and API requests."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the IP address of the client, empty when the server knows none.

    With ``BEHIND_PROXY`` this is the last entry of ``X-Forwarded-For``: the proxy appends the address that it
    saw, and the client can forge only the entries before it. Without a proxy the header is never read.
    An entry that is no IP address, or a request past the proxy, counts by the address of the connection.
    """
    if settings.BEHIND_PROXY:
        appended = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        try:
            return str(ip_address(appended))
        except ValueError:
            pass
    return request.META.get("REMOTE_ADDR") or ""
