"""Rate limit of the API per client address."""

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from resolutions.http.client_address import client_address
from resolutions.http.rate_limit import is_over_limit, seconds_to_next_window


class PerMinuteThrottle(BaseThrottle):
    """Throttle of django-ninja that stores only a count for each client address, for one minute."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; False when the address has used up its requests of the minute."""
        return not is_over_limit("api", client_address(request), settings.API_REQUESTS_PER_MINUTE)

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return seconds_to_next_window()
