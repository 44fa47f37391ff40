"""Template context of the page of a document with its text."""

import json
from typing import Any

from django.http import HttpRequest

from resolutions.exports.reference import Reference
from resolutions.exports.reference_forms import build_reference_patterns
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document
from resolutions.pages.cited_by import build_facets, count_cited_by
from resolutions.pages.cites import group_by_verb_and_theme
from resolutions.pages.corrected_words import load_corrected_words
from resolutions.pages.document_facts import document_head_context
from resolutions.pages.document_text import build_document_text, parse_in_document_query, parse_script
from resolutions.pages.mandate_chain import find_mandate_chains
from resolutions.pages.translations import (
    TextMode,
    build_translated_text,
    find_shown_translation,
    parse_text_mode,
)
from resolutions.pages.ways_on import find_ways_on

TEXT_TEMPLATE = "resolutions/document.html"


def build_text_page(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Build the context of ``TEXT_TEMPLATE``; ten queries, whatever the length and number of citations.

    Two more for a document with corrected words, three for a text in another language.
    """
    query = parse_in_document_query(request)
    reference = Reference(document, request.build_absolute_uri("/").rstrip("/"))
    cited_by = count_cited_by(document)
    text = build_document_text(document, cited_by.by_label, query, parse_script(request))
    translation = find_shown_translation(document) if document.is_held else None
    mode = parse_text_mode(request) if translation else TextMode.CHINESE
    translated = None
    if translation and mode != TextMode.CHINESE:
        translated = build_translated_text(document, text, translation, mode)
    counted = [citation for citation in text.citations if citation.is_counted]
    context = {
        "text": text,
        "query": query.typed,
        "translation": translation,
        "text_mode": mode,
        "translated": translated,
        "ways": find_ways_on(document),
        "mandates": find_mandate_chains(document, text.mandate_steps),
        "received": cited_by,
        "facets": build_facets(cited_by),
        "verb_groups": group_by_verb_and_theme(counted),
        "cites_count": len(counted),
        "cites_documents": len({citation.target.pk for citation in counted}),
        "source": document.sources.in_force().first(),
        "corrected_words": load_corrected_words(document),
        "reference_patterns": json.dumps(_reference_patterns(reference), ensure_ascii=False),
    }
    return document_head_context(document) | context


def _reference_patterns(reference: Reference) -> list[dict[str, str]]:
    """Return the patterns of references with the names that the page shows, where these are not Chinese."""
    patterns: list[dict[str, str]] = []
    for pattern in build_reference_patterns(reference):
        shown = translate_sentence(pattern["name"])
        patterns.append({key: str(value) for key, value in pattern.items()})
        if shown != pattern["name"]:
            patterns[-1]["shown"] = shown
    return patterns
