"""The client of the portal's settings."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from resolutions.advisory_lock import wait_for_lock
from resolutions.fetching.client import FetchClient, FetchLimits
from resolutions.fetching.errors import FailureReason, FetchError
from resolutions.fetching.hosts import HostPolicy

PRODUCT = "unsc-resolutions-portal/1.0"


def may_fetch() -> bool:
    """Return true if the operator allows the portal to fetch from the United Nations."""
    return bool(settings.FETCH_CONTACT)


def build_client(limits: FetchLimits | None = None) -> FetchClient:
    """Return the client for the hosts in FETCH_HOSTS. Raises FetchError when fetching is off."""
    if not may_fetch():
        raise FetchError(FailureReason.OFF)
    policy = HostPolicy(frozenset(map(str.lower, settings.FETCH_HOSTS)), frozenset(settings.FETCH_TEST_SERVERS))
    limits = limits or FetchLimits(interval=settings.FETCH_INTERVAL)
    return FetchClient(policy, f"{PRODUCT} (+{settings.FETCH_CONTACT})", limits, turn=wait_for_turn)


@contextmanager
def wait_for_turn(host: str) -> Iterator[None]:
    """Let one process of all machines ask a host at a time, and the next one ``FETCH_INTERVAL`` seconds later."""
    with wait_for_lock(f"fetch from {host}"):
        began = time.monotonic()
        try:
            yield
        finally:
            time.sleep(max(0.0, began + settings.FETCH_INTERVAL - time.monotonic()))
