"""Views of the search: results page, help, type-ahead, CSV and Atom feed."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from resolutions.exports.atom import MAX_ENTRIES, feed_response
from resolutions.http.csv_response import stream_csv_response
from resolutions.http.rate_limit import limit_searches
from resolutions.interface.languages import PARAMETER, SIMPLIFIED
from resolutions.interface.titles import title_in_language
from resolutions.statistics.queries.cached import DataState, read_data_state
from search.catalogue_search import CatalogueMatches, search_catalogue
from search.engine import search_engine
from search.english.run import EnglishMatches
from search.pages import exports, filter_form, results_page
from search.pages.english_results import NO_MATCHES, find_english
from search.pages.errors import SEARCH_ERRORS, build_json_search_error, render_search_error
from search.pages.form_state import FormState
from search.pages.help import HELP_SECTIONS
from search.pages.links import build_search_url
from search.pages.unanswered import record_unanswered
from search.protocol.answer import Answer
from search.protocol.request import is_long_paste
from search.query.symbol_lookup import look_up_symbol
from search.suggestions import complete

MAX_CATALOGUE_ROWS = 5  # documents without a text here, below those found
MAX_SUGGEST_LENGTH = 100  # characters typed that the type-ahead reads
View = Callable[[HttpRequest], HttpResponseBase]


@csrf_exempt  # a search changes nothing, and a form on the page of an error has no token
@require_http_methods(["GET", "HEAD", "POST"])
@limit_searches
def search_results(request: HttpRequest) -> HttpResponse:
    """Show the documents found with their best paragraphs.

    A symbol typed alone redirects to its document, a page after the last one to the last one. A pasted text is posted;
    a short one redirects to its address, so that every other search has one.
    """
    if request.method != "POST":
        return _show_results(request, FormState.from_parameters(request.GET))
    state = FormState.from_parameters(request.POST)
    if not is_long_paste(state.typed):
        return redirect(build_search_url(state))
    response = _show_results(request, state)
    response["Cache-Control"] = "no-store"
    return response


def _show_results(request: HttpRequest, state: FormState) -> HttpResponse:
    direct = look_up_symbol(state.typed)
    if direct.document and direct.should_redirect and set(request.GET) - {PARAMETER} == {"q"}:
        return redirect(direct.url)
    context: dict[str, Any] = {"direct": direct}
    context |= _form_context(state)
    if not state.typed and not state.pieces and not state.filters:
        return render(request, "search/start.html", context | {"sections": HELP_SECTIONS})
    try:
        data_state = read_data_state()
        with_partial = state.with_partial and not direct.names_document
        answer = search_engine().search(state.to_request(state=data_state, with_partial=with_partial))
        state = state.after(answer)
        context |= _form_context(state)
        english = NO_MATCHES if direct.names_document else find_english(state, data_state)
        if not (answer.total or english.total or english.is_late or state.filters):
            record_unanswered(state.typed)
        context |= _results_context(state, answer) | _catalogue_context(state, answer, data_state)
        context |= _english_context(state, english)
        context["filters"] = _filter_form(state, answer, context.get("catalogue", CatalogueMatches()), english)
        last = results_page.last_page(context["page_links"])
        if state.page > last:
            return redirect(build_search_url(state.with_changes(page=last)))
        if not answer.total or answer.is_fallback:
            context |= _help_context(state, answer)
        if not answer.total and direct.document:
            context |= _citing_context(direct.document.symbol)
    except SEARCH_ERRORS as error:
        return render_search_error(request, error, **context)
    return render(request, "search/results.html", context)


def _form_context(state: FormState) -> dict[str, Any]:
    return {"state": state, "search_query": "" if is_long_paste(state.typed) else state.typed}


def _results_context(state: FormState, answer: Answer) -> dict[str, Any]:
    return {
        "answer": answer,
        "total": answer.total,
        "first": state.offset + 1,
        "results": results_page.build_result_rows(answer, state),
        "partial_results": results_page.build_partial_rows(answer, state),
        "corrections": results_page.build_correction_links(answer, state),
        "first_partial": max(state.offset - answer.total, 0) + 1,
        "chips": filter_form.build_filter_chips(state),
        "sort_orders": results_page.build_sort_choices(state),
        "scopes": results_page.build_scope_choices(state, answer.scope),
        "modes": results_page.build_mode_choices(state, answer.mode),
        "page_links": results_page.build_page_links(state, answer.total + answer.partial.total),
        "without_partial_url": build_search_url(state.with_changes(with_partial=False)),
        "with_partial_url": build_search_url(state.with_changes(with_partial=True)),
        "without_synonyms_url": build_search_url(state.with_changes(use_synonyms=False)),
        "with_synonyms_url": build_search_url(state.with_changes(use_synonyms=True)),
        "fuzzy_url": build_search_url(state.with_changes(mode="fuzzy")),
        "notices": results_page.build_notices(answer, state),
        "repaired_url": build_search_url(state.with_changes(typed=answer.query.repaired)),
        "query_string": state.with_changes().query_string(),
        "max_csv_rows": exports.MAX_CSV_ROWS,
    }


def _filter_form(
    state: FormState, answer: Answer, catalogue: CatalogueMatches, english: EnglishMatches
) -> filter_form.FilterForm:
    """Return the form with the counts of the list that is shown."""
    if state.collection == "english":
        return filter_form.build_filter_form(english.total, english.facets, state)
    if state.collection == "catalogue":
        return filter_form.build_filter_form(catalogue.total, catalogue.facets, state)
    return filter_form.build_filter_form(answer.total, answer.facets, state)


def _catalogue_context(state: FormState, answer: Answer, data_state: DataState) -> dict[str, Any]:
    """Values for the documents that only the catalogue knows: the newest, or a page of them when they alone are shown.

    Below the others they are on the first page alone.
    """
    is_alone = state.collection == "catalogue"
    if state.pieces or state.collection == "held" or not (is_alone or state.page == 1):
        return {}
    first = state.offset if is_alone else 0
    count = results_page.PAGE_SIZE if is_alone else MAX_CATALOGUE_ROWS
    matches = search_catalogue(answer.query, state.filters, first, count, data_state)
    context = {"catalogue": matches, "catalogue_url": build_search_url(state.with_changes(collection="catalogue"))}
    if is_alone:
        context |= {"page_links": results_page.build_page_links(state, matches.total), "first": first + 1}
    return context


def _english_context(state: FormState, english: EnglishMatches) -> dict[str, Any]:
    """Values for the documents that were found in their English texts."""
    url = build_search_url(state.with_changes(collection="english"))
    context: dict[str, Any] = {"english": english, "english_url": url}
    if state.collection == "english":
        context |= {"page_links": results_page.build_page_links(state, english.total), "first": state.offset + 1}
    return context


def _help_context(state: FormState, answer: Answer) -> dict[str, Any]:
    """Values for a search without exact results: the same search with fewer conditions, and similar terms."""
    similar = search_engine().find_similar_terms(state.typed)
    return {
        "similar_terms": results_page.build_term_links(similar, state),
        "conditions": results_page.build_condition_rows(answer, state),
        "unfiltered_total": answer.unfiltered_total,
        "unfiltered_url": build_search_url(state.with_changes(filters={}, mode=answer.mode)),
        "everywhere_url": build_search_url(state.with_changes(scope="all")) if state.scope != "all" else "",
    }


def _citing_context(symbol: str) -> dict[str, Any]:
    """Values for a symbol that no text contains as typed: the number of the documents that cite it, and a link."""
    state = FormState(typed=f"引用:{symbol}", mode="exact")
    answer = search_engine().search(state.to_request(size=1, with_facets=False, with_snippets=False))
    return {"citing_total": answer.total, "citing_url": build_search_url(state)}


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show the explanation of the query language."""
    return render(request, "search/help.html", {"sections": HELP_SECTIONS})


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Return completions of the parameter ``q`` as JSON; none while the index is unavailable."""
    typed = request.GET.get("q", "").strip()[:MAX_SUGGEST_LENGTH]
    document = look_up_symbol(typed).document
    rows = (
        [{"text": str(document), "kind": title_in_language(document), "url": document.get_absolute_url()}]
        if document
        else []
    )
    known = {row["url"] for row in rows}
    rows += [
        {"text": item.text, "kind": item.kind, "url": item.url} for item in complete(typed) if item.url not in known
    ]
    response = JsonResponse({"suggestions": rows})
    patch_vary_headers(response, ("Accept-Language", "Cookie"))  # names and kinds are in the language of the page
    return response


def for_programs(view: View) -> View:
    """Decorate ``view`` to answer in simplified Chinese, whatever the reader chose, and ``SEARCH_ERRORS`` as JSON."""

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponseBase:
        translation.activate(SIMPLIFIED)  # not for the view alone: a table is written while it is sent
        try:
            return view(request)
        except SEARCH_ERRORS as error:
            return build_json_search_error(error)

    return require_safe(wrapped)


@limit_searches
@for_programs
def search_csv(request: HttpRequest) -> HttpResponseBase:
    """Download the documents found, ``MAX_CSV_ROWS`` at most, whichever page was asked for."""
    state = FormState.from_parameters(request.GET).with_changes()
    answer = search_engine().search(state.to_request(exports.MAX_CSV_ROWS, with_facets=False))
    return stream_csv_response(exports.build_csv_rows(answer, request.build_absolute_uri), "search")


@limit_searches
@for_programs
def search_feed(request: HttpRequest) -> HttpResponse:
    """Return the documents that match a search as an Atom feed, the latest published first."""
    state = replace(FormState.from_parameters(request.GET), sort="added", page=1)
    answer = search_engine().search(state.to_request(MAX_ENTRIES, with_facets=False))
    feed = exports.build_feed(answer, state, request.build_absolute_uri, request.get_full_path())
    return feed_response(request, feed)
