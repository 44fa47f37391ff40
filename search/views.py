"""The search pages. What is found is in ``results``, what is shown in ``page``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from haystack import connections

from search import page
from search.addresses import SearchAddress
from search.direct import find_direct
from search.folder import IndexMissing, IndexOutdated
from search.results import Answer


def results(request: HttpRequest) -> HttpResponse:
    """Documents with their best paragraphs; a symbol or number alone leads straight to its document."""
    address = SearchAddress.of(request.GET)
    direct = find_direct(address.typed)
    if direct.document and direct.goes_straight and set(request.GET) == {"q"}:
        return redirect(direct.document)
    context = {"address": address, "direct": direct, "search_query": address.typed}
    if not address.typed and not address.filters:
        return render(request, "search/start.html", context)
    try:
        answer = connections["default"].get_backend().find(address.request())
    except (IndexMissing, IndexOutdated) as error:
        return render(request, "search/unavailable.html", context | {"reason": str(error)}, status=503)
    return render(request, "search/results.html", context | _shown(address, answer))


def _shown(address: SearchAddress, answer: Answer) -> dict:
    return {
        "answer": answer,
        "total": answer.total,
        "results": page.results(answer, address.typed),
        "facets": page.facets(answer, address),
        "chips": page.chips(address),
        "sorts": page.sorts(address),
        "scopes": page.scopes(address, answer.scope),
        "modes": page.modes(address, answer.mode),
        "pager": page.pager(address, answer.total),
        "without_synonyms": page.link(address.but(use_synonyms=False)),
        "with_synonyms": page.link(address.but(use_synonyms=True)),
        "first": (address.page - 1) * page.PAGE_SIZE + 1,
    }
