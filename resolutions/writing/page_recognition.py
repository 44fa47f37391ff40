"""Recognised pages in the database, and the text of files that have them.

The pages are found by the SHA-256 of the file. A file that is read or uploaded again is not recognised again.
"""

import hashlib

from resolutions.models import PageRecognition
from resolutions.sources import SourceText, extract_text
from resolutions.sources.recognized_page import RecognizedPage


def extract_stored_text(data: bytes, name: str) -> SourceText:
    """Return the text of a file with the pages that were recognised before; one query. Raises SourceError."""
    return extract_text(data, name, recognized=load_pages(hashlib.sha256(data).hexdigest()))


def load_pages(sha256: str) -> list[RecognizedPage]:
    """Return the recognised pages of a file in order; one query."""
    rows = PageRecognition.objects.filter(sha256=sha256).order_by("page").values_list("lines", flat=True)
    return [RecognizedPage.from_json(lines) for lines in rows]


def is_stored(sha256: str, page: int) -> bool:
    """Return True if a page of a file has been recognised; one query."""
    return PageRecognition.objects.filter(sha256=sha256, page=page).exists()


def store_page(sha256: str, page: RecognizedPage, *, engine: str, script: str) -> None:
    """Store a recognised page, unless another process has stored it meanwhile."""
    row = PageRecognition(sha256=sha256, page=page.number, engine=engine, script=script, lines=page.to_json())
    PageRecognition.objects.bulk_create([row], ignore_conflicts=True)


def last_script(sha256: str) -> str:
    """Return the script of the last page that was recognised; empty without one. One query."""
    rows = PageRecognition.objects.filter(sha256=sha256).order_by("-page")
    return rows.values_list("script", flat=True).first() or ""
