"""Rate limit per client address: fixed windows of one minute, counted for all workers together."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from resolutions.http.client_address import client_address

WINDOW_SECONDS = 60


class PerMinuteThrottle(BaseThrottle):
    """Throttle of django-ninja that stores only a count for each client address, for one minute."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; False when the address has used up its requests of the minute."""
        return count_request(client_address(request)) <= settings.API_REQUESTS_PER_MINUTE

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


def count_request(address: str) -> int:
    """Count one request from ``address`` and return the number of its requests in this minute.

    A file lock makes reading and writing one step for all processes, which the file cache of Django
    does not. Closing the file releases the lock.
    """
    shared, key = caches["shared"], f"api:{sha256(address.encode()).hexdigest()}"
    minute = int(time.time()) // WINDOW_SECONDS
    settings.CACHE_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.CACHE_DIR / "api.lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        counted_minute, count = shared.get(key, (minute, 0))
        count = count + 1 if counted_minute == minute else 1
        shared.set(key, (minute, count), WINDOW_SECONDS)
    return count
