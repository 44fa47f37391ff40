"""Endpoint that finds symbols in any spelling, or the citations of a text. The text is not stored."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view

from resolutions.api.endpoints import ERROR_STATUSES
from resolutions.api.parameters import only_parameters
from resolutions.api.schemas import Problem, Resolution, Text
from resolutions.display.labels import format_labels
from resolutions.display.mention_addresses import address_suffix
from resolutions.models import Document
from resolutions.pages.pasted_text import find_citations_in_chunks
from resolutions.text.citations.spellings import read_spelling, suggest_symbols
from resolutions.text.citations.typed_symbols import read_printed_symbol
from resolutions.text.official_texts import official_url
from resolutions.text.parsed import ParsedCitation
from resolutions.text.symbol_limits import explain_impossible_symbol

router = Router()
MAX_TEXT_LENGTH = 66_000  # characters of a text; in Chinese 200 KB
MAX_QUERY_TEXT_LENGTH = 2_000  # characters


class ResolveParams(Schema):
    """Parameters of a GET request."""

    text: Text = Field(min_length=1, max_length=MAX_QUERY_TEXT_LENGTH, description="文号的任何写法，或一段文字")


class Pasted(Schema):
    """Body of a POST request."""

    text: Text = Field(min_length=1, max_length=MAX_TEXT_LENGTH, description="任何文字；不保存")


@router.get(
    "resolve",
    response={200: Resolution, ERROR_STATUSES: Problem},
    operation_id="resolve",
    summary="辨认文号",
    description="文号的任何写法，或一句引文，得到规范文号。",
)
@decorate_view(only_parameters(ResolveParams))
def resolve(request: HttpRequest, params: Query[ResolveParams]) -> dict[str, Any]:
    """Resolve a short text from the address."""
    return resolve_citations(params.text)


@router.post(
    "resolve",
    response={200: Resolution, ERROR_STATUSES: Problem},
    operation_id="resolve_text",
    summary="辨认一段文字里的引文",
    description="与 GET 相同，用于较长的文字。",
)
@decorate_view(only_parameters())
def resolve_text(request: HttpRequest, pasted: Pasted) -> dict[str, Any]:
    """Resolve a text from the body."""
    return resolve_citations(pasted.text)


def resolve_citations(text: str) -> dict[str, Any]:
    """Find the symbol that the whole ``text`` is, and its citations; one query."""
    spelling = read_spelling(text)
    citations = list(find_citations_in_chunks(text))
    symbols = {citation.target for citation in citations if citation.target}
    symbols |= {spelling.symbol} if spelling else set()
    known = {document.symbol: document for document in Document.objects.visible().filter(symbol__in=symbols)}
    document = known.get(spelling.symbol) if spelling else None
    printed = read_printed_symbol(text) if not document and len(text) <= MAX_QUERY_TEXT_LENGTH else ""
    impossible = explain_impossible_symbol(printed, timezone.localdate())
    missing = spelling.symbol if spelling and not impossible else ""
    return {
        "symbol": spelling.symbol if spelling else None,
        "impossible": impossible,
        "official_url": document.official_url if document else official_url(missing),
        "cited_paragraphs": list(spelling.paragraphs) if spelling else [],
        "url": document.get_absolute_url() + address_suffix(spelling) if document and spelling else "",
        "candidates": suggest_symbols(text),
        "citations": [_citation_record(citation, known.get(citation.target)) for citation in citations],
    }


def _citation_record(citation: ParsedCitation, document: Document | None) -> dict[str, Any]:
    return {
        "start": citation.start,
        "end": citation.end,
        "surface": citation.surface,
        "symbol": citation.target,
        "url": document.get_absolute_url() if document else "",
        "held": bool(document and document.is_held),
        "cited_paragraphs": list(citation.paragraphs),
        "cited_places": format_labels(citation.paragraphs),
        "verb": citation.verb,
        "theme": citation.theme,
        "undecided": citation.undecided,
    }
