"""The page of a document: its text when it is held, otherwise what is known of it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from resolutions.http.document_lookup import document_or_stub_page
from resolutions.http.etags import with_document_etag
from resolutions.models import Document, Status
from resolutions.pages.cited_by import build_facets, count_cited_by, load_citing_sentences
from resolutions.pages.cites import group_by_verb_and_theme
from resolutions.pages.document_facts import document_head_context
from resolutions.pages.document_text import build_shown_text, parse_in_document_query
from resolutions.text.symbols import CHARTER_SYMBOL
from resolutions.views.charter import charter

MAX_STUB_SENTENCES = 50


@document_or_stub_page
@with_document_etag
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """Dispatch by what the portal may show: the text, or citations and facts alone."""
    if document.symbol == CHARTER_SYMBOL:
        return charter(request)
    if document.status in (Status.STUB, Status.WITHDRAWN):
        return render_stub(request, document)
    return render_text(request, document)


def text_without_symbol(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A document that has no symbol, by its own address."""
    return document(request, address=f"texts/{slug}")


def render_text(request: HttpRequest, document: Document) -> HttpResponse:
    """A held document; six queries, whatever its length and however often it is cited."""
    question = parse_in_document_query(request)
    received = count_cited_by(document)
    shown = build_shown_text(document, received.by_label, question)
    made = [citation for citation in shown.citations if citation.is_counted]
    context = {
        "text": shown,
        "query": question.typed,
        "received": received,
        "choices": build_facets(received),
        "address": document.get_absolute_url(),
        "made": group_by_verb_and_theme(made),
        "made_count": len(made),
        "made_documents": len({citation.target.pk for citation in made}),
        "source": document.sources.order_by("-id").first(),
    }
    return render(request, "resolutions/document.html", document_head_context(document) | context)


def render_stub(request: HttpRequest, document: Document) -> HttpResponse:
    """A document whose text is not shown; seven queries, however often it is cited."""
    sentences = load_citing_sentences(document, limit=MAX_STUB_SENTENCES)
    received = count_cited_by(document)
    context = {
        "sentences": sentences,
        "received": received,
        "themes": received.by_theme.most_common(),
        "more": received.citations - len(sentences),
    }
    return render(request, "resolutions/stub.html", document_head_context(document) | context)
