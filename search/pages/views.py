"""The search pages. What is found is in ``results``, what is shown in ``page`` and ``exports``."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions.exports.atom import ENTRIES, respond
from search.chinese.folding import fold
from search.engine import search_backend, terms
from search.index.folder import IndexUnavailable
from search.pages import exports, results_page
from search.pages.form_state import SearchAddress
from search.pages.help import SECTIONS
from search.pages.unanswered import note_unanswered
from search.query.symbol_lookup import find_direct
from search.results.answer import Answer
from search.results.did_you_mean import near_terms
from search.results.matching import TooComplex

View = Callable[[HttpRequest], HttpResponse]


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Documents with their best paragraphs; a symbol or number alone leads straight to its document."""
    address = SearchAddress.of(request.GET)
    direct = find_direct(address.typed)
    if direct.document and direct.goes_straight and set(request.GET) == {"q"}:
        return redirect(direct.document)
    context = {"address": address, "direct": direct, "search_query": address.typed}
    if not address.typed and not address.filters:
        return render(request, "search/start.html", context | {"sections": SECTIONS})
    try:
        answer = search_backend().find(address.request())
        if not answer.total and not address.filters:
            note_unanswered(address.typed)
        context |= _shown(address, answer) | (_helped(address, answer) if not answer.total or answer.fell_back else {})
    except IndexUnavailable as error:
        return render(request, "search/unavailable.html", context | {"reason": str(error)}, status=503)
    except TooComplex as error:
        return render(request, "search/refused.html", context | {"reason": str(error)}, status=400)
    return render(request, "search/results.html", context)


def _shown(address: SearchAddress, answer: Answer) -> dict:
    return {
        "answer": answer,
        "total": answer.total,
        "results": results_page.results(answer, address),
        "facets": results_page.facets(answer, address),
        "chips": results_page.chips(address),
        "sorts": results_page.sorts(address),
        "scopes": results_page.scopes(address, answer.scope),
        "modes": results_page.modes(address, answer.mode),
        "pager": results_page.pager(address, answer.total),
        "without_synonyms": results_page.link(address.but(use_synonyms=False)),
        "with_synonyms": results_page.link(address.but(use_synonyms=True)),
        "by_words": results_page.link(address.but(mode="fuzzy")),
        "repaired": results_page.link(address.but(typed=answer.query.repaired)),
        "first": (address.page - 1) * results_page.PAGE_SIZE + 1,
        "asked": address.but().query_string(),
        "most_rows": exports.MOST_ROWS,
    }


def _helped(address: SearchAddress, answer: Answer) -> dict:
    """For a search that found nothing as typed: the same with less, and terms that look or sound alike."""
    snapshot = search_backend().snapshot()
    known = [term.folded for term in terms(snapshot).terms if not term.url]
    near = near_terms(fold(address.typed), known, snapshot)
    return {
        "near_terms": [{"name": term, "address": results_page.link(address.but(typed=term))} for term in near],
        "without_filters": results_page.link(address.but(filters={})),
        "unfiltered": answer.unfiltered,
        "everywhere": results_page.link(address.but(scope="all")) if address.scope != "all" else "",
    }


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help.html", {"sections": SECTIONS})


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What a reader may be about to type; an enhancement, so an index that is missing is no error."""
    typed = request.GET.get("q", "").strip()[:100]
    direct = find_direct(typed).document
    found = [{"text": str(direct), "kind": direct.title, "url": direct.get_absolute_url()}] if direct else []
    try:
        more = terms(search_backend().snapshot()).matching(typed)
    except IndexUnavailable:
        more = []
    found += [{"text": term.text, "kind": term.kind, "url": term.url} for term in more]
    return JsonResponse({"suggestions": found})


def answering_errors(view: View) -> View:
    """For programs: an index that cannot be searched is a 503 with a sentence, a query that takes too long a 400."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except IndexUnavailable as error:
            return _error(error, 503)
        except TooComplex as error:
            return _error(error, 400)

    return require_safe(answered)


def _error(error: Exception, status: int) -> JsonResponse:
    return JsonResponse({"detail": str(error)}, status=status, json_dumps_params={"ensure_ascii": False})


@answering_errors
def table(request: HttpRequest) -> HttpResponse:
    """All documents found as a CSV file that spreadsheets open as UTF-8."""
    address = SearchAddress.of(request.GET).but()
    answer = search_backend().find(address.request(exports.MOST_ROWS, with_facets=False))
    writer = csv.writer(_Echo())
    rows: Iterator[str] = (writer.writerow(row) for row in exports.as_rows(answer, request.build_absolute_uri))
    response = StreamingHttpResponse(_with_mark(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response


class _Echo:
    """A file that gives back what is written, as Django's documentation does for large CSV files."""

    def write(self, value: str) -> str:
        return value


def _with_mark(rows: Iterator[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from rows


@answering_errors
def feed(request: HttpRequest) -> HttpResponse:
    """The documents that meet a search, those published here last, as an Atom feed."""
    address = replace(SearchAddress.of(request.GET), sort="added", page=1)
    found = search_backend().find(address.request(ENTRIES, with_facets=False))
    return respond(request, exports.as_feed(found, address, request.build_absolute_uri, request.get_full_path()))
