"""The page of a document: its text when it is held, otherwise what is known of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.http.document_lookup import document_or_stub_page
from resolutions.http.etags import unless_unchanged
from resolutions.models import Document, Status
from resolutions.pages.cited_by import choices_of, citing_sentences, received_counts
from resolutions.pages.cites import by_verb_and_theme
from resolutions.pages.document_facts import head_facts
from resolutions.pages.document_text import question_of, show_text
from resolutions.text.symbols import CHARTER
from resolutions.views.charter import charter

STUB_SENTENCES = 50


@document_or_stub_page
@unless_unchanged
def document(request: HttpRequest, document: Document) -> HttpResponse:
    """Dispatch by what the portal may show: the text, or citations and facts alone."""
    if document.symbol == CHARTER:
        return charter(request)
    if document.status in (Status.STUB, Status.WITHDRAWN):
        return stub(request, document)
    return text(request, document)


def text_without_symbol(request: HttpRequest, slug: str) -> HttpResponse:
    """A document that has no symbol, by its own address."""
    return document(request, address=f"texts/{slug}")


def text(request: HttpRequest, document: Document) -> HttpResponse:
    """A held document; six queries, whatever its length and however often it is cited."""
    question = question_of(request)
    received = received_counts(document)
    shown = show_text(document, received.by_label, question)
    made = [citation for citation in shown.citations if citation.is_counted]
    context = {
        "text": shown,
        "query": question.typed,
        "received": received,
        "choices": choices_of(received),
        "address": document.get_absolute_url(),
        "made": by_verb_and_theme(made),
        "made_count": len(made),
        "made_documents": len({citation.target.pk for citation in made}),
        "source": document.sources.order_by("-id").first(),
    }
    return render(request, "resolutions/document.html", head_facts(document) | context)


def stub(request: HttpRequest, document: Document) -> HttpResponse:
    """A document whose text is not shown; seven queries, however often it is cited."""
    sentences = citing_sentences(document, limit=STUB_SENTENCES)
    received = received_counts(document)
    context = {
        "sentences": sentences,
        "received": received,
        "themes": received.by_theme.most_common(),
        "more": received.citations - len(sentences),
    }
    return render(request, "resolutions/stub.html", head_facts(document) | context)
