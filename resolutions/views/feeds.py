"""Atom feed of new documents, the OpenSearch description and robots.txt."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from resolutions.exports.atom import MAX_ENTRIES, SITE_NAME, Feed, feed_response
from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.reference import Reference
from resolutions.models import Document
from resolutions.models.choices import chinese_display


def new_documents(request: HttpRequest) -> HttpResponse:
    """List the documents published last, the newest first; one query."""
    feed = Feed(request.build_absolute_uri, f"{SITE_NAME}：新收录的文件", reverse("home"), request.path)
    newest_first = (F("published_at").desc(nulls_last=True), "-id")
    documents = Document.objects.held().select_related("catalogue__agenda_item").order_by(*newest_first)
    for document in documents[:MAX_ENTRIES]:
        parts = (format_chinese_reference(Reference(document)), document.agenda_item)
        text = "。".join(str(part) for part in parts if part)
        kind = chinese_display(document, "kind")
        feed.add_entry(document.get_absolute_url(), document.title, text, document.available_since, categories=[kind])
    return feed_response(request, feed)


def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search for browsers, which offer it in their address bar (OpenSearch 1.1)."""
    context = {
        "name": SITE_NAME,
        "icon_url": request.build_absolute_uri(static("icon.svg")),
        "feed_url": request.build_absolute_uri(reverse("search:feed")),
        "search_url": request.build_absolute_uri(reverse("search:results")),
    }
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "feeds/opensearch.xml", context, content_type=media_type)


def robots(request: HttpRequest) -> HttpResponse:
    """Allow crawlers the documents and keep them from endless lists."""
    context = {"sitemap_url": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "feeds/robots.txt", context, content_type="text/plain; charset=utf-8")
