"""统计: figures as charts with their tables; each is also an SVG and a CSV file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from resolutions.http.csv_response import build_csv_response
from resolutions.http.svg_response import render_svg_file
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.queries.figure_builders import FIGURES, ON_OTHER_PAGES, load_figure


def statistics(request: HttpRequest) -> HttpResponse:
    """Show all figures; one query while the data are unchanged, twelve after a change.

    The page is rendered once for each state of the data: it is the same for every reader.
    """
    state = read_data_state()
    return HttpResponse(get_or_compute(state, "page", lambda: _render_page(state)))


def _render_page(state: DataState) -> str:
    charts = [layout_chart(load_figure(state, key)) for key in FIGURES if key not in ON_OTHER_PAGES]
    return render_to_string("statistics/statistics.html", {"charts": charts})


def figure(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Give one figure as a file; ``form`` is ``svg`` or ``csv``. At most six queries."""
    if key not in FIGURES:
        raise Http404(key)
    figure = load_figure(read_data_state(), key)
    if form == "csv":
        return build_csv_response(figure.iter_table(), f"statistics-{key}")
    return render_svg_file(request, "statistics/chart.svg", {"chart": layout_chart(figure)}, f"statistics-{key}")
