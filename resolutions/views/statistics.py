"""统计: figures as charts with their tables; each is also an SVG and a CSV file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.http.csv_response import build_csv_response
from resolutions.http.svg_response import render_svg_file
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.queries.cached import read_data_state
from resolutions.statistics.queries.figure_builders import FIGURES, load_figure


def statistics(request: HttpRequest) -> HttpResponse:
    """Show all figures; one query while the data are unchanged, twelve after a change."""
    state = read_data_state()
    charts = [layout_chart(load_figure(state, key)) for key in FIGURES]
    return render(request, "statistics/statistics.html", {"charts": charts})


def figure(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Give one figure as a file; ``form`` is ``svg`` or ``csv``. At most six queries."""
    if key not in FIGURES:
        raise Http404(key)
    figure = load_figure(read_data_state(), key)
    if form == "csv":
        return build_csv_response(figure.iter_table(), key)
    return render_svg_file(request, "statistics/chart.svg", {"chart": layout_chart(figure)}, key)
