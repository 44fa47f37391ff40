"""The tables, one idea in each module (docs/design.md, "Tables"). ``resolutions.writing`` writes documents."""

from resolutions.models.catalogue import AgendaItem, CatalogueEntry
from resolutions.models.citations import Citation, CitationQuerySet, Origin
from resolutions.models.corrections import Change, Correction
from resolutions.models.documents import (
    Document,
    DocumentQuerySet,
    Kind,
    Organ,
    document_key,
    document_url,
)
from resolutions.models.feedback import LinkReport, UnansweredSearch
from resolutions.models.index_updates import IndexUpdate
from resolutions.models.similarity import ParagraphSketch, SimilarParagraph
from resolutions.models.texts import Paragraph, ParagraphQuerySet, SourceFile, TextVersion
from resolutions.models.uploads import Upload, UploadState
from resolutions.models.visibility import Status, as_seen_by_readers, hide_text, hide_text_in_row, shown_columns

__all__ = [
    "AgendaItem",
    "CatalogueEntry",
    "Change",
    "Citation",
    "CitationQuerySet",
    "Correction",
    "Document",
    "DocumentQuerySet",
    "IndexUpdate",
    "Kind",
    "LinkReport",
    "Organ",
    "Origin",
    "Paragraph",
    "ParagraphQuerySet",
    "ParagraphSketch",
    "SimilarParagraph",
    "SourceFile",
    "Status",
    "TextVersion",
    "UnansweredSearch",
    "Upload",
    "UploadState",
    "as_seen_by_readers",
    "document_key",
    "document_url",
    "hide_text",
    "hide_text_in_row",
    "shown_columns",
]
