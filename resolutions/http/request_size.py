"""What is sent with a request and is too long to be read."""

from django.http import HttpRequest

MAX_DRAINED_BYTES = 50_000_000  # bytes; who sends more sees a broken connection
_CHUNK = 64 * 1024


def body_size(request: HttpRequest) -> int:
    """The size of the body in bytes, as its sender says; a server reads no more than that."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    return int(size) if size.isdecimal() else 0


def drain_body(request: HttpRequest) -> None:
    """Take the body in without keeping it: a browser reads an answer only when it has sent all that it wanted to."""
    left = MAX_DRAINED_BYTES
    while left > 0 and (chunk := request.read(_CHUNK)):
        left -= len(chunk)
