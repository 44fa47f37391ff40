"""The statistics: figures as charts with their tables, each also as SVG and CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.statistics.charts import Chart, draw
from resolutions.statistics.queries.coverage import read_coverage
from resolutions.statistics.queries.figures import FIGURES
from resolutions.views.spreadsheets import csv_response


def statistics(request: HttpRequest) -> HttpResponse:
    """All figures on one page; twelve queries, whatever there is."""
    coverage = read_coverage()
    charts = [draw(figure(coverage)) for figure in FIGURES.values()]
    return render(request, "statistics/statistics.html", {"charts": charts, "coverage_of": coverage})


def figure(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One figure as SVG or CSV; five queries at most."""
    if key not in FIGURES:
        raise Http404(key)
    found = FIGURES[key](read_coverage())
    if form == "csv":
        return csv_response(found.rows(), key)
    return _svg(request, draw(found))


def _svg(request: HttpRequest, chart: Chart) -> HttpResponse:
    context = {"chart": chart, "is_file": True, "site": request.build_absolute_uri("/").rstrip("/")}
    response = render(request, "statistics/chart.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{chart.figure.key}.svg"'
    return response
