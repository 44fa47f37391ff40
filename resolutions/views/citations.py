"""Lists of the citations of a document (``cited-by``) and in it (``cites``), as page, CSV and Atom."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from resolutions.display.labels import format_labels
from resolutions.exports.atom import MAX_ENTRIES, Feed, feed_response
from resolutions.exports.reference import Reference
from resolutions.http.csv_response import stream_csv_response
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.etags import with_document_etag
from resolutions.models import Citation, Document
from resolutions.pages.citation_filters import (
    PAGE_SIZE,
    CitationList,
    CitationListFilters,
    Side,
    list_citations,
    load_newest_sentences,
    load_sentences,
)
from resolutions.pages.cited_by import CitingSentence

CSV_COLUMNS = [
    "引用文件",
    "引用文件标题",
    "日期",
    "段落",
    "动词",
    "主题",
    "被引文件",
    "被引段落",
    "引文",
    "整句",
    "脚注所注的正文",
    "地址",
    "段落编号",
    "被引段落编号",
]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Consecutive sentences of one citing document."""

    source: Document
    sentences: list[CitingSentence]


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
    try:
        page = Paginator(listing.rows, PAGE_SIZE).page(request.GET.get("page") or 1)
    except InvalidPage:
        return render_not_found(request)
    context = {
        "document": document,
        "listing": listing,
        "page": page,
        "groups": _group_by_source(load_sentences(page.object_list)),
        "filters": listing.filters.query_string,
    }
    return render(request, f"resolutions/{listing.side.replace('-', '_')}.html", context)


def _group_by_source(sentences: list[CitingSentence]) -> list[SourceGroup]:
    groups = [list(group) for _, group in groupby(sentences, lambda sentence: sentence.source.pk)]
    return [SourceGroup(sentences[0].source, sentences) for sentences in groups]


def _csv(request: HttpRequest, document: Document, listing: CitationList) -> StreamingHttpResponse:
    """Return the list as CSV; sentences are loaded and sent a page at a time."""
    return stream_csv_response(_csv_rows(request, listing), f"{Reference(document).key}-{listing.side}")


def _csv_rows(request: HttpRequest, listing: CitationList) -> Iterator[list[str]]:
    yield list(CSV_COLUMNS)
    for start in range(0, len(listing.rows), PAGE_SIZE):
        for item in load_sentences(listing.rows[start : start + PAGE_SIZE]):
            for target, group in groupby(sorted(item.citations, key=_order), lambda citation: citation.target):
                yield _columns(request, item, target, list(group))


def _order(citation: Citation) -> tuple[int, int]:
    return citation.target_id or 0, citation.start


def _columns(
    request: HttpRequest, item: CitingSentence, target: Document | None, citations: list[Citation]
) -> list[str]:
    """Return the cells of one sentence and one document that it cites."""
    source = item.source
    labels = list(dict.fromkeys(label for citation in citations for label in citation.cited_paragraphs))
    return [
        source.symbol,
        source.title,
        source.adopted_on.isoformat() if source.adopted_on else "",
        item.place,
        "、".join(dict.fromkeys(citation.verb for citation in citations if citation.verb)),
        "、".join(dict.fromkeys(citation.theme for citation in citations if citation.theme)),
        (target.symbol or target.title) if target else "",
        format_labels(labels),
        "、".join(citation.surface for citation in citations),
        item.text,
        item.footnoted_sentence,
        request.build_absolute_uri(item.url),
        item.paragraph.label,
        " ".join(labels),
    ]


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
