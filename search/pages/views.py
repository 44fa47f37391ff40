"""The search pages. What is found is in ``search_results``, what is shown in ``page`` and ``exports``."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from itertools import chain

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions.exports.atom import MAX_ENTRIES, feed_response
from resolutions.exports.csv_guard import BYTE_ORDER_MARK, iter_csv_lines
from search.chinese.folding import fold
from search.engine import get_suggestion_index, search_backend
from search.index.folder import IndexUnavailableError
from search.pages import exports, results_page
from search.pages.form_state import FormState
from search.pages.help import HELP_SECTIONS
from search.pages.unanswered import record_unanswered
from search.query.symbol_lookup import look_up_symbol
from search.results.answer import Answer
from search.results.did_you_mean import find_similar_terms
from search.results.matching import QueryTooComplexError

View = Callable[[HttpRequest], HttpResponse]


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    """Documents with their best paragraphs; a symbol or number alone leads straight to its document."""
    address = FormState.of(request.GET)
    direct = look_up_symbol(address.typed)
    if direct.document and direct.should_redirect and set(request.GET) == {"q"}:
        return redirect(direct.document)
    context = {"address": address, "direct": direct, "search_query": address.typed}
    if not address.typed and not address.filters:
        return render(request, "search/start.html", context | {"sections": HELP_SECTIONS})
    try:
        answer = search_backend().answer(address.request())
        if not answer.total and not address.filters:
            record_unanswered(address.typed)
        context |= _shown(address, answer) | (_helped(address, answer) if not answer.total or answer.fell_back else {})
    except IndexUnavailableError as error:
        return render(request, "search/unavailable.html", context | {"reason": str(error)}, status=503)
    except QueryTooComplexError as error:
        return render(request, "search/refused.html", context | {"reason": str(error)}, status=400)
    return render(request, "search/results.html", context)


def _shown(address: FormState, answer: Answer) -> dict:
    return {
        "answer": answer,
        "total": answer.total,
        "results": results_page.build_result_rows(answer, address),
        "facets": results_page.build_facets(answer, address),
        "chips": results_page.build_filter_chips(address),
        "sorts": results_page.build_sort_choices(address),
        "scopes": results_page.build_scope_choices(address, answer.scope),
        "modes": results_page.build_mode_choices(address, answer.mode),
        "pager": results_page.build_pager(address, answer.total),
        "without_synonyms": results_page.build_search_url(address.but(use_synonyms=False)),
        "with_synonyms": results_page.build_search_url(address.but(use_synonyms=True)),
        "by_words": results_page.build_search_url(address.but(mode="fuzzy")),
        "repaired": results_page.build_search_url(address.but(typed=answer.query.repaired)),
        "first": (address.page - 1) * results_page.PAGE_SIZE + 1,
        "asked": address.but().query_string(),
        "most_rows": exports.MAX_CSV_ROWS,
    }


def _helped(address: FormState, answer: Answer) -> dict:
    """For a search that found nothing as typed: the same with less, and terms that look or sound alike."""
    snapshot = search_backend().snapshot()
    known = [term.folded for term in get_suggestion_index(snapshot).terms if not term.url]
    near = find_similar_terms(fold(address.typed), known, snapshot)
    return {
        "near_terms": [
            {"name": term, "address": results_page.build_search_url(address.but(typed=term))} for term in near
        ],
        "without_filters": results_page.build_search_url(address.but(filters={})),
        "unfiltered": answer.unfiltered,
        "everywhere": results_page.build_search_url(address.but(scope="all")) if address.scope != "all" else "",
    }


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help.html", {"sections": HELP_SECTIONS})


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What a reader may be about to type; an enhancement, so an index that is missing is no error."""
    typed = request.GET.get("q", "").strip()[:100]
    direct = look_up_symbol(typed).document
    found = [{"text": str(direct), "kind": direct.title, "url": direct.get_absolute_url()}] if direct else []
    try:
        more = get_suggestion_index(search_backend().snapshot()).matching(typed)
    except IndexUnavailableError:
        more = []
    found += [{"text": term.text, "kind": term.kind, "url": term.url} for term in more]
    return JsonResponse({"suggestions": found})


def with_search_errors(view: View) -> View:
    """For programs: an index that cannot be searched is a 503 with a sentence, a query that takes too long a 400."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except IndexUnavailableError as error:
            return _error(error, 503)
        except QueryTooComplexError as error:
            return _error(error, 400)

    return require_safe(answered)


def _error(error: Exception, status: int) -> JsonResponse:
    return JsonResponse({"detail": str(error)}, status=status, json_dumps_params={"ensure_ascii": False})


@with_search_errors
def search_csv(request: HttpRequest) -> HttpResponse:
    """All documents found as a CSV file that spreadsheets open as UTF-8."""
    address = FormState.of(request.GET).but()
    answer = search_backend().answer(address.request(exports.MAX_CSV_ROWS, with_facets=False))
    lines = iter_csv_lines(exports.build_csv_rows(answer, request.build_absolute_uri))
    response = StreamingHttpResponse(chain([BYTE_ORDER_MARK], lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response


@with_search_errors
def search_feed(request: HttpRequest) -> HttpResponse:
    """The documents that meet a search, those published here last, as an Atom feed."""
    address = replace(FormState.of(request.GET), sort="added", page=1)
    found = search_backend().answer(address.request(MAX_ENTRIES, with_facets=False))
    return feed_response(
        request, exports.build_feed(found, address, request.build_absolute_uri, request.get_full_path())
    )
