"""View decorators that turn the address of a request into its document.

Other spellings of an address get one permanent redirect; unknown addresses get a 404 page with suggestions.
"""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from resolutions.display.mention_addresses import address_suffix
from resolutions.interface.places import format_label
from resolutions.models import Document, Status, as_seen_by_readers
from resolutions.text.citations.spellings import canonicalize_symbol, read_spelling, suggest_symbols
from resolutions.text.citations.typed_symbols import read_printed_symbol
from resolutions.text.symbol_limits import explain_impossible_symbol

DocumentView = Callable[..., HttpResponseBase]  # ``view(request, document, **kwargs)``
_ENCODED_BRACKET = re.compile(r"%2[89]", re.IGNORECASE)
_ANCHOR = re.compile(r"(?:op|pp|p|fn|annex|appendix|table)[a-z0-9]{1,20}", re.I)
_SLUG_PREFIX = "texts/"
_VIEW_PERMISSION = "resolutions.view_document"


def document_page(view: DocumentView) -> DocumentView:
    """Decorate ``view(request, document, **kwargs)`` to be called with ``address`` instead of ``document``.

    The document is as this reader may see it: the draft of a known document is its stub. A redirect keeps the rest
    of the path (``/cited-by``) and the query string. A response equal to the browser's copy becomes 304.
    """

    @wraps(view)
    def page(request: HttpRequest, address: str, **kwargs: Any) -> HttpResponseBase:
        document, symbol = find_document(address, request.user)
        if document is None:
            return _redirect_to_paragraph(request, address.rstrip("/")) or render_not_found(request, symbol)
        rest = request.path.removeprefix(f"/{address}")
        canonical = document.get_absolute_url() + (rest or _paragraph(address))
        if not rest and (place := _missing_place(document, address)):
            return render_not_found(request, document=document, place=place)
        if document.key != address or _has_encoded_brackets(request):
            return HttpResponsePermanentRedirect(_with_query(canonical, request.META.get("QUERY_STRING", "")))
        return view(request, document, **kwargs)

    return conditional_page(page)


def _paragraph(address: str) -> str:
    """Return the anchor of the paragraph that a typed address names, as in ``/2553第12段``."""
    spelling = read_spelling(address)
    return address_suffix(spelling) if spelling else ""


def _missing_place(document: Document, address: str) -> str:
    """Return the paragraph that a typed address names, in words, if the text has none; one query then."""
    spelling = read_spelling(address) if document.key != address else None
    if not spelling or not spelling.paragraphs or not document.has_text:
        return ""
    return "" if document.paragraphs.nearest_label(spelling.paragraphs[0]) else format_label(spelling.paragraphs[0])


def _redirect_to_paragraph(request: HttpRequest, address: str) -> HttpResponse | None:
    """Answer an address that ends with the anchor of a paragraph, as ``/S/RES/2553(2020)/op12``.

    Without a text the page of the document is as near as one comes. None when the address names no document.
    """
    head, _, anchor = address.rpartition("/")
    document = find_document(head, request.user)[0] if _ANCHOR.fullmatch(anchor) else None
    if document is None:
        return None
    if not document.has_text:
        return HttpResponsePermanentRedirect(document.get_absolute_url())
    if document.paragraphs.filter(anchor=anchor.lower()).exists():
        return HttpResponsePermanentRedirect(f"{document.get_absolute_url()}#{anchor.lower()}")
    return render_not_found(request, document=document, place=_name_place(anchor))


def _name_place(anchor: str) -> str:
    """Return the paragraph of an anchor in words.

    >>> _name_place("op12a"), _name_place("pp3"), _name_place("p99")
    ('第12(a)段', '序言部分第3段', '段落 p99')
    """
    label = re.sub(r"(?<=\d)([a-z])$", r"(\1)", anchor.lower().removeprefix("op"))
    return format_label(label.replace("pp", "PP")) or gettext("段落 {anchor}").format(anchor=anchor)


def _with_query(address: str, query: str) -> str:
    path, sign, anchor = address.partition("#")
    return f"{path}?{query}{sign}{anchor}" if query else address


def find_document(address: str, user: User | AnonymousUser | None = None) -> tuple[Document | None, str]:
    """Find the document of an address in any spelling, as ``user`` may see it; without one, as readers see it.

    Also return the canonical symbol of the address, or "". One query for a canonical address, at most three for
    others; one more for a draft or stub without counted citations. Only a draft reads the session of ``user``.
    """
    if "\0" in address:  # PostgreSQL refuses NUL characters
        return None, ""
    symbol = "" if address.startswith(_SLUG_PREFIX) else canonicalize_symbol(address) or ""
    for rows in _iter_matches(address, symbol):
        documents = [document for row in rows if (document := _as_seen_by(row, user))]
        if len(documents) == 1:
            return documents[0], documents[0].symbol
    return None, symbol


def _iter_matches(address: str, symbol: str) -> Iterator[QuerySet[Document]]:
    """Yield the documents that ``address`` may name, in turn: by slug or symbol, by canonical symbol, in any year."""
    documents = Document.objects.select_related("catalogue__agenda_item")
    if address.startswith(_SLUG_PREFIX):
        yield documents.filter(slug=address.removeprefix(_SLUG_PREFIX)).exclude(slug="")
        return
    yield documents.filter(symbol=address).exclude(symbol="")
    if symbol and symbol != address:
        yield documents.filter(symbol=symbol)
    if symbol and "(" not in symbol:
        yield documents.filter(symbol__startswith=f"{symbol}(")


def _as_seen_by(document: Document, user: User | AnonymousUser | None) -> Document | None:
    """Return the document as ``user`` may see it, None if it has no page for this user."""
    if document.status == Status.DRAFT and user is not None and is_editor(user):
        return document
    return as_seen_by_readers(document)


def is_editor(user: User | AnonymousUser) -> bool:
    """Return True for staff with a role at the desk; staff without one see what every reader sees."""
    return user.is_staff and user.has_perm(_VIEW_PERMISSION)


def render_not_found(
    request: HttpRequest, symbol: str = "", document: Document | None = None, place: str = ""
) -> HttpResponse:
    """Render the 404 page.

    ``symbol`` is a well-formed symbol that has no page. ``place`` is a paragraph, or the text, that ``document`` lacks.
    """
    spelled = request.path.strip("/")
    symbol = symbol or ("" if document else read_printed_symbol(spelled))
    context = {
        "symbol": symbol,
        "document": document,
        "place": place,
        "impossible": explain_impossible_symbol(symbol or spelled, timezone.localdate()),
        "official": Document(symbol=symbol).official_url,
        "near": Document.objects.visible().filter(symbol__in=suggest_symbols(spelled)),
    }
    return render(request, "404.html", context, status=404)


def _has_encoded_brackets(request: HttpRequest) -> bool:
    """Return True for ``%28`` in the address; needs a server that passes the raw address as ``RAW_URI``."""
    return bool(_ENCODED_BRACKET.search(request.META.get("RAW_URI", "").partition("?")[0]))
