"""From the address of a request to its document: one permanent redirect for other spellings, a helpful 404."""

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.models import Document, Status
from resolutions.text.symbols import canonicalize_symbol, describe_symbol, suggest_symbols

_ENCODED_BRACKET = re.compile(r"%2[89]", re.IGNORECASE)
_TEXT = "texts/"


def document_page(view: Callable) -> Callable:
    """Give ``view`` the document its ``address`` names.

    ``view(request, document, …)``; what follows the address in the path (``/cited-by``)
    is kept in a redirect, and so is the query. A page that the reader's browser has
    unchanged is answered with 304.
    """
    return _page(view)


def document_or_stub_page(view: Callable) -> Callable:
    """As ``document_page``; the draft of a document that readers knew before is still the stub that they knew."""
    return _page(view, keeps_stubs=True)


def _page(view: Callable, keeps_stubs: bool = False) -> Callable:
    @wraps(view)
    def page(request: HttpRequest, address: str, **kwargs) -> HttpResponse:
        document, symbol = find_document(address)
        if document and not may_see(request, document):
            document = _as_stub(document) if keeps_stubs and is_known_to_readers(document) else None
        if document is None:
            return render_not_found(request, symbol)
        rest = request.path.removeprefix(f"/{address}")
        canonical = document.get_absolute_url() + rest
        if document_path(document) != address or _has_encoded_brackets(request):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{canonical}?{query}" if query else canonical)
        return view(request, document, **kwargs)

    return conditional_page(page)


def find_document(address: str) -> tuple[Document | None, str]:
    """The document of an address in any spelling, and the canonical symbol the address stands for, if any.

    One query for a canonical address, at most three for others.
    """
    if "\0" in address:  # PostgreSQL takes no such character
        return None, ""
    documents = Document.objects.select_related("catalogue__agenda_item")
    if address.startswith(_TEXT):
        return documents.filter(slug=address.removeprefix(_TEXT)).exclude(slug="").first(), ""
    if document := documents.filter(symbol=address).exclude(symbol="").first():
        return document, document.symbol
    symbol = canonicalize_symbol(address) or ""
    if not symbol:
        return None, ""
    document = documents.filter(symbol=symbol).first() or _only_one_of_any_year(documents, symbol)
    return document, document.symbol if document else symbol


def _only_one_of_any_year(documents, symbol: str) -> Document | None:
    """``S/RES/2553`` names the resolution of that number, whatever its year, when there is only one."""
    found = [] if "(" in symbol else list(documents.filter(symbol__startswith=f"{symbol}(")[:2])
    return found[0] if len(found) == 1 else None


def document_path(document: Document) -> str:
    """The path of a document's page as a reader's browser shows it, without the first slash."""
    return document.symbol or _TEXT + document.slug


def may_see(request: HttpRequest, document: Document) -> bool:
    """Drafts are for staff; the session is looked at for a draft only."""
    return document.status != Status.DRAFT or request.user.is_staff


def is_known_to_readers(document: Document) -> bool:
    """Whether readers knew the document before its draft came: by a citation or the catalogue."""
    return bool(document.symbol and (document.citations_in or hasattr(document, "catalogue")))


def _as_stub(document: Document) -> Document:
    """The document as it was before its draft came; not to be saved."""
    document.status, document.title = Status.STUB, describe_symbol(document.symbol).title
    document.facts = {}
    return document


def render_not_found(request: HttpRequest, symbol: str = "") -> HttpResponse:
    """The 404 page; ``symbol`` is a well-formed symbol that no page has."""
    official = Document(symbol=symbol).official_url
    near = Document.objects.visible().filter(symbol__in=suggest_symbols(request.path.strip("/")))
    return render(request, "404.html", {"symbol": symbol, "official": official, "near": near}, status=404)


def _has_encoded_brackets(request: HttpRequest) -> bool:
    """Whether the address came with ``%28``; only an application server that keeps the raw address can tell."""
    return bool(_ENCODED_BRACKET.search(request.META.get("RAW_URI", "").partition("?")[0]))
