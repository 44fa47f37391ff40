"""Page of a document: its text when published, otherwise its catalogue facts and citations."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from resolutions.http.document_lookup import document_page
from resolutions.http.etags import with_document_etag
from resolutions.models import Document
from resolutions.pages.citation_filters import PAGE_SIZE
from resolutions.pages.cited_by import count_cited_by, load_citing_sentences
from resolutions.pages.document_facts import document_head_context
from resolutions.pages.document_page import TEXT_TEMPLATE, build_text_page
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
    """Render a document with its text."""
    return render(request, TEXT_TEMPLATE, build_text_page(request, document))


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
