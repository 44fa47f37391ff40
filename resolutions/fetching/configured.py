"""The client of the portal's settings."""

from django.conf import settings

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
    return FetchClient(policy, f"{PRODUCT} (+{settings.FETCH_CONTACT})", limits)
