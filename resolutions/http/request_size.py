"""Size of a request body, and reading past one that is too long."""

from django.http import HttpRequest

MAX_DRAINED_BYTES = 50_000_000  # a sender of more sees a broken connection
_CHUNK_BYTES = 64 * 1024


def body_size(request: HttpRequest) -> int:
    """Return the size of the body in bytes, as ``Content-Length`` gives it; 0 without one."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    return int(size) if size.isdecimal() else 0


def drain_body(request: HttpRequest) -> None:
    """Read and discard the body, at most ``MAX_DRAINED_BYTES``.

    A browser reads the response only after it has sent the whole body.
    """
    left = MAX_DRAINED_BYTES
    while left > 0 and (chunk := request.read(_CHUNK_BYTES)):
        left -= len(chunk)
