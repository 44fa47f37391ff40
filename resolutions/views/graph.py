"""The citation graph of one document: page, SVG and GraphML; and the shortest citing path between two documents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from resolutions.graph import citation_table, filter_choices, graphml_export, network_queries
from resolutions.graph.drawing import NARROW, WIDE, DrawingSize, layout_network
from resolutions.graph.filters import GraphFilters, InvalidFilterError, apply_filters
from resolutions.graph.network import Network
from resolutions.http.document_lookup import document_page
from resolutions.models import Document


@document_page
def graph(request: HttpRequest, document: Document, form: str = "") -> HttpResponse:
    """The graph in the form asked for; four queries for one step, five for two, however many citations."""
    try:
        filters = GraphFilters.of(request.GET)
    except InvalidFilterError as error:
        return render_invalid_filters(request, document, str(error))
    network = network_queries.load_network(document, filters.steps)
    shown = apply_filters(network, filters)
    if form == "graphml":
        return _download(
            graphml_export.render_graphml(shown, _absolute(request)), "application/graphml+xml", document, form
        )
    if form == "svg":
        return _svg(request, document, shown, filters)
    if not network.edges:
        return render_without_citations(request, document)
    return _page(request, document, network, shown, filters)


def render_invalid_filters(request: HttpRequest, document: Document, sentence: str) -> HttpResponse:
    return render(request, "graph/bad_address.html", {"document": document, "sentence": sentence}, status=400)


def render_without_citations(request: HttpRequest, document: Document) -> HttpResponse:
    """A document that neither cites nor is cited: what cites the documents nearest to it. Four queries more."""
    kin = network_queries.nearest_cited_documents(document)
    citing = network_queries.load_citing_documents(kin)
    context = {"document": document, "kin": [(other, citing.get(other.pk, [])) for other in kin]}
    return render(request, "graph/alone.html", context)


def _page(
    request: HttpRequest, document: Document, network: Network, shown: Network, filters: GraphFilters
) -> HttpResponse:
    context = _drawn(document, shown, filters)
    drawing = context["drawing"]
    groups = [
        (dot.row, dot.address) for dot in drawing.dots if dot.row.is_group and dot.row.period != filters.years
    ]  # what was narrowed to one period is told document by document
    context |= {
        "narrow": _drawn(document, shown, filters, NARROW)["drawing"],
        "filters": filters,
        "choices": filter_choices.build_filter_choices(network, filters),
        "steps": filter_choices.build_step_choices(filters),
        "all": len(network.neighbours),
        "cited_lines": citation_table.build_cited_rows(shown, groups),
        "citing_lines": citation_table.build_citing_rows(shown, groups),
        "far": citation_table.build_far_rows(shown, {dot.node.pk for dot in drawing.dots if dot.is_far}),
        "onwards": "?steps=2" if filters.steps == 2 else "",
    }
    return render(request, "graph/graph.html", context)


def _svg(request: HttpRequest, document: Document, shown: Network, filters: GraphFilters) -> HttpResponse:
    context = _drawn(document, shown, filters) | {"is_file": True, "site": _absolute(request), "size": "file"}
    response = render(request, "graph/drawing.svg", context, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(document)}.svg"'
    return response


def _drawn(document: Document, shown: Network, filters: GraphFilters, room: DrawingSize = WIDE) -> dict:
    base = f"{document.get_absolute_url()}/graph"
    return {
        "document": document,
        "drawing": layout_network(shown, lambda row: filter_choices.row_url(row, base, filters), room),
        "cited": sum(edge.source == shown.focus.pk for edge in shown.edges),
        "citing": sum(edge.target == shown.focus.pk for edge in shown.edges),
        "base": base,
    }


def _download(content: bytes, media_type: str, document: Document, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(document)}.{form}"'
    return response


def _file_name(document: Document) -> str:
    """``S-RES-2553-2020-graph``"""
    return slugify(document.symbol.replace("/", "-").replace("(", "-") or document.slug) + "-graph"


def _absolute(request: HttpRequest) -> str:
    """The portal's address without the last slash."""
    return request.build_absolute_uri("/").rstrip("/")
