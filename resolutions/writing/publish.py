"""Run a change of documents and update the index after its commit (docs/design.md, "Data flow").

This is the only module where a change of the database leads to the index.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from resolutions.models import Document, Status, TextQuality
from resolutions.sources import SourceText
from resolutions.text.parsed import ParsedDocument
from resolutions.writing import similar_paragraphs
from resolutions.writing.catalogue import find_catalogue_document
from resolutions.writing.derivation import parse_source
from resolutions.writing.ingest import TRANSLATION, UPLOADED, IngestedFile, IngestResult, Provenance, ingest_document
from resolutions.writing.page_recognition import extract_stored_text
from resolutions.writing.similar_in_bulk import Progress
from resolutions.writing.status import set_status
from search import indexing

logger = logging.getLogger(__name__)


def ingest_file(
    data: bytes,
    name: str,
    *,
    user: User | None = None,
    publish: bool = True,
    reason: str = "收录",
    existing: Document | None = None,
    extracted: SourceText | None = None,
    parsed: ParsedDocument | None = None,
    provenance: Provenance = UPLOADED,
    obstacles: Sequence[str] = (),
) -> IngestResult:
    """Read a file, write its document, and update the index after the commit.

    ``existing`` is the document that the text belongs to when the text does not name its symbol. Without it the
    catalogue is searched by date and meeting. ``extracted`` is the text of the file when it was extracted before,
    and ``parsed`` what ``parse_source`` made of it, without corrections. ``obstacles`` keep the text a draft.
    An unchanged document that the index lacks is only indexed.
    Raises ``resolutions.sources.SourceError``, and writes nothing, when the file cannot be read.
    """
    extracted = extracted or extract_stored_text(data, name)
    parsed = parsed or parse_source(extracted.text, extracted.links, extracted.warnings, file_name=name)
    file = build_file(data, name, extracted, provenance)
    existing = existing or find_catalogue_document(parsed)
    with transaction.atomic():
        result = ingest_document(
            parsed, file, user=user, publish=publish, reason=reason, existing=existing, obstacles=obstacles
        )
        if result.status == "unchanged":
            ensure_indexed(result.document)
        elif result.status != TRANSLATION:
            _update_index_on_commit(result.affected_ids)
    return result


def build_file(data: bytes, name: str, extracted: SourceText, provenance: Provenance = UPLOADED) -> IngestedFile:
    """Return a file with the text that was extracted from it; one with recognised pages has the quality OCR."""
    if extracted.recognized_pages:
        provenance = replace(provenance, quality=TextQuality.OCR)
    places = tuple(place.to_json() for place in extracted.places)
    values = extracted.media_type, extracted.text, extracted.links, extracted.warnings
    return IngestedFile(data, name, *values, provenance, places)


def ensure_indexed(document: Document) -> None:
    """Update the index after the commit if it lacks the document's present state: its writer may have been killed."""
    if not indexing.is_indexed(document):
        _update_index_on_commit((document.pk,))


def change_status(
    document: Document, status: Status, *, user: User | None = None, reason: str = "", edit_token: str = ""
) -> None:
    """Publish or withdraw a document, and update the index after the commit. Raises EditConflictError."""
    with transaction.atomic():
        _update_index_on_commit(set_status(document, status, user=user, reason=reason, edit_token=edit_token))


def apply_correction(correct: Callable[..., tuple[int, ...]], *args: Any, **values: Any) -> None:
    """Run a function of ``corrections`` or ``citation_corrections``, and update the index after the commit."""
    with transaction.atomic():
        _update_index_on_commit(correct(*args, **values))


def deliver_bulk_changes(progress: Progress | None = None) -> None:
    """Find the similar paragraphs of all documents that lack them, and bring the index up to date.

    Call it after changes that were written without ``ingest_file``. It also finishes what a killed process left.
    ``progress`` is called for the similar paragraphs. Raises OSError when the index cannot be written.
    """
    similar_paragraphs.update_similar_paragraphs(similar_paragraphs.find_outdated_ids(), progress)
    indexing.repair_index()


def make_texts_searchable() -> None:
    """Write the texts to the index that a running load has written; ``deliver_bulk_changes`` does the rest at its end.

    A failure is logged: the end of the load tries again.
    """
    try:
        indexing.index_new_documents()
    except OSError as error:
        logger.warning("The texts of a running load are not searchable yet: %s", error)


def has_undelivered_changes() -> bool:
    """Return whether the index has not received a committed change; one query."""
    return indexing.has_undelivered()


def _update_index_on_commit(ids: tuple[int, ...]) -> None:
    """Queue ``ids`` for the index; after the commit update it, and the similar paragraphs of the first of ``ids``.

    A failure is logged and does not undo the change. The queue stays, and the next change delivers it;
    ``index --repair`` and ``similar`` repair it too.
    """
    indexing.queue_update(ids)
    transaction.on_commit(lambda: indexing.update_documents(ids), robust=True)
    transaction.on_commit(lambda: similar_paragraphs.update_similar_paragraphs(ids[:1]), robust=True)
