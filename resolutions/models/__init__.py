"""The tables, one idea in each module (docs/design.md, "Tables"). ``resolutions.writing`` writes documents."""

from resolutions.models.catalogue import AgendaItem, CatalogueEntry
from resolutions.models.charter import CharterArticle
from resolutions.models.citations import Citation, CitationQuerySet, Origin
from resolutions.models.corrections import Change, Correction
from resolutions.models.desk import KEPT_FOR, Discard, Handover, HandoverState
from resolutions.models.documents import (
    Document,
    DocumentQuerySet,
    Kind,
    Organ,
    document_key,
    document_url,
)
from resolutions.models.feedback import LinkReport, UnansweredSearch
from resolutions.models.fetches import DocumentFetch, FetchOutcome
from resolutions.models.imports import CatalogueImport, HarvestProgress, ImportKind
from resolutions.models.index_updates import IndexPosition, IndexUpdate
from resolutions.models.jobs import Job, JobKind, JobState
from resolutions.models.page_texts import PageRecognition, TextLayout
from resolutions.models.paragraph_pairs import ENGLISH_CONFIGURATION, ParagraphPair
from resolutions.models.provenance import RESTRICTED_SOURCES, FactSource
from resolutions.models.request_counts import RequestCount
from resolutions.models.similarity import ParagraphSketch, SimilarParagraph
from resolutions.models.subjects import ChineseSource, DocumentSubject, Subject, SubjectKind, ThesaurusConcept
from resolutions.models.text_sources import TextOrigin, TextQuality
from resolutions.models.texts import Paragraph, ParagraphQuerySet, SourceFile, TextVersion
from resolutions.models.translations import Translation, TranslationParagraph, TranslationState
from resolutions.models.uploads import Upload, UploadState
from resolutions.models.visibility import Status, as_seen_by_readers, hide_text, hide_text_in_row, shown_columns
from resolutions.models.votes import (
    PERMANENT_SEATS,
    SEATS_OF_FORMER_STATES,
    Ballot,
    MemberState,
    StateVote,
    VetoedDraft,
)

__all__ = [
    "ENGLISH_CONFIGURATION",
    "KEPT_FOR",
    "PERMANENT_SEATS",
    "RESTRICTED_SOURCES",
    "SEATS_OF_FORMER_STATES",
    "AgendaItem",
    "Ballot",
    "CatalogueEntry",
    "CatalogueImport",
    "Change",
    "CharterArticle",
    "ChineseSource",
    "Citation",
    "CitationQuerySet",
    "Correction",
    "Discard",
    "Document",
    "DocumentFetch",
    "DocumentQuerySet",
    "DocumentSubject",
    "FactSource",
    "FetchOutcome",
    "Handover",
    "HandoverState",
    "HarvestProgress",
    "ImportKind",
    "IndexPosition",
    "IndexUpdate",
    "Job",
    "JobKind",
    "JobState",
    "Kind",
    "LinkReport",
    "MemberState",
    "Organ",
    "Origin",
    "PageRecognition",
    "Paragraph",
    "ParagraphPair",
    "ParagraphQuerySet",
    "ParagraphSketch",
    "RequestCount",
    "SimilarParagraph",
    "SourceFile",
    "StateVote",
    "Status",
    "Subject",
    "SubjectKind",
    "TextLayout",
    "TextOrigin",
    "TextQuality",
    "TextVersion",
    "ThesaurusConcept",
    "Translation",
    "TranslationParagraph",
    "TranslationState",
    "UnansweredSearch",
    "Upload",
    "UploadState",
    "VetoedDraft",
    "as_seen_by_readers",
    "document_key",
    "document_url",
    "hide_text",
    "hide_text_in_row",
    "shown_columns",
]
