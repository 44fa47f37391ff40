"""Charter of the United Nations: its cited chapters and articles, and the sentences that cite each."""

import json
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from resolutions.display.labels import format_label
from resolutions.exports.formats import FORMATS
from resolutions.exports.reference import Reference
from resolutions.http.csv_response import stream_csv_response
from resolutions.http.document_lookup import render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.http.table_response import refuse_form
from resolutions.models import Citation, Document
from resolutions.pages.charter import (
    OFFICIAL_FULL_TEXT_URL,
    Chapter,
    build_chapters,
    canonical_part_label,
    find_chapter,
    find_charter,
    load_articles,
)
from resolutions.pages.citation_filters import CitationListFilters, list_citations
from resolutions.pages.citation_groups import iter_csv_rows
from resolutions.pages.cited_by import build_citing_sentences, count_cited_by, order_by_newest_source
from resolutions.pages.document_facts import official_text_links
from resolutions.text.symbols import CHARTER_SYMBOL
from resolutions.views.exports import respond_with_file, respond_with_reference, site_of

MAX_SENTENCES = 100
_NOT_LOADED = "（本站未载入条文。）"


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
def export_part(request: HttpRequest, label: str, form: str) -> HttpResponseBase:
    """Export a chapter, an article or a paragraph of one: a reference to it, its text or the citations of it."""
    if canonical_part_label(f"{label}.{form}"):  # ch.vii
        return charter_part(request, f"{label}.{form}")
    canonical = canonical_part_label(label)
    chapter = find_chapter(canonical)
    if not chapter:
        return _render_missing_part(request, label)
    if canonical != label:
        return _redirect(request, reverse("charter-part-export", args=[canonical, form]))
    if form == "atom":
        feed = reverse("citations", kwargs={"address": CHARTER_SYMBOL, "side": "cited-by", "form": form})
        return HttpResponsePermanentRedirect(f"{feed}?{urlencode({'paragraph': canonical})}")
    if form not in FORMATS:
        return refuse_form(request, form, [*FORMATS, "atom"])
    reference = Reference(find_charter(), site_of(request), place=format_label(canonical), part=canonical)
    if form == "csv":
        listing = list_citations(reference.document, "cited-by", CitationListFilters(paragraph=canonical))
        rows = iter_csv_rows(request.build_absolute_uri, [row.pk for row in listing.rows])
        return stream_csv_response(rows, f"{reference.key}-cited-by")
    if FORMATS[form].is_text:
        return _export_text(reference, chapter, form)
    return respond_with_reference(reference, FORMATS[form])


def _export_text(reference: Reference, chapter: Chapter, form: str) -> HttpResponse:
    """Give the text of the part, as far as it was loaded, as text or JSON; two queries."""
    articles = load_articles(reference.part)
    cited = cited_by_part(reference.part).count()
    if form == "json":
        record = {
            "document": CHARTER_SYMBOL,
            "label": reference.part,
            "place": reference.place,
            "title": str(chapter.title) if reference.part == chapter.label else "",
            "chapter": chapter.label,
            "url": reference.page.removeprefix(reference.site),
            "official_url": chapter.official_url,
            "cited": cited,
            "articles": [{"label": article.label, "text": article.text} for article in articles],
        }
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    else:
        paragraphs = [f"{format_label(article.label)}\n{article.text}" for article in articles] or [_NOT_LOADED]
        head = f"《联合国宪章》{reference.place}\n{chapter.official_url}\n{reference.page}"
        text = "\n\n".join([head, *paragraphs]) + "\n"
    return respond_with_file(text, FORMATS[form], reference.key)


def _render_missing_part(request: HttpRequest, label: str) -> HttpResponse:
    place = gettext("“{part}”这一部分：共十九章、一百一十一条").format(part=label[:40])
    return render_not_found(request, document=find_charter(), place=place)


def _redirect(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


@conditional_page
def charter_part(request: HttpRequest, label: str) -> HttpResponse:
    """Show the text of a chapter or article, if it was loaded, and the sentences that cite it. Five queries."""
    canonical = canonical_part_label(label)
    chapter = find_chapter(canonical)
    if not chapter:
        return _render_missing_part(request, label)
    if canonical != label:
        return _redirect(request, reverse("charter-part", args=[canonical]))
    sentences = order_by_newest_source(cited_by_part(canonical).select_related("paragraph", "source"))
    context = {
        "label": canonical,
        "chapter": chapter,
        "is_chapter": canonical == chapter.label,
        "sentences": build_citing_sentences(sentences[:MAX_SENTENCES]),
        "count": sentences.count(),
        "texts": load_articles(canonical),
        "words": f"宪章{format_label(canonical)}",  # to search for in the texts
    }
    return render(request, "resolutions/charter_part.html", context)


def cited_by_part(label: str) -> QuerySet[Citation]:
    """Select the citations of a chapter, an article or a paragraph of one."""
    return Citation.objects.counted().filter(target__symbol=CHARTER_SYMBOL, cited_paragraphs__contains=[label])
