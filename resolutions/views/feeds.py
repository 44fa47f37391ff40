"""What other programs subscribe to or install: Atom of new documents, the OpenSearch description, robots.txt."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.exports.atom import MAX_ENTRIES, SITE_NAME, Feed, feed_response
from resolutions.exports.chinese_references import format_chinese_reference
from resolutions.exports.reference import Reference
from resolutions.models import Document


def new_documents(request: HttpRequest) -> HttpResponse:
    """The documents whose texts were published last, the newest first. One query."""
    feed = Feed(request.build_absolute_uri, f"{SITE_NAME}：新收录的文件", "/", request.path)
    published = F("published_at").desc(nulls_last=True)
    for document in (
        Document.objects.held().select_related("catalogue__agenda_item").order_by(published, "-id")[:MAX_ENTRIES]
    ):
        text = "。".join(
            str(part) for part in (format_chinese_reference(Reference(document)), document.agenda_item) if part
        )
        kind = document.get_kind_display()
        feed.add(document.get_absolute_url(), document.title, text, document.available_since, categories=[kind])
    return feed_response(request, feed)


def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser needs to search the portal from its address bar."""
    context = {"name": SITE_NAME, "site": request.build_absolute_uri("/").rstrip("/")}
    return render(
        request, "feeds/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers are welcome to the documents; lists without end are not for them."""
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return render(request, "feeds/robots.txt", context, content_type="text/plain; charset=utf-8")
