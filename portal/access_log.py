"""Access log of gunicorn without query strings, so that no search is recorded."""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

LINE = "%(h)s %(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
PROBES = ("/healthz",)


class AccessLogger(Logger):
    """Log address, time, method, path, status, size and duration; no query, referrer or browser, no health probe."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> dict[str, Any]:
        """Return gunicorn's values, with the path as it was sent and control characters escaped."""
        atoms = super().atoms(resp, req, environ, request_time)
        return atoms | {"U": printable_path(environ.get("RAW_URI", ""))}

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Log the request unless it is a health probe."""
        if environ.get("PATH_INFO") not in PROBES:
            super().access(resp, req, environ, request_time)


def printable_path(address: str) -> str:
    r"""Return the path of an address without its query, in printable ASCII.

    >>> printable_path("/search?q=%E7%BB%B4%E5%92%8C")
    '/search'
    >>> printable_path("/a\x1b[31m")
    '/a\\x1b[31m'
    """
    return address.partition("?")[0].encode("unicode_escape").decode("ascii")
