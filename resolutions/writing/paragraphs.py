"""Write the paragraphs and citations of a parsed document."""

from collections.abc import Iterable

from resolutions.models import Citation, Document, Paragraph
from resolutions.stubs import build_stub
from resolutions.text.parsed import ParsedCitation, ParsedDocument, ParsedParagraph
from resolutions.writing.citation_counts import find_cited_ids, recount
from resolutions.writing.manual_citations import place_manual_citations
from resolutions.writing.translation_texts import pair_again


def write_paragraphs(document: Document, parsed: ParsedDocument, *, with_counts: bool = True) -> tuple[int, ...]:
    """Replace the paragraphs and citations; return the ids of the documents with a changed page or count.

    Without ``with_counts`` the caller has to recount these documents in the same transaction.
    """
    cited_before = find_cited_ids(document)
    lost = _replace_paragraphs(document, parsed)
    if lost:
        document.warnings = [*lost, *document.warnings]
        document.save(update_fields=["warnings", "updated_at"])
    pair_again(document)
    affected_ids = (document.pk, *sorted(cited_before | find_cited_ids(document)))
    if with_counts:
        recount(affected_ids)
    return affected_ids


def ensure_targets(symbols: Iterable[str]) -> dict[str, Document]:
    """Return the documents with these symbols; missing ones are created as stubs."""
    unique = sorted(set(symbols))
    Document.objects.bulk_create([build_stub(symbol) for symbol in unique], ignore_conflicts=True)
    return {document.symbol: document for document in Document.objects.filter(symbol__in=unique)}


def _replace_paragraphs(document: Document, parsed: ParsedDocument) -> list[str]:
    """Write the paragraphs and citations again, and place the manual citations in them.

    A citation of the program that overlaps a manual one is dropped.
    Return a warning for each manual citation with words that are gone.
    """
    manual = list(document.citations_made.by_staff().in_reading_order().select_related("paragraph"))
    document.paragraphs.all().delete()
    paragraphs = Paragraph.objects.bulk_create(
        _build_paragraph(document, order, paragraph) for order, paragraph in enumerate(parsed.paragraphs)
    )
    targets = ensure_targets(c.target for paragraph in parsed.paragraphs for c in paragraph.citations if c.target)
    placed, lost = place_manual_citations(manual, paragraphs)
    automatic = [
        _build_citation(document, row, citation, targets)
        for row, paragraph in zip(paragraphs, parsed.paragraphs, strict=True)
        for citation in paragraph.citations
    ]
    Citation.objects.bulk_create([*placed, *(citation for citation in automatic if not _overlaps(citation, placed))])
    return lost


def _build_paragraph(document: Document, order: int, parsed: ParsedParagraph) -> Paragraph:
    return Paragraph(
        document=document,
        order=order,
        kind=parsed.kind,
        label=parsed.label,
        anchor=parsed.anchor,
        text=parsed.text,
        lead=parsed.lead,
        level=parsed.level,
        marks=[[mark.start, mark.end, mark.anchor] for mark in parsed.marks],
        rows=[{"role": row.role, "cells": [[cell.start, cell.end] for cell in row.cells]} for row in parsed.rows],
    )


def _build_citation(
    document: Document, paragraph: Paragraph, parsed: ParsedCitation, targets: dict[str, Document]
) -> Citation:
    return Citation(
        paragraph=paragraph,
        source=document,
        target=targets.get(parsed.target),
        start=parsed.start,
        end=parsed.end,
        cited_paragraphs=list(parsed.paragraphs),
        verb=parsed.verb,
        verb_group=parsed.verb_group,
        theme=parsed.theme[:200],
        form=parsed.form,
        is_counted=parsed.counted,
        undecided=parsed.undecided[:200],
    )


def _overlaps(citation: Citation, others: list[Citation]) -> bool:
    return any(
        other.paragraph is citation.paragraph and other.start < citation.end and citation.start < other.end
        for other in others
    )
