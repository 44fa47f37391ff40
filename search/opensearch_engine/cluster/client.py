"""Requests to the cluster; every failure is raised as an error of ``errors.py``."""

import logging
import os
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnectionError
from urllib3 import Timeout

from search.opensearch_engine.cluster.errors import (
    ClusterAccessError,
    ClusterCertificateError,
    ClusterError,
    ClusterIndexMissingError,
    ClusterUnreachableError,
    ClusterVersionError,
)
from search.protocol.errors import QueryTooComplexError, SearchBusyError

# The client logs a warning with a traceback for every request that fails; here each one is raised as a named error.
for _name in ("opensearch", "opensearchpy.trace"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

Json = dict[str, Any]
MIN_VERSION = (2, 10)  # the first with the token filter delimited_term_freq
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")
MAX_RETRIES = 3  # on other nodes
CONNECT_SECONDS = 3  # a node whose machine is gone answers nothing; readers wait that long for each retry
TOO_COMPLEX = "检索式太复杂，未能在限定的时间内完成。请减少条件，或换用较长的词语。"
TOO_MANY_CLAUSES = "检索式的条件太多，检索引擎无法一次处理。请减少条件，或分几次检索。"
_NO_CERTIFICATE = "The file named by ca= of SEARCH_URL holds no certificate in PEM form."
_BUSY = "服务器正忙，这次检索未能在限定的时间内完成。检索式没有问题，请过一会儿再试。"
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """Connection of SEARCH_URL; ``timeout`` in seconds. The password is not part of ``repr``."""

    hosts: tuple[str, ...]
    user: str = ""
    password: str = ""
    ca_file: str = ""
    verify: bool = True
    timeout: int = 10

    def __repr__(self) -> str:
        return f"ClusterAddress({', '.join(self.hosts)})"

    @property
    def is_encrypted(self) -> bool:
        """Return whether the connection uses TLS."""
        return self.hosts[0].startswith("https:")


@cache
def _client(address: ClusterAddress, process: int) -> OpenSearch:
    """Return the client of one process; a forked process must not use the sockets of its parent."""
    options: Json = {
        "http_compress": False,
        "timeout": Timeout(connect=min(CONNECT_SECONDS, address.timeout), read=address.timeout),
        "max_retries": min(MAX_RETRIES, len(address.hosts)),
        "retry_on_timeout": False,
        "retry_on_status": (502, 503, 504),
        "pool_maxsize": 16,
    }
    if address.user:
        options["http_auth"] = (address.user, address.password)
    if address.is_encrypted:
        options |= {"verify_certs": address.verify, "ssl_show_warn": False}
        if not address.verify:
            options["ssl_assert_hostname"] = False
        if address.ca_file and address.verify:
            options["ca_certs"] = address.ca_file
    return OpenSearch(list(address.hosts), **options)


class Cluster:
    """The cluster at one address. Its methods raise ``ClusterError``, ``SearchBusyError``, ``QueryTooComplexError``."""

    def __init__(self, address: ClusterAddress):
        self.address = address

    @property
    def client(self) -> OpenSearch:
        """The client of this process; use it within ``ask``."""
        if self.address.ca_file and not Path(self.address.ca_file).is_file():
            raise ClusterCertificateError(f"The file {self.address.ca_file} named by ca= of SEARCH_URL does not exist.")
        try:
            return _client(self.address, os.getpid())
        except (ssl.SSLError, OSError) as error:
            raise ClusterCertificateError(_NO_CERTIFICATE) from error

    def ask(self, request: Callable[[OpenSearch], _Result]) -> _Result:
        """Return the answer to a request."""
        client = self.client
        with errors_named(self.address):
            return request(client)

    @property
    def _interval(self) -> str:
        """The time after which the cluster stops a search that nobody waits for any more."""
        return f"{self.address.timeout}s"

    def search(self, index: str, body: Json) -> Json:
        """Search one index; every shard must answer, because part of an answer would be a wrong one."""
        options = {"allow_partial_search_results": "false", "cancel_after_time_interval": self._interval}
        answer: Json = self.ask(lambda client: client.search(index=index, body=body, params=options))
        return _whole(answer)

    def search_each(self, index: str, bodies: Sequence[Json]) -> list[Json]:
        """Run several searches in one request; the answers come in the same order."""
        if not bodies:
            return []
        lines: list[Json] = []
        for body in bodies:
            lines += [{"allow_partial_search_results": False, "cancel_after_time_interval": self._interval}, body]
        answers = self.ask(lambda client: client.msearch(index=index, body=lines))["responses"]
        return [_whole(answer) for answer in answers]

    def require_supported(self) -> None:
        """Raise ``ClusterVersionError`` unless the server is an OpenSearch that has what the index needs."""
        try:
            answer = self.ask(lambda client: client.info())
        except ClusterIndexMissingError:  # 404 without the name of an index
            answer = None
        version = answer.get("version") if isinstance(answer, dict) else None
        known: Json = version if isinstance(version, dict) else {}
        number = str(known.get("number", "unknown"))
        if known.get("distribution") != "opensearch":
            raise ClusterVersionError(f"SEARCH_URL leads to another server than OpenSearch, version {number[:20]}.")
        parsed = _VERSION.match(number)
        if not parsed or (int(parsed[1]), int(parsed[2])) < MIN_VERSION:
            least = ".".join(map(str, MIN_VERSION))
            raise ClusterVersionError(f"OpenSearch {number[:20]} is too old; {least} or newer is needed.")


def _whole(answer: Json) -> Json:
    """Return an answer that every shard gave in time. Raises the error of an item of ``msearch``."""
    if "error" in answer:
        raise _name_status(int(answer.get("status", 500)), str(answer["error"].get("type", "")), str(answer["error"]))
    if answer.get("timed_out"):
        raise SearchBusyError(_BUSY)
    if answer["_shards"]["failed"]:
        raise ClusterUnreachableError("A part of the index does not answer; see GET _cluster/health of the cluster.")
    return answer


def _name_status(status: int, kind: str, details: str) -> Exception:
    if status == 404:
        return ClusterIndexMissingError()
    if status == 429 or "circuit_breaking" in kind or "task_cancelled" in details:
        return SearchBusyError(_BUSY)
    if "too_many" in details or "maxClauseCount" in details:
        return QueryTooComplexError(TOO_MANY_CLAUSES)
    if status in (502, 503, 504):
        return ClusterUnreachableError("A part of the index does not answer; see GET _cluster/health of the cluster.")
    named = kind[:80] if kind.replace("_", "").isalnum() else f"status {status}"
    return ClusterError(f"OpenSearch refused a request: {named}.")


@contextmanager
def errors_named(address: ClusterAddress) -> Iterator[None]:
    """Raise the errors of the client as errors of the portal, without what was sent and without the password."""
    try:
        yield
    except (AuthenticationException, AuthorizationException):
        raise ClusterAccessError(
            "OpenSearch refuses the user or the password of SEARCH_URL, or the user may not use this index."
        ) from None
    except SSLError as error:
        raise ClusterCertificateError(_explain_tls(str(error))) from None
    except ConnectionTimeout:
        raise SearchBusyError(_BUSY) from None
    except NoConnectionError as error:
        raise _name_connection_error(address, str(error)) from None
    except NotFoundError:
        raise ClusterIndexMissingError() from None
    except TransportError as error:
        status = error.status_code if isinstance(error.status_code, int) else 500
        if not address.is_encrypted and "HTTPS" in str(error.error):  # the answer of a proxy
            raise ClusterCertificateError(_speaks_tls(address)) from None
        raise _name_status(status, str(error.error), str(error.info)) from None
    except OpenSearchException as error:
        raise ClusterError(f"The client of OpenSearch raised {type(error).__name__}.") from None


def _name_connection_error(address: ClusterAddress, details: str) -> ClusterError:
    if "SSL" in details or "certificate" in details:
        return ClusterCertificateError(_explain_tls(details))
    hosts = ", ".join(address.hosts)
    if not address.is_encrypted and ("RemoteDisconnected" in details or "BadStatusLine" in details):
        return ClusterCertificateError(_speaks_tls(address))
    return ClusterUnreachableError(f"No node of OpenSearch answers at {hosts}.")


def _speaks_tls(address: ClusterAddress) -> str:
    return f"{', '.join(address.hosts)} seems to speak TLS: write opensearch+https:// in SEARCH_URL."


def _explain_tls(details: str) -> str:
    if "WRONG_VERSION_NUMBER" in details or "record layer" in details or "UNKNOWN_PROTOCOL" in details:
        return "The server speaks no TLS: write opensearch+http:// in SEARCH_URL, or turn TLS on at the server."
    if "NO_CERTIFICATE" in details or "no certificate or crl" in details.lower():
        return _NO_CERTIFICATE
    if "hostname" in details.lower() or "doesn't match" in details or "not valid for" in details:
        return "The certificate of the server names another host than SEARCH_URL."
    return "The certificate of the server cannot be verified: name the file of its authority by ca= in SEARCH_URL."
