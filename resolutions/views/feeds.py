"""What other programs subscribe to or install: Atom of new documents, the OpenSearch description, robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed

from resolutions.exports.plain import plain
from resolutions.exports.reference import Reference
from resolutions.models import Document

ENTRIES = 50
NAME = "安理会决议文库"


def new_documents(request: HttpRequest) -> HttpResponse:
    """The documents whose texts were published last, the newest first. One query."""
    feed = Atom1Feed(
        title=f"{NAME}：新收录的文件",
        link=request.build_absolute_uri("/"),
        description="最近发布全文的文件",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(request.path),
        author_name=NAME,
    )
    newest = Document.objects.held().select_related("catalogue__agenda_item").order_by("-published_at", "-id")
    for document in newest[:ENTRIES]:
        catalogue = getattr(document, "catalogue", None)
        agenda_item = catalogue.agenda_item if catalogue else None
        address = request.build_absolute_uri(document.get_absolute_url())
        feed.add_item(
            title=document.title,
            link=address,
            description="。".join(str(part) for part in (plain(Reference(document)), agenda_item) if part),
            unique_id=address,
            pubdate=document.published_at,
            updateddate=document.published_at,
            categories=[document.get_kind_display()],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser needs to search the portal from its address bar."""
    context = {"name": NAME, "site": request.build_absolute_uri("/").rstrip("/")}
    return render(
        request, "feeds/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )


def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers are welcome to the documents; lists without end are not for them."""
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return render(request, "feeds/robots.txt", context, content_type="text/plain; charset=utf-8")
