"""One document of the United Nations by its symbol, from the official document system.

The request and its answers are those of public programs that use it (September 2026): a redirect to the file; 200 with
an empty body when the document is not published in the language; 404 for an unknown symbol. The type of a file is told
by its first bytes, because the server's Content-Type is not reliable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from resolutions.fetching.client import FetchClient
from resolutions.fetching.errors import FailureReason, FetchError

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_SIGNATURES = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "doc"}
_LONGEST_PREFIX = 1024  # bytes that may precede the signature of a PDF


@dataclass(frozen=True, slots=True)
class UnDocument:
    """An answer: the file's bytes, its address after redirects, and a name for it.

    ``is_published`` is false when there is no text in the language. ``is_unchanged`` is true when the validators of
    the request still hold. In both cases ``body`` is empty.
    """

    url: str
    body: bytes = b""
    file_name: str = ""
    is_published: bool = True
    is_unchanged: bool = False
    etag: str = ""
    last_modified: str = ""


def fetch_document(
    client: FetchClient, service: str, symbol: str, language: str, validators: Mapping[str, str] | None = None
) -> UnDocument:
    """Fetch one document. ``service`` is the address of the symbol service. Raises FetchError.

    ``validators`` are the headers of a conditional request. An answer that is no file, such as a page of HTML, is an
    error.
    """
    answer = client.get(build_address(service, symbol, language), validators)
    if answer.is_unchanged:
        return UnDocument(answer.url, is_unchanged=True)
    if not answer.body:
        return UnDocument(answer.url, is_published=False)
    suffix = find_file_type(answer.body)
    if not suffix:
        raise FetchError(FailureReason.UNEXPECTED, answer.url, answer.media_type or "no file")
    return UnDocument(
        answer.url,
        answer.body,
        build_file_name(symbol, language, suffix),
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
    )


def build_address(service: str, symbol: str, language: str) -> str:
    """Return the address of a document.

    >>> build_address("https://documents.un.org/api/symbol/access", "S/RES/2553(2020)", "zh")
    'https://documents.un.org/api/symbol/access?s=S%2FRES%2F2553%282020%29&l=zh&t=pdf'
    """
    return f"{service}?s={quote(symbol, safe='')}&l={language}&t=pdf"


def find_file_type(body: bytes) -> str:
    """Return the suffix of a PDF or Word file by its first bytes; empty for anything else.

    >>> find_file_type(b"%PDF-1.7"), find_file_type(b"<!DOCTYPE html>")
    ('pdf', '')
    """
    for signature, suffix in _SIGNATURES.items():
        if body.startswith(signature):
            return suffix
    return "pdf" if b"%PDF-" in body[:_LONGEST_PREFIX] and not body.lstrip().startswith(b"<") else ""


def build_file_name(symbol: str, language: str, suffix: str) -> str:
    """Return the name to store a file under.

    >>> build_file_name("S/RES/2553(2020)", "zh", "pdf")
    'S_RES_2553(2020)-ZH.pdf'
    """
    return f"{symbol.replace('/', '_')}-{language.upper()}.{suffix}"
