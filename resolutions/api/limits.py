"""A gentle limit: so many requests a minute from one address, counted in whole minutes.

Django's cache counts them; with the usual one, in memory, each worker of the server counts for itself.
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

WINDOW = 60  # seconds


class PerMinute(BaseThrottle):
    """Keeps nothing of a request but a count under its address, and that for a minute."""

    def allow_request(self, request: HttpRequest) -> bool:
        key = f"api:{self.get_ident(request)}:{int(time.time()) // WINDOW}"
        cache.add(key, 0, WINDOW)
        try:
            return cache.incr(key) <= settings.API_REQUESTS_PER_MINUTE
        except ValueError:  # it was dropped between the two lines
            return True

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return WINDOW - time.time() % WINDOW
