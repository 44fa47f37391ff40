"""Lists of the citations of a document (``cited-by``) and in it (``cites``), as page, CSV and Atom."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from resolutions.exports.atom import MAX_ENTRIES, Feed, feed_response
from resolutions.exports.reference import Reference
from resolutions.http.csv_response import stream_csv_response
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.http.paging import find_page
from resolutions.models import Document
from resolutions.pages.citation_filters import (
    PAGE_SIZE,
    CitationList,
    CitationListFilters,
    Side,
    list_citations,
    load_newest_sentences,
    load_sentences,
)
from resolutions.pages.citation_groups import group_by_source, iter_csv_rows


@document_page
@with_document_etag
def citations(request: HttpRequest, document: Document, side: Side, form: str = "") -> HttpResponseBase:
    """Return the list as page, CSV or Atom; ``cites`` needs a published text."""
    if side == "cites" and not document.has_text:
        return render_not_found(request)
    listing = list_citations(document, side, CitationListFilters.from_query(request.GET))
    if form == "csv":
        return _csv(request, document, listing)
    if form == "atom":
        return _atom(request, document, listing)
    return _page(request, document, listing)


def _page(request: HttpRequest, document: Document, listing: CitationList) -> HttpResponse:
    page, notice = found = find_page(Paginator(listing.rows, PAGE_SIZE), request.GET.get("page"))
    context = {
        "page_notice": notice,
        "document": document,
        "listing": listing,
        "page": page,
        "groups": group_by_source(load_sentences([row.pk for row in page.object_list])),
        "filters": listing.filters.query_string,
    }
    return render(request, f"resolutions/{listing.side.replace('-', '_')}.html", context, status=found.status)


def _csv(request: HttpRequest, document: Document, listing: CitationList) -> StreamingHttpResponse:
    """Return the list as CSV; sentences are loaded and sent a page at a time."""
    rows = iter_csv_rows(request.build_absolute_uri, [row.pk for row in listing.rows])
    return stream_csv_response(rows, f"{Reference(document).key}-{listing.side}")


def _atom(request: HttpRequest, document: Document, listing: CitationList) -> HttpResponse:
    """Return the citations published last as Atom, the newest first; two queries."""
    page = f"{document.get_absolute_url()}/{listing.side}{listing.filters.query_string}"
    words = "引用" if listing.side == "cites" else "被引用"
    path = request.get_full_path()
    feed = Feed(request.build_absolute_uri, f"{document.title}：{words}", page, path, key=page)
    for item in load_newest_sentences(listing.rows, MAX_ENTRIES):
        name = f"{item.source} {item.place}".rstrip()
        title = f"{name}：{item.citations[0].surface}"
        feed.add_entry(item.url, title, item.text, item.source.available_since, part=str(item.citations[0].start))
    return feed_response(request, feed)
