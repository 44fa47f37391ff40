"""Hosts that the portal may fetch from."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from resolutions.fetching.errors import FailureReason, FetchError

_HTTPS_PORTS = (None, 443)
# Addresses that lead to an IPv4 address behind a gateway: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
_TRANSLATED_NETWORKS = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "2002::/16", "2001::/32")]


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """The hosts that may be fetched from over HTTPS, in lower case.

    ``test_servers`` are servers as ``127.0.0.1:8123`` that may be private and without TLS; empty on a real portal.
    """

    hosts: frozenset[str]
    test_servers: frozenset[str] = frozenset()

    def check_url(self, url: str) -> None:
        """Raise FetchError unless the address may be fetched."""
        parts = _split(url)
        if self.is_test_server(url):
            return
        if parts.scheme != "https" or parts.username is not None or parts.port not in _HTTPS_PORTS:
            raise FetchError(FailureReason.BAD_ADDRESS, url)
        if (parts.hostname or "").rstrip(".") not in self.hosts:
            raise FetchError(FailureReason.HOST_NOT_ALLOWED, url)

    def is_test_server(self, url: str) -> bool:
        """Return true for an address on one of the test servers."""
        parts = _split(url)
        return parts.scheme in ("http", "https") and parts.netloc in self.test_servers


def is_public(address: str) -> bool:
    """Return true for an IP address of the public internet, also when an IPv6 address contains an IPv4 one.

    >>> [is_public(a) for a in ("8.8.8.8", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2001:4860:4860::8888")]
    [True, False, False, False, True]
    """
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return is_public(str(parsed.ipv4_mapped))
        if any(parsed in network for network in _TRANSLATED_NETWORKS):
            return False
    return parsed.is_global and not parsed.is_multicast


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError as error:
        raise FetchError(FailureReason.BAD_ADDRESS, url) from error
    return parts
