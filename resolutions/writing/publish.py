"""Where ingest and index meet: a file comes in, its document is written, then the index is told.

This is the one visible place where the database's commit leads to the index (DESIGN §2).
"""

from collections.abc import Callable

from django.db import transaction

from resolutions.models import Document, Status
from resolutions.sources import SourceText, extract_text
from resolutions.writing import similar_paragraphs
from resolutions.writing.catalogue import find_catalogue_document
from resolutions.writing.ingest import IngestedFile, IngestResult, ingest_document, parse_source, set_status
from search import indexing


def ingest_file(
    data: bytes,
    name: str,
    *,
    user=None,
    publish: bool = True,
    reason: str = "收录",
    into: Document | None = None,
    taken: SourceText | None = None,
) -> IngestResult:
    """Read a file and write its document; the index follows once the transaction is committed.

    ``into`` is the document it belongs to where the text does not say so – without it the catalogue is
    asked, by date and meeting –, ``taken`` its text when already read.

    Raises ``resolutions.sources.SourceError`` with a sentence for the editor when the file cannot be read;
    then nothing is written.
    """
    taken = taken or extract_text(data, name)
    parsed = parse_source(taken.text, taken.links, taken.warnings)
    source = IngestedFile(data, name, taken.media_type, taken.text, taken.links, taken.warnings)
    into = into or find_catalogue_document(parsed)
    outcome = ingest_document(parsed, source, user=user, publish=publish, reason=reason, into=into)
    if outcome.status != "unchanged":
        _tell_index(outcome.touched)
    return outcome


def change_status(document: Document, status: Status, *, user=None, reason: str = "", version: str = "") -> None:
    """Publish or withdraw a document, and let the index know after the commit."""
    _tell_index(set_status(document, status, user=user, reason=reason, version=version))


def apply_correction(change: Callable[..., tuple[int, ...]], *args, **values) -> None:
    """Run a change of ``resolutions.writing.corrections``, and let the index know after the commit."""
    _tell_index(change(*args, **values))


def _tell_index(ids: tuple[int, ...]) -> None:
    """An index that cannot be written is logged and found again by ``index --check``; the change itself stands."""
    transaction.on_commit(lambda: indexing.update_documents(ids), robust=True)
    transaction.on_commit(
        lambda: similar_paragraphs.update_similar_paragraphs(ids[:1]), robust=True
    )  # the document itself; found again by `similar`
