"""统计: figures as charts, each with a page of its own that has its table; each is also an SVG and a CSV file."""

from copy import copy
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string

from resolutions.http.csv_response import build_csv_response
from resolutions.http.svg_response import render_svg_file
from resolutions.interface.languages import current_language
from resolutions.pages.page_language import chart_of, join_names, translate_choices
from resolutions.statistics.chart_layout import Chart
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.queries.document_filter import DocumentFilter, InvalidFilterError
from resolutions.statistics.queries.document_groups import list_choices, load_document_groups
from resolutions.statistics.queries.figure_builders import FIGURES, FILTERS, ON_OTHER_PAGES, load_figure
from resolutions.views.document_list import refuse_filter


def statistics(request: HttpRequest) -> HttpResponseBase:
    """Show all figures, all or under a filter; one query while the data are unchanged, three more under a filter.

    Without a filter the page is rendered once for each state of the data and each language: it is the same for every
    reader.
    """
    state = read_data_state()
    try:
        conditions = _read_conditions(request)
    except InvalidFilterError as error:
        return refuse_filter(request, error)
    if conditions.is_set:
        return HttpResponse(_render_page(state, conditions, request))
    page = f"page-{current_language()}-{request.get_host()}"  # its links to other languages name the host
    return HttpResponse(get_or_compute(state, page, lambda: _render_page(state, conditions, _plain(request))))


def figure_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show one figure with its table, each number with the link to what it counts."""
    if key not in FIGURES:
        raise Http404(key)
    state = read_data_state()
    try:
        conditions = _read_conditions(request)
    except InvalidFilterError as error:
        return refuse_filter(request, error)
    chart = chart_of(load_figure(state, key, conditions), conditions.names)
    context = _context(state, conditions) | {"chart": chart}
    return render(request, "statistics/figure_page.html", context | {"has_filter": key not in ON_OTHER_PAGES})


def figure(request: HttpRequest, key: str, form: str) -> HttpResponseBase:
    """Give one figure as a file; ``form`` is ``svg`` or ``csv``. At most six queries."""
    if key not in FIGURES:
        raise Http404(key)
    try:
        figure = load_figure(read_data_state(), key, _read_conditions(request))
    except InvalidFilterError as error:
        return refuse_filter(request, error)
    if form == "csv":
        return build_csv_response(figure.iter_table(), f"statistics-{key}")
    return render_svg_file(request, "statistics/chart.svg", {"chart": chart_of(figure)}, f"statistics-{key}")


def _plain(request: HttpRequest) -> HttpRequest:
    """Return the request as any reader sends it: without parameters and without an account."""
    plain = copy(request)
    plain.GET, plain.COOKIES, plain.user = QueryDict(), {}, AnonymousUser()
    return plain


def _read_conditions(request: HttpRequest) -> DocumentFilter:
    return DocumentFilter.from_query(request.GET).only(*FILTERS)


def _render_page(state: DataState, conditions: DocumentFilter, request: HttpRequest) -> str:
    charts: list[Chart] = [
        chart_of(load_figure(state, key, conditions), conditions.names) for key in FIGURES if key not in ON_OTHER_PAGES
    ]
    return render_to_string("statistics/statistics.html", _context(state, conditions) | {"charts": charts}, request)


def _context(state: DataState, conditions: DocumentFilter) -> dict[str, Any]:
    choices = list_choices(load_document_groups(state), conditions)
    return {
        "conditions": conditions,
        "condition_names": join_names(conditions.names),
        "filter_query": f"?{conditions.query_string}" if conditions.is_set else "",
        "choices": {name: translate_choices(choices[name]) for name in FILTERS},
    }
