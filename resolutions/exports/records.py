"""Documents, paragraphs and citations as records for JSON: exports, API and bulk files.

No record contains the portal's host or the time of writing, so identical data give identical records.
``data_dictionary`` explains the fields.
"""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from resolutions.display.labels import format_label, format_labels
from resolutions.models import CatalogueEntry, Citation, Document, Paragraph
from resolutions.models.provenance import RESTRICTED_SOURCES

Record = dict[str, Any]


def document_record(document: Document) -> Record:
    """Build the record of a document without its text; no query after ``with_catalogue()``."""
    catalogue = getattr(document, "catalogue", None)
    day = document.adopted_on
    if catalogue and not document.has_text:
        day = shared_entry(catalogue).date  # a stub has its date from the catalogue
    return {
        "key": document.key,
        "symbol": document.symbol,
        "url": document.get_absolute_url(),
        "kind": document.kind,
        "organ": document.organ,
        "number": document.number,
        "year": document.year,
        "title": document.title,
        "date": day.isoformat() if day else None,
        "status": document.status,
        "quality": document.quality,
        "official_url": document.official_url,
        "citations_in": document.citations_in,
        "citations_out": document.citations_out if document.has_text else 0,
        "catalogue": catalogue_record(catalogue) | {"subjects": subject_records(document)} if catalogue else None,
    }


def shared_entry(entry: CatalogueEntry) -> CatalogueEntry:
    """Return the entry as files for reuse may show it: without the Library's facts unless the operator allows them."""
    return entry if settings.EXPORT_LIBRARY_FACTS else entry.without_restricted_facts()


def catalogue_record(entry: CatalogueEntry) -> Record:
    """Build the record of a catalogue entry; no query after ``with_agenda_items()``.

    Agenda items after the first are the Library's, and left out unless the operator allows them.
    """
    shared = shared_entry(entry)
    items = entry.agenda_items if settings.EXPORT_LIBRARY_FACTS else [item for item in [shared.agenda_item] if item]
    entry, item = shared, shared.agenda_item
    return {
        "date": entry.date.isoformat() if entry.date else None,
        "meeting": entry.meeting_symbol,
        "agenda_item_zh": item.name_zh if item else "",
        "agenda_item_en": item.name_en if item else "",
        "agenda_items": [{"zh": one.name_zh, "en": one.name_en} for one in items],
        "title_en": entry.title_en,
        "adoption": entry.adoption,
        "votes_yes": entry.votes_yes,
        "votes_no": entry.votes_no,
        "votes_abstain": entry.votes_abstain,
        "draft_symbol": entry.draft_symbol,
        "record_url": entry.record_url,
    }


def subject_records(document: Document) -> list[Record]:
    """Build the records of a document's subjects in the order of their English headings.

    Those from the Library's data are left out unless the operator allows them. No query after ``with_catalogue()``.
    """
    links = [
        link.subject
        for link in document.subject_links.all()
        if settings.EXPORT_LIBRARY_FACTS or link.source not in RESTRICTED_SOURCES
    ]
    named = sorted(links, key=lambda subject: subject.name_en)
    return [{"zh": subject.name_zh, "en": subject.name_en} for subject in named]


def paragraph_record(paragraph: Paragraph, document: str) -> Record:
    """Build the record of a paragraph; ``document`` is the key of its document."""
    return {
        "document": document,
        "order": paragraph.order,
        "kind": paragraph.kind,
        "label": paragraph.label,
        "anchor": paragraph.anchor,
        "text": paragraph.text,
        "place": format_label(paragraph.label),
    }


def citation_record(citation: Citation) -> Record:
    """Build the record of a citation; no query after ``select_related("paragraph", "source", "target")``."""
    paragraph = citation.paragraph
    return {
        "source": citation.source.key,
        "label": paragraph.label,
        "anchor": paragraph.anchor,
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
        "target": citation.target.key if citation.target else "",
        "cited_paragraphs": list(citation.cited_paragraphs),
        "verb": citation.verb,
        "verb_group": citation.verb_group,
        "theme": citation.theme,
        "counted": citation.is_counted,
        "origin": citation.origin,
        "place": format_label(paragraph.label),
        "cited_places": format_labels(citation.cited_paragraphs),
    }


def full_document_record(document: Document, only: Paragraph | None = None) -> Record:
    """Build the record of a document with its paragraphs and their citations; two or three queries.

    ``only`` limits it to one paragraph.
    """
    record = document_record(document)
    if not document.has_text:
        return record | {"paragraphs": []}
    citations = Prefetch("citations", Citation.objects.shown().select_related("target").order_by("start"))
    paragraphs = document.paragraphs.in_reading_order().prefetch_related(citations)
    chosen = paragraphs.filter(pk=only.pk) if only else paragraphs
    return record | {"paragraphs": [_with_citations(paragraph, document) for paragraph in chosen]}


def _with_citations(paragraph: Paragraph, document: Document) -> Record:
    citations = list(paragraph.citations.all())
    for citation in citations:
        citation.paragraph, citation.source = paragraph, document
    return paragraph_record(paragraph, document.key) | {
        "citations": [citation_record(citation) for citation in citations]
    }
