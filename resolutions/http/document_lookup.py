"""View decorators that turn the address of a request into its document.

Other spellings of an address get one permanent redirect; unknown addresses get a 404 page with suggestions.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.models import Document, Status
from resolutions.text.symbols import canonicalize_symbol, describe_symbol, suggest_symbols

DocumentView = Callable[..., HttpResponseBase]  # ``view(request, document, **kwargs)``
_ENCODED_BRACKET = re.compile(r"%2[89]", re.IGNORECASE)
_SLUG_PREFIX = "texts/"
_VIEW_PERMISSION = "resolutions.view_document"


def document_page(view: DocumentView) -> DocumentView:
    """Decorate ``view(request, document, **kwargs)`` to be called with ``address`` instead of ``document``.

    A redirect keeps the rest of the path (``/cited-by``) and the query string. A response equal to the browser's copy
    becomes 304.
    """
    return _decorate(view)


def document_or_stub_page(view: DocumentView) -> DocumentView:
    """Decorate as ``document_page`` does, but show the draft of a known document as its former stub."""
    return _decorate(view, shows_stub_of_draft=True)


def _decorate(view: DocumentView, shows_stub_of_draft: bool = False) -> DocumentView:
    @wraps(view)
    def page(request: HttpRequest, address: str, **kwargs: Any) -> HttpResponseBase:
        document, symbol = find_document(address)
        if document and not may_see(request, document):
            document = _as_stub(document) if shows_stub_of_draft and is_known_to_readers(document) else None
        if document is None:
            return render_not_found(request, symbol)
        rest = request.path.removeprefix(f"/{address}")
        canonical = document.get_absolute_url() + rest
        if document.key != address or _has_encoded_brackets(request):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{canonical}?{query}" if query else canonical)
        return view(request, document, **kwargs)

    return conditional_page(page)


def find_document(address: str) -> tuple[Document | None, str]:
    """Find the document of an address in any spelling; also return the canonical symbol of the address, or "".

    One query for a canonical address, at most three for others.
    """
    if "\0" in address:  # PostgreSQL refuses NUL characters
        return None, ""
    documents = Document.objects.select_related("catalogue__agenda_item")
    if address.startswith(_SLUG_PREFIX):
        return documents.filter(slug=address.removeprefix(_SLUG_PREFIX)).exclude(slug="").first(), ""
    if document := documents.filter(symbol=address).exclude(symbol="").first():
        return document, document.symbol
    symbol = canonicalize_symbol(address) or ""
    if not symbol:
        return None, ""
    document = documents.filter(symbol=symbol).first() or _find_in_any_year(documents, symbol)
    return document, document.symbol if document else symbol


def _find_in_any_year(documents: QuerySet[Document], symbol: str) -> Document | None:
    """Find ``S/RES/2553(2020)`` by ``S/RES/2553``, unless several years have that number."""
    matches = [] if "(" in symbol else list(documents.filter(symbol__startswith=f"{symbol}(")[:2])
    return matches[0] if len(matches) == 1 else None


def may_see(request: HttpRequest, document: Document) -> bool:
    """Return True unless the document is a draft and the reader not an editor; only a draft reads the session."""
    return document.status != Status.DRAFT or is_editor(request.user)


def is_editor(user: User | AnonymousUser) -> bool:
    """Return True for staff with a role at the desk; staff without one see what every reader sees."""
    return user.is_staff and user.has_perm(_VIEW_PERMISSION)


def is_known_to_readers(document: Document) -> bool:
    """Return True if a citation or the catalogue names the document, so that it had a page before its draft."""
    return bool(document.symbol and (document.citations_in or hasattr(document, "catalogue")))


def _as_stub(document: Document) -> Document:
    """Reset a draft to its former stub, in memory only; it must not be saved."""
    document.status, document.title = Status.STUB, describe_symbol(document.symbol).title
    document.facts = {}
    return document


def render_not_found(request: HttpRequest, symbol: str = "") -> HttpResponse:
    """Render the 404 page; ``symbol`` is a well-formed symbol that has no page."""
    official = Document(symbol=symbol).official_url
    near = Document.objects.visible().filter(symbol__in=suggest_symbols(request.path.strip("/")))
    return render(request, "404.html", {"symbol": symbol, "official": official, "near": near}, status=404)


def _has_encoded_brackets(request: HttpRequest) -> bool:
    """Return True for ``%28`` in the address; needs a server that passes the raw address as ``RAW_URI``."""
    return bool(_ENCODED_BRACKET.search(request.META.get("RAW_URI", "").partition("?")[0]))
