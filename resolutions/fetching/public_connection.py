"""Connections of urllib3 that reach public addresses only.

The name is resolved once, each address is checked, and the connection goes to a checked address. A name that
resolves to a private address later (DNS rebinding) is not resolved again.
"""

import socket

from urllib3 import HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from resolutions.fetching.hosts import is_public


class PrivateAddressError(Exception):
    """The name of a host resolves to no public address."""


class PublicConnection(HTTPSConnection):
    """A TLS connection to a public address of the host; the certificate is that of the host's name."""

    def _new_conn(self) -> socket.socket:
        """Connect to the first public address that answers; the errors are those of urllib3.

        Overridden as in ``urllib3.contrib.socks``, which is how urllib3 lets a connection choose its socket.
        """
        failure: OSError | None = None
        for address in resolve_public(self, self._dns_host, self.port):
            try:
                return create_connection((address, self.port), self.timeout, self.source_address, self.socket_options)
            except TimeoutError as error:
                raise ConnectTimeoutError(self, f"connecting to {self.host} timed out") from error
            except OSError as error:
                failure = error
        raise NewConnectionError(self, f"cannot connect: {failure}") from failure


def resolve_public(connection: HTTPSConnection, host: str, port: int) -> list[str]:
    """Resolve the host to its public addresses; raises PrivateAddressError when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        failure = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(host, connection, failure) from error
    addresses = [str(entry[4][0]) for entry in found]
    public = [address for address in dict.fromkeys(addresses) if is_public(address)]
    if not public:
        raise PrivateAddressError(host)
    return public


class PublicConnectionPool(HTTPSConnectionPool):
    """Connections to one host, public addresses only."""

    ConnectionCls = PublicConnection


def build_public_pools() -> PoolManager:
    """Return a pool manager that knows HTTPS to public addresses and nothing else."""
    pools = PoolManager()
    pools.pool_classes_by_scheme = {"https": PublicConnectionPool}
    return pools
