"""A gentle limit: so many requests a minute from one address, counted in whole minutes for all workers together."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from resolutions.http.client_address import client_address

WINDOW_SECONDS = 60  # seconds


class PerMinuteThrottle(BaseThrottle):
    """Keeps nothing of a request but a count under its address, and that for a minute."""

    def allow_request(self, request: HttpRequest) -> bool:
        return count_request(client_address(request)) <= settings.API_REQUESTS_PER_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


def count_request(address: str) -> int:
    """The number of this request among those of the minute from ``address``.

    Django's cache of files alone would lose some when two processes read and write at once; a lock,
    which closing the file releases, lets one after the other do so.
    """
    shared, key = caches["shared"], f"api:{sha256(address.encode()).hexdigest()}"
    minute = int(time.time()) // WINDOW_SECONDS
    folder = settings.DATA_DIR / "cache"  # writable in a container, unlike DATA_DIR itself
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "api.lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        counted, before = shared.get(key, (minute, 0))
        number = before + 1 if counted == minute else 1
        shared.set(key, (minute, number), WINDOW_SECONDS)
    return number
