"""Headers of every response: browser features that pages do not use, and what may be stored of staff's pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

# Features of Permissions Policy (W3C) that ask for a device, a place, money or the whole screen.
UNUSED_FEATURES = (
    "accelerometer, autoplay, browsing-topics, camera, display-capture, encrypted-media, fullscreen, geolocation, "
    "gyroscope, hid, idle-detection, magnetometer, microphone, midi, payment, picture-in-picture, "
    "publickey-credentials-get, screen-wake-lock, serial, usb, xr-spatial-tracking"
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES.split(", ")),
    "Cross-Origin-Resource-Policy": "same-origin",
}
GetResponse = Callable[[HttpRequest], HttpResponse]


class ResponseHeadersMiddleware:
    """Set ``HEADERS`` unless the view did; first in the list, so that static files and refusals have them too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the missing headers to the response."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class NoStoreMiddleware:
    """Forbid every cache to store what a logged-in account is shown: drafts, the desk, pages with its links.

    Must come after the middleware for sessions and accounts. A request without a session costs nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace ``Cache-Control`` when the account is logged in before or after the view."""
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.accessed
        if has_session and request.user.is_authenticated:
            response.headers.pop("Cache-Control", None)
            add_never_cache_headers(response)
        return response
