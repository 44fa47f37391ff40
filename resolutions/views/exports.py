"""Exports of references and texts: a document, a paragraph, a search, a list of citations, a year or any list."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.exceptions import TooManyFieldsSent
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods

from resolutions.display.labels import format_label
from resolutions.exports.formats import FORMATS, Format
from resolutions.exports.reference import Reference
from resolutions.http.document_lookup import document_page, render_not_found
from resolutions.http.rate_limit import limit_searches
from resolutions.http.refusal import render_error_page
from resolutions.models import Document, Paragraph
from resolutions.pages.citation_filters import CitationListFilters, Side, list_citations
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.stubs import build_stub
from resolutions.text.citations.spellings import canonicalize_symbol
from search.engine import search_engine
from search.pages.errors import SEARCH_ERRORS, render_search_error
from search.pages.form_state import FormState

MAX_REFERENCES = 5_000  # in one list
CHUNK_SIZE = 200  # documents loaded at a time
# The suffix of an export, also one that does not exist, so that the page can list those that do. No symbol ends with a
# point and letters.
FORM = r"\.(?P<form>(?:csl|ref|legal|gbt7714(?:-2015)?)\.[a-z]{3,4}|[a-z]{2,8})"
Response = TypeVar("Response", bound=HttpResponseBase)


@conditional_page
@document_page
def export_document(request: HttpRequest, document: Document, form: str) -> HttpResponseBase:
    """Export one document, or one paragraph of it by the anchor or label in the parameter ``paragraph``."""
    if form not in FORMATS or FORMATS[form].is_table:
        return _refuse_format(request, form, _suffixes())
    wanted = request.GET.get("paragraph", "").strip()
    paragraph = _paragraph(document, wanted) if wanted else None
    if wanted and not paragraph:
        heading = gettext("{document} 没有这一段").format(document=document)
        sentence = gettext("“{wanted}”不是它的段落地址，段落地址如 op12 或 pp3。").format(wanted=wanted[:40])
        return render_error_page(request, heading, sentence, status=404)
    reference = Reference(document, site_of(request), paragraph, format_label(paragraph.label) if paragraph else "")
    return respond_with_reference(reference, FORMATS[form])


def respond_with_reference(reference: Reference, form: Format) -> HttpResponse:
    """Give one reference as a file."""
    return respond_with_file("".join(form.write_single(reference)), form, reference.key)


def respond_with_file(text: str, form: Format, name: str) -> HttpResponse:
    """Give a text as a file; ``name`` is its name without the suffix."""
    return _with_file_name(HttpResponse(text, content_type=_content_type(form)), form, name)


@document_page
def export_citations(request: HttpRequest, document: Document, side: Side, form: str) -> HttpResponseBase:
    """Export the documents at the other end of the citations that match the filters, each once."""
    if side == "cites" and not document.has_text:
        return render_not_found(request)
    listing = list_citations(document, side, CitationListFilters.from_query(request.GET))
    others = list(dict.fromkeys(row.other for row in listing.rows))
    return export_keys(request, others, form, f"{Reference(document).key}-{side}")


def export_year(request: HttpRequest, year: str, form: str) -> HttpResponseBase:
    """Export the documents of one year, in the order of its page."""
    documents = DocumentFilter(year=year).select(Document.objects.visible())
    documents = documents.order_by("shown_date", "number", "symbol")  # type: ignore[misc]  # alias of visible()
    return export_documents(request, documents, form, f"documents-{year}")


def export_documents(request: HttpRequest, documents: QuerySet[Document], form: str, name: str) -> HttpResponseBase:
    """Export the documents of a list in its order; ``name`` is the file name without its suffix."""
    return export_keys(request, list(documents.values_list("pk", flat=True)[: MAX_REFERENCES + 1]), form, name)


@limit_searches
def export_search(request: HttpRequest, form: str) -> HttpResponseBase:
    """Export all results of a search, in its order, whatever the page."""
    state = FormState.from_parameters(request.GET).with_changes()
    try:
        search_request = state.to_request(size=MAX_REFERENCES + 1, with_facets=False, with_snippets=False)
        answer = search_engine().search(search_request)
    except SEARCH_ERRORS as error:
        return render_search_error(request, error)
    return export_keys(request, [result.card.key for result in answer.results], form, "search")


@csrf_exempt  # it changes nothing, so a forged request does no harm
@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest, form: str) -> HttpResponseBase:
    """Export a list of symbols in any spelling, also of unknown documents; the parameter ``symbol`` is repeated."""
    try:
        given = (request.POST if request.method == "POST" else request.GET).getlist("symbol")
    except TooManyFieldsSent:
        request.GET = QueryDict()  # the error page reads it
        return _refuse_length(request)
    symbols = list(
        dict.fromkeys(symbol for text in given[: MAX_REFERENCES + 1] if (symbol := canonicalize_symbol(text)))
    )
    if not symbols:
        heading, sentence = gettext("没有可以导出的文件"), gettext("请给出文号，如 symbol=S/RES/2553(2020)。")
        return render_error_page(request, heading, sentence, status=400)
    if refused := _refused(request, len(symbols), form):
        return refused
    known = {document.symbol: document for document in _visible().filter(symbol__in=symbols)}
    documents = (known.get(symbol) or build_stub(symbol) for symbol in symbols)
    return _stream(request, documents, form, "references")


def export_made(request: HttpRequest, documents: list[Document], form: str, name: str) -> HttpResponseBase:
    """Export documents that are no rows of the table of documents, each symbol once."""
    by_symbol = {document.symbol: document for document in reversed(documents) if document.symbol}
    found = list(reversed(by_symbol.values()))
    return _refused(request, len(found), form) or _stream(request, found, form, name)


def export_keys(request: HttpRequest, pks: list[int], form: str, name: str) -> HttpResponseBase:
    """Export the visible documents of ``pks`` in this order; ``name`` is the file name without its suffix."""
    return _refused(request, len(pks), form) or _stream(request, _documents(pks), form, name)


def _refused(request: HttpRequest, count: int, form: str) -> HttpResponse | None:
    if form not in FORMATS:
        return _refuse_format(request, form, _suffixes(with_tables=True))
    if not count:
        return render_error_page(request, gettext("没有可以导出的文件"), gettext("这些条件没有找到文件。"), status=404)
    if count > MAX_REFERENCES:
        return _refuse_length(request)
    return None


def _refuse_format(request: HttpRequest, form: str, suffixes: str) -> HttpResponse:
    heading = gettext("没有 .{form} 这种格式").format(form=form)
    sentence = gettext("可以取得的格式有：{suffixes}。").format(suffixes=suffixes)
    return render_error_page(request, heading, sentence, status=404)


def _refuse_length(request: HttpRequest) -> HttpResponse:
    sentence = gettext("一次最多导出 {n} 份，请加上条件，或取用批量数据。").format(n=MAX_REFERENCES)
    return render_error_page(request, gettext("一次导出的文件太多"), sentence, status=400)


def _stream(request: HttpRequest, documents: Iterable[Document], form: str, name: str) -> StreamingHttpResponse:
    site = site_of(request)
    pieces = FORMATS[form].write(Reference(document, site) for document in documents)
    return _with_file_name(
        StreamingHttpResponse(pieces, content_type=_content_type(FORMATS[form])), FORMATS[form], name
    )


def _documents(pks: list[int]) -> Iterator[Document]:
    """Yield the documents in the given order; one query for ``CHUNK_SIZE`` of them."""
    for start in range(0, len(pks), CHUNK_SIZE):
        chunk = pks[start : start + CHUNK_SIZE]
        found = _visible().in_bulk(chunk)
        yield from (found[pk] for pk in chunk if pk in found)


def _visible() -> QuerySet[Document]:
    return Document.objects.visible().with_catalogue()


def _paragraph(document: Document, wanted: str) -> Paragraph | None:
    if not document.has_text or "\0" in wanted:
        return None
    paragraphs = document.paragraphs.in_reading_order()
    return paragraphs.filter(anchor=wanted).first() or paragraphs.filter(label=wanted).first()


def site_of(request: HttpRequest) -> str:
    """Return the portal's host, ``https://host``."""
    return request.build_absolute_uri("/").rstrip("/")


def _content_type(form: Format) -> str:
    return f"{form.media_type}; charset=utf-8"


def _with_file_name(response: Response, form: Format, name: str) -> Response:
    kind = "attachment" if form.is_download else "inline"
    response["Content-Disposition"] = f'{kind}; filename="{name}.{form.suffix}"'
    return response


def _suffixes(with_tables: bool = False) -> str:
    return gettext("、").join(f".{suffix}" for suffix, form in FORMATS.items() if with_tables or not form.is_table)
