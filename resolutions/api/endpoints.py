"""Endpoints for documents, paragraphs and citations; the lists are paginated by cursor."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from resolutions.api.cursors import paginate
from resolutions.api.parameters import only_parameters
from resolutions.api.schemas import (
    MAX_NAME_LENGTH,
    CitationPage,
    DocumentOut,
    DocumentPage,
    Paging,
    ParagraphPage,
    Problem,
    Text,
)
from resolutions.exports.records import Record, citation_record, document_record, paragraph_record
from resolutions.http.document_lookup import find_document
from resolutions.models import Citation, Document, Kind, Organ, Paragraph, Status, TextQuality
from resolutions.text.citations.spellings import suggest_symbols
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.text.parsed import ParagraphKind

router = Router()
ERROR_STATUSES = frozenset({400, 404, 413, 429})
VerbGroup = Literal[*VERB_GROUP_NAMES]  # type: ignore[valid-type]  # mypy reads no dynamic literals
VERB_GROUPS = "、".join(f"{key} {name}" for key, name in VERB_GROUP_NAMES.items())


class DocumentFilters(Paging):
    """Parameters of the list of documents."""

    kind: Kind | None = Field(default=None, description="文件类型")
    organ: Organ | None = Field(default=None, description="机关")
    year: int | None = Field(default=None, ge=1945, le=2100, description="年份")
    quality: TextQuality | None = Field(default=None, description="只要收录全文而文本质量如此的")
    held: bool | None = Field(default=None, description="true 只要收录全文的，false 只要未收录的")


class ParagraphFilters(Paging):
    """Parameters of the list of paragraphs."""

    document: Text = Field(default="", max_length=MAX_NAME_LENGTH, description="只要这份文件的段落；文号的任何写法")
    kind: ParagraphKind | None = Field(default=None, description="只要这一类段落")


class CitationFilters(Paging):
    """Parameters of the list of citations."""

    source: Text = Field(default="", max_length=MAX_NAME_LENGTH, description="引用文件；文号的任何写法")
    target: Text = Field(default="", max_length=MAX_NAME_LENGTH, description="被引文件；文号的任何写法")
    verb_group: VerbGroup | None = Field(default=None, description=f"动词类别：{VERB_GROUPS}")
    counted: bool | None = Field(default=None, description="true 只要计入次数的，false 只要不计入的")


@router.get(
    "documents",
    response={200: DocumentPage, ERROR_STATUSES: Problem},
    operation_id="documents",
    summary="文件",
    description="有专页的文件，收录全文的和仅见于引用或目录的，按收录先后。",
)
@decorate_view(only_parameters(DocumentFilters))
def documents(request: HttpRequest, filters: Query[DocumentFilters]) -> dict[str, Any]:
    """List documents; three queries."""
    rows = Document.objects.visible().with_catalogue()
    exact = {"shown_kind": filters.kind, "shown_organ": filters.organ, "shown_year": filters.year}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.quality is not None:
        rows = rows.held().filter(quality=filters.quality)
    if filters.held is not None:
        rows = rows.held() if filters.held else rows.exclude(status=Status.PUBLISHED)
    return paginate(request, "documents", rows, document_record, filters)


@router.get(
    "documents/{path:symbol}",
    response={200: DocumentOut, ERROR_STATUSES: Problem},
    operation_id="document",
    summary="一份文件",
    description="symbol 可以是文号的任何写法，斜线可以照写；没有文号的文件用 texts/ 加地址名。",
)
@decorate_view(only_parameters())
def document(request: HttpRequest, symbol: str) -> Record:
    """Give one document; at most five queries."""
    return document_record(get_document(symbol))


@router.get(
    "paragraphs",
    response={200: ParagraphPage, ERROR_STATUSES: Problem},
    operation_id="paragraphs",
    summary="段落",
    description="收录全文的文件的段落，照原样。",
)
@decorate_view(only_parameters(ParagraphFilters))
def paragraphs(request: HttpRequest, filters: Query[ParagraphFilters]) -> dict[str, Any]:
    """List paragraphs; one query, and up to three for the named document."""
    rows = Paragraph.objects.filter(document__status=Status.PUBLISHED).select_related("document")
    if filters.document:
        rows = rows.filter(document=get_document(filters.document))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    return paginate(request, "paragraphs", rows, _paragraph_record, filters)


@router.get(
    "citations",
    response={200: CitationPage, ERROR_STATUSES: Problem},
    operation_id="citations",
    summary="引用",
    description="收录全文的文件里的引用。source 给出该文件引用的文件，target 给出引用该文件的文件。",
)
@decorate_view(only_parameters(CitationFilters))
def citations(request: HttpRequest, filters: Query[CitationFilters]) -> dict[str, Any]:
    """List citations; one query, and up to three for each named document."""
    rows = Citation.objects.published()
    rows = rows.select_related("paragraph", "source", "target")
    for end in ("source", "target"):
        if spelling := getattr(filters, end):
            rows = rows.filter(**{end: get_document(spelling)})
    if filters.verb_group:
        rows = rows.filter(verb_group=filters.verb_group)
    if filters.counted is not None:
        rows = rows.filter(is_counted=filters.counted)
    return paginate(request, "citations", rows, citation_record, filters)


def get_document(spelling: str) -> Document:
    """Return the document that ``spelling`` names. Raises ``HttpError`` 404 that suggests similar symbols."""
    document, symbol = find_document(spelling.strip().strip("/"))
    if document is None:
        near = "、".join(suggest_symbols(spelling))
        meant = f"是否要找 {near}？" if near else ""
        raise HttpError(404, f"本站没有 {symbol or spelling[:60]} 这份文件。{meant}")
    return document


def _paragraph_record(paragraph: Paragraph) -> Record:
    return paragraph_record(paragraph, paragraph.document.key)
