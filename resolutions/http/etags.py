"""ETags of pages about a document: 304 before anything is read or rendered.

The content of such a page depends on the document's row with its catalogue entry, the documents that it cites, that
cite it, have similar paragraphs, stand beside it by number or belong to its agenda item, the pairs of these
paragraphs, the language of the interface, and the program. Everything that writes a document's text, citations or
status also sets its ``updated_at`` (``resolutions.writing``: ``ingest``, ``corrections`` and ``catalogue``), so the
ETag hashes their number and the times of their last changes.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition

from resolutions.http.page_cache import respond_once
from resolutions.interface.languages import current_language
from resolutions.models import Document, Status
from resolutions.text.neighbours import find_neighbours

DocumentView = Callable[..., HttpResponseBase]  # ``view(request, document, **kwargs)``
_PROGRAM_FOLDERS = ("portal", "resolutions", "search", "static", "templates")
_PROGRAM_SUFFIXES = {".css", ".html", ".js", ".po", ".py", ".svg", ".tsv", ".txt"}
# Written in SQL because every page needs it: building it with the ORM costs five times as much as running it.
# Sums and not the newest time: of two overlapping transactions the one that began first may become visible last.
_RELATED_SQL = """
WITH pairs AS (
    SELECT pair.id, other.document_id
    FROM resolutions_similarparagraph pair
    JOIN resolutions_paragraph own ON own.id = pair.paragraph_id
    JOIN resolutions_paragraph other ON other.id = pair.other_id
    WHERE own.document_id = %(document)s
), own_items AS (
    SELECT id, situation FROM resolutions_agendaitem WHERE id = %(item)s OR id IN (
        SELECT agendaitem_id FROM resolutions_catalogueentry_further_items WHERE catalogueentry_id = %(entry)s)
), items AS (
    SELECT id FROM own_items
    UNION SELECT id FROM resolutions_agendaitem WHERE situation <> '' AND situation IN (SELECT situation FROM own_items)
), related AS (
    SELECT source_id AS id FROM resolutions_citation WHERE target_id = %(document)s
    UNION SELECT target_id FROM resolutions_citation WHERE source_id = %(document)s
    UNION SELECT document_id FROM pairs
    UNION SELECT document_id FROM resolutions_catalogueentry WHERE agenda_item_id IN (SELECT id FROM items)
    UNION SELECT entry.document_id FROM resolutions_catalogueentry entry
    JOIN resolutions_catalogueentry_further_items further ON further.catalogueentry_id = entry.id
    WHERE further.agendaitem_id IN (SELECT id FROM items)
    UNION SELECT id FROM resolutions_document WHERE symbol = ANY(%(neighbours)s)
)
SELECT count(*), sum(extract(epoch FROM updated_at)), (SELECT count(*) FROM pairs), (SELECT sum(id) FROM pairs),
    (SELECT string_agg(item.name_zh || item.name_en, '|' ORDER BY item.id)
     FROM resolutions_agendaitem item JOIN own_items ON own_items.id = item.id)
FROM resolutions_document WHERE id IN (SELECT id FROM related)
"""


def with_document_etag(view: DocumentView) -> DocumentView:
    """Decorate ``view(request, document, **kwargs)`` to answer 304 when the browser has the current version.

    Otherwise the page comes from the page cache, if this process has rendered it for the same ETag.
    Only a 200 response carries the ETag: a page that is not found must be answered with 404 again.
    """

    @wraps(view)
    def page(request: HttpRequest, document: Document, **kwargs: Any) -> HttpResponseBase:
        etag = compute_document_etag(request, document, **kwargs)
        conditional_view = condition(etag_func=lambda request: etag)(
            lambda request: respond_once(request, etag, lambda: view(request, document, **kwargs))
        )
        response = conditional_view(request)
        if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            response.headers.pop("ETag", None)
        return response

    return page


def compute_document_etag(request: HttpRequest, document: Document, **kwargs: Any) -> str | None:
    """Return the ETag of the page that ``request`` asks for; one query that fetches one row.

    None for an unsaved document, for a draft, which not every reader may see, and for methods that change something.
    """
    if document.pk is None or document.status == Status.DRAFT or request.method not in ("GET", "HEAD"):
        return None
    catalogue = getattr(document, "catalogue", None)
    with connection.cursor() as cursor:
        neighbours = find_neighbours(document.symbol)
        item = catalogue.agenda_item_id if catalogue else None
        entry = catalogue.pk if catalogue else None
        around = {"item": item, "entry": entry, "neighbours": [*neighbours.before, *neighbours.after]}
        cursor.execute(_RELATED_SQL, {"document": document.pk, **around})
        related = cursor.fetchone()
    rows = [_row_values(record) for record in (document, catalogue, document.agenda_item)]
    state = [compute_program_digest(), current_language(), request.build_absolute_uri(), *rows, related]
    return sha256(repr(state).encode()).hexdigest()[:32]


def _row_values(record: Model | None) -> list[Any]:
    return [getattr(record, field.attname) for field in record._meta.concrete_fields] if record else []


@cache
def compute_program_digest() -> str:
    """Return the SHA-256 of the program's files, with templates, style and word lists; read once in a process.

    It is the same on every machine with the same program.
    """
    digest = sha256((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    for folder in _PROGRAM_FOLDERS:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in _PROGRAM_SUFFIXES:
                digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
