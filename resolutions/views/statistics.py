"""The statistics: figures as charts with their tables, each also as SVG and CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.http.csv_response import build_csv_response
from resolutions.statistics.chart_layout import Chart, layout_chart
from resolutions.statistics.queries.cached import read_data_state
from resolutions.statistics.queries.figure_builders import FIGURES, load_figure


def statistics(request: HttpRequest) -> HttpResponse:
    """All figures on one page; one query while the data stay as they are, twelve after a change."""
    state = read_data_state()
    return render(
        request, "statistics/statistics.html", {"charts": [layout_chart(load_figure(state, key)) for key in FIGURES]}
    )


def figure(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One figure as SVG or CSV; six queries at most."""
    if key not in FIGURES:
        raise Http404(key)
    found = load_figure(read_data_state(), key)
    return build_csv_response(found.rows(), key) if form == "csv" else _svg(request, layout_chart(found))


def _svg(request: HttpRequest, chart: Chart) -> HttpResponse:
    context = {"chart": chart, "is_file": True, "site": request.build_absolute_uri("/").rstrip("/")}
    response = render(request, "statistics/chart.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{chart.figure.key}.svg"'
    return response
