"""Page of a document: its text when published, otherwise its catalogue facts and citations."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from resolutions.exports.reference import Reference
from resolutions.exports.reference_forms import build_reference_patterns
from resolutions.http.document_lookup import document_page
from resolutions.http.etags import with_document_etag
from resolutions.models import Document
from resolutions.pages.citation_filters import PAGE_SIZE
from resolutions.pages.cited_by import build_facets, count_cited_by, load_citing_sentences
from resolutions.pages.cites import group_by_verb_and_theme
from resolutions.pages.corrected_words import load_corrected_words
from resolutions.pages.document_facts import document_head_context
from resolutions.pages.document_text import build_document_text, parse_in_document_query, parse_script
from resolutions.pages.mandate_chain import find_mandate_chains
from resolutions.pages.ways_on import find_ways_on


@document_page
@with_document_etag
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """Show the text if readers may see it, otherwise the facts and citations of a stub."""
    return render_text(request, document) if document.has_text else render_stub(request, document)


def text_without_symbol(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a document that has no symbol, by its slug."""
    return document(request, address=f"texts/{slug}")


def render_text(request: HttpRequest, document: Document) -> HttpResponse:
    """Render a document with its text; nine queries, whatever its length and number of citations.

    Two more for a document with corrected words.
    """
    query = parse_in_document_query(request)
    cited_by = count_cited_by(document)
    text = build_document_text(document, cited_by.by_label, query, parse_script(request))
    counted = [citation for citation in text.citations if citation.is_counted]
    context = {
        "text": text,
        "query": query.typed,
        "ways": find_ways_on(document),
        "mandates": find_mandate_chains(document, text.mandate_steps),
        "received": cited_by,
        "facets": build_facets(cited_by),
        "verb_groups": group_by_verb_and_theme(counted),
        "cites_count": len(counted),
        "cites_documents": len({citation.target.pk for citation in counted}),
        "source": document.sources.in_force().first(),
        "corrected_words": load_corrected_words(document),
        "reference_patterns": build_reference_patterns(
            Reference(document, request.build_absolute_uri("/").rstrip("/"))
        ),
    }
    return render(request, "resolutions/document.html", document_head_context(document) | context)


def render_stub(request: HttpRequest, document: Document) -> HttpResponse:
    """Render a document without its text; nine queries, whatever its number of citations."""
    sentences = load_citing_sentences(document, limit=PAGE_SIZE)  # the first page of the list of citations
    cited_by = count_cited_by(document)
    context = {
        "sentences": sentences,
        "ways": find_ways_on(document),
        "received": cited_by,
        "themes": cited_by.by_theme.most_common(),
        "more": max(cited_by.citations - PAGE_SIZE, 0),
    }
    return render(request, "resolutions/stub.html", document_head_context(document) | context)
