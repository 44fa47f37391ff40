"""Pages that a browser has unchanged are told so before anything is read or rendered.

What a page about a document shows follows from few things: the document's row with its catalogue entry, the
documents that it cites, that cite it or have like paragraphs, the pairs of these paragraphs, and the program itself.
Whatever writes a document's text, citations or status also sets its ``updated_at`` (``resolutions.writing.ingest``,
``resolutions.writing.corrections``, ``resolutions.writing.catalogue``), so their number and the times of
their last changes tell one state from another.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from resolutions.models import Document, Status

_PROGRAM = ("portal", "resolutions", "search", "static", "templates")
_SOURCES = {".css", ".html", ".js", ".py", ".svg", ".txt"}
# In SQL because it is asked for every page: put together anew each time, the same query costs five times as much.
# Sums, not the newest: of two changes that overlap, the one that began first may be seen last.
_RELATED = """
WITH pairs AS (
    SELECT pair.id, other.document_id
    FROM resolutions_similarparagraph pair
    JOIN resolutions_paragraph own ON own.id = pair.paragraph_id
    JOIN resolutions_paragraph other ON other.id = pair.other_id
    WHERE own.document_id = %(document)s
), related AS (
    SELECT source_id AS id FROM resolutions_citation WHERE target_id = %(document)s
    UNION SELECT target_id FROM resolutions_citation WHERE source_id = %(document)s
    UNION SELECT document_id FROM pairs
)
SELECT count(*), sum(extract(epoch FROM updated_at)), (SELECT count(*) FROM pairs), (SELECT sum(id) FROM pairs)
FROM resolutions_document WHERE id IN (SELECT id FROM related)
"""


def with_document_etag(view: Callable) -> Callable:
    """Answer 304 where the reader's browser has the present version; ``view(request, document, …)`` otherwise.

    Drafts are shown to some and not to others, and have no version.
    """

    @wraps(view)
    def page(request: HttpRequest, document: Document, **kwargs) -> HttpResponse:
        if document.pk is None or document.status == Status.DRAFT or request.method not in ("GET", "HEAD"):
            return view(request, document, **kwargs)
        tag = quote_etag(compute_document_etag(request, document))
        response = get_conditional_response(request, etag=tag) or view(request, document, **kwargs)
        if response.status_code in (200, 304):
            response["ETag"] = tag
        return response

    return page


def compute_document_etag(request: HttpRequest, document: Document) -> str:
    """What tells this state of a page about ``document`` from any other; one query that fetches one row."""
    catalogue = getattr(document, "catalogue", None)
    with connection.cursor() as cursor:
        cursor.execute(_RELATED, {"document": document.pk})
        related = cursor.fetchone()
    rows = [_row(record) for record in (document, catalogue, document.agenda_item)]
    return sha256(repr([compute_program_digest(), request.build_absolute_uri(), *rows, related]).encode()).hexdigest()[
        :32
    ]


def _row(record: Model | None) -> list:
    return [getattr(record, field.attname) for field in record._meta.concrete_fields] if record else []


@cache
def compute_program_digest() -> str:
    """The program itself, templates, style and word lists included; read once a process."""
    digest = sha256((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    for folder in _PROGRAM:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in _SOURCES:
                digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
