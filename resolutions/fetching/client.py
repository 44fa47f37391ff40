"""A polite HTTP client: GET from allowed hosts, with pauses, retries, and limits of size and time."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3 import exceptions as http_errors

from resolutions.fetching.errors import FailureReason, FetchError
from resolutions.fetching.hosts import HostPolicy
from resolutions.fetching.public_connection import PrivateAddressError, build_public_pools

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 2**16  # bytes
_RETRY = Retry(0)  # the client retries by itself: urllib3 would follow redirects without asking


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits of one fetch: sizes in bytes, times in seconds.

    ``interval`` is the shortest time between two requests to one host, ``seconds`` the longest time of one answer,
    ``longest_wait`` the longest time that the client waits before another attempt. A server that asks for more
    ends the fetch.
    """

    max_bytes: int = 60 * 2**20
    seconds: float = 180
    socket_seconds: float = 30
    interval: float = 1
    attempts: int = 4
    first_wait: float = 2
    longest_wait: float = 120
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """The answer of a server: ``url`` is the address after redirects, ``headers`` have lower-case names.

    ``is_unchanged`` is true when the server says that the validators of the request still hold; the body is then
    empty.
    """

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    is_unchanged: bool = False

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; "" if the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class FetchClient:
    """Fetches files from the hosts of a policy, one at a time.

    ``user_agent`` names the portal and a contact. ``sleep`` and ``clock`` are those of ``time``; tests pass others.
    ``turn`` is entered with the name of a host around each request to it, and keeps other machines waiting meanwhile.
    """

    def __init__(
        self,
        policy: HostPolicy,
        user_agent: str,
        limits: FetchLimits | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        turn: Callable[[str], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._policy = policy
        self._limits = limits or FetchLimits()
        self._headers = {"User-Agent": user_agent}
        self._sleep = sleep
        self._clock = clock
        self._turn = turn
        self._last_request: dict[str, float] = {}  # by host
        self._public_pools = build_public_pools()
        self._test_pools = PoolManager()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> FetchedFile:
        """Fetch an address, with further attempts after temporary failures. Raises FetchError.

        ``headers`` go with each request, such as ``If-None-Match`` and ``Accept``.
        """
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._follow(url, headers or {})
            except FetchError as error:
                wait = self._limits.first_wait * 2 ** (attempt - 1) if error.retry_after is None else error.retry_after
                is_last = attempt == self._limits.attempts or wait > self._limits.longest_wait
                if is_last or not error.reason.is_temporary:
                    raise
                self._sleep(wait)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _follow(self, url: str, headers: Mapping[str, str]) -> FetchedFile:
        """Fetch an address and follow redirects among the allowed hosts."""
        for _ in range(self._limits.redirects + 1):
            self._policy.check_url(url)
            self._pause_before(url)
            with self._turn(urlsplit(url).netloc), self._open(url, headers) as response:
                location = response.headers.get("Location", "")
                if response.status not in _REDIRECTS or not location:
                    return self._read_answer(url, response)
            url = urljoin(url, location)
        raise FetchError(FailureReason.TOO_MANY_REDIRECTS, url)

    def _pause_before(self, url: str) -> None:
        host = urlsplit(url).netloc
        last = self._last_request.get(host)
        if last is not None and (wait := last + self._limits.interval - self._clock()) > 0:
            self._sleep(wait)
        self._last_request[host] = self._clock()

    @contextmanager
    def _open(self, url: str, headers: Mapping[str, str]) -> Iterator[BaseHTTPResponse]:
        """Open the answer of one request, and close it; errors of the connection become FetchError."""
        pools = self._test_pools if self._policy.is_test_server(url) else self._public_pools
        timeout = Timeout(connect=self._limits.socket_seconds, read=self._limits.socket_seconds)
        response: BaseHTTPResponse | None = None
        try:
            response = pools.request(
                "GET",
                url,
                headers={**self._headers, **headers},
                redirect=False,
                retries=_RETRY,
                timeout=timeout,
                preload_content=False,
            )
            yield response
        except PrivateAddressError as error:
            raise FetchError(FailureReason.PRIVATE_ADDRESS, url) from error
        except http_errors.HTTPError as error:
            raise _describe_failure(error, url) from error
        finally:
            if response is not None:
                response.close()  # a refused or unread answer leaves no usable connection

    def _read_answer(self, url: str, response: BaseHTTPResponse) -> FetchedFile:
        headers = {name.lower(): value for name, value in response.headers.items()}
        if response.status == 304:
            return FetchedFile(url, b"", headers, is_unchanged=True)
        _require_success(url, response.status, headers)
        return FetchedFile(url, self._read_body(url, response), headers)

    def _read_body(self, url: str, response: BaseHTTPResponse) -> bytes:
        """Read the body piece by piece, so that neither an endless nor a dripping answer goes on."""
        deadline = self._clock() + self._limits.seconds
        body = bytearray()
        while piece := response.read1(_CHUNK, decode_content=True):
            body += piece
            if len(body) > self._limits.max_bytes:
                raise FetchError(FailureReason.TOO_LARGE, url, f"{self._limits.max_bytes // 2**20} MB")
            if self._clock() > deadline:
                raise FetchError(FailureReason.TOO_SLOW, url, f"{self._limits.seconds:.0f} s")
        return bytes(body)


def _require_success(url: str, status: int, headers: Mapping[str, str]) -> None:
    """Raise FetchError unless the status is that of a file."""
    detail = str(status)
    if "x-amzn-waf-action" in headers:  # a page with a script that proves to be in a browser
        raise FetchError(FailureReason.CHALLENGED, url)
    if status in (200, 203, 206):
        return
    if status in (404, 410):
        raise FetchError(FailureReason.NOT_FOUND, url, detail)
    if status in (408, 429, 503):
        raise FetchError(FailureReason.BUSY, url, detail, _read_retry_after(headers))
    if status >= 500:
        raise FetchError(FailureReason.SERVER_ERROR, url, detail)
    raise FetchError(FailureReason.REFUSED if status >= 400 else FailureReason.UNEXPECTED, url, detail)


def _read_retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header, given as a number or a date; None without a usable one."""
    try:
        return _RETRY.parse_retry_after(headers["retry-after"]) if "retry-after" in headers else None
    except (http_errors.InvalidHeader, ValueError, OverflowError):
        return None


def _describe_failure(error: http_errors.HTTPError, url: str) -> FetchError:
    cause = error.reason if isinstance(error, http_errors.MaxRetryError) else error
    if isinstance(cause, http_errors.NewConnectionError | http_errors.SSLError):  # the first is a TimeoutError, too
        return FetchError(FailureReason.UNREACHABLE, url, str(cause))
    if isinstance(cause, http_errors.TimeoutError):
        return FetchError(FailureReason.TOO_SLOW, url, type(cause).__name__)
    if isinstance(cause, http_errors.LocationParseError | http_errors.URLSchemeUnknown):
        return FetchError(FailureReason.BAD_ADDRESS, url)
    return FetchError(FailureReason.INCOMPLETE, url)
