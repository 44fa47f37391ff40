"""Detection of HTML and MHTML by content: a plain text may quote a tag, and a page may be named ``.txt``."""

import codecs
import re

_HEAD_LENGTH = 4096  # bytes
_PROLOGUE = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]{0,200}>|<!--.{0,1000}?-->)*", re.S)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_TAG = re.compile(rb"<[a-z][a-z0-9]{0,9}[\s>/]", re.I)
_BLOCK_END = re.compile(rb"</(?:p|div|td|tr|table|li|h[1-6]|center|blockquote)\s*>|<br\s*/?>", re.I)
_LEAST_BLOCKS = 3  # of a fragment without <html> and <body>
_MAIL_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_MIME = re.compile(rb"^MIME-Version:", re.I | re.M)
_PAGE_IN_MAIL = re.compile(
    rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/(?:html|plain))", re.I | re.M
)


def is_html(data: bytes) -> bool:
    """Return True for a page, or for a fragment that begins with a tag and has several blocks.

    >>> is_html("<html><body>安全理事会，".encode()), is_html("<script>安全理事会，".encode())
    (True, False)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.replace(b"\0", b"")[2:]
    start = _PROLOGUE.match(data[:_HEAD_LENGTH])
    at = start.end() if start else 0
    if _PAGE.match(data, at):
        return True
    return bool(_TAG.match(data, at)) and _has_blocks(data)


def is_mhtml(data: bytes) -> bool:
    """Return True for a message of MIME that holds a page or a text: a saved page (MHT, RFC 2557), or a mail (EML)."""
    head = data[:_HEAD_LENGTH].lstrip()
    return bool(_MAIL_HEADER.match(head) and _MIME.search(head) and _PAGE_IN_MAIL.search(head))


def _has_blocks(data: bytes) -> bool:
    ends = _BLOCK_END.finditer(data)
    return sum(1 for _ in zip(range(_LEAST_BLOCKS), ends, strict=False)) == _LEAST_BLOCKS
