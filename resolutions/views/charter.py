"""Charter of the United Nations: its cited chapters and articles, and the sentences that cite each."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import conditional_page

from resolutions.http.document_lookup import render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Citation, Document
from resolutions.pages.charter import (
    OFFICIAL_FULL_TEXT_URL,
    build_chapters,
    canonical_part_label,
    find_chapter,
    find_charter,
    load_articles,
)
from resolutions.pages.cited_by import build_citing_sentences, count_cited_by, order_by_newest_source
from resolutions.pages.document_facts import official_text_links
from resolutions.text.symbols import CHARTER_SYMBOL

MAX_SENTENCES = 100


@conditional_page
def charter(request: HttpRequest) -> HttpResponseBase:
    """List all chapters; cited chapters and articles are links. Four queries."""
    return _charter(request, find_charter())


@with_document_etag
def _charter(request: HttpRequest, document: Document) -> HttpResponse:
    counts = count_cited_by(document)
    context = {
        "document": document,
        "received": counts,
        "chapters": build_chapters(counts.by_label),
        "official": OFFICIAL_FULL_TEXT_URL,
        "official_texts": official_text_links(document),
    }
    return render(request, "resolutions/charter.html", context)


@conditional_page
def charter_part(request: HttpRequest, label: str) -> HttpResponse:
    """Show the text of a chapter or article, if it was loaded, and the sentences that cite it. Five queries."""
    canonical = canonical_part_label(label)
    chapter = find_chapter(canonical)
    if not chapter:
        return render_not_found(request)
    if canonical != label:
        return redirect("charter-part", canonical, permanent=True)
    citations = order_by_newest_source(
        Citation.objects.counted()
        .filter(target__symbol=CHARTER_SYMBOL, cited_paragraphs__contains=[canonical])
        .select_related("paragraph", "source")
    )
    context = {
        "label": canonical,
        "chapter": chapter,
        "is_chapter": canonical == chapter.label,
        "sentences": build_citing_sentences(citations[:MAX_SENTENCES]),
        "count": citations.count(),
        "texts": load_articles(canonical),
    }
    return render(request, "resolutions/charter_part.html", context)
