"""引文图: the citation graph of one document as a page, as SVG and as GraphML."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from resolutions.exports.reference import Reference
from resolutions.graph import citation_table, filter_choices, graphml_export, network_queries
from resolutions.graph.drawing import NARROW, WIDE, Drawing, DrawingSize
from resolutions.graph.drawing_layout import layout_network
from resolutions.graph.filters import GraphFilters, InvalidFilterError, apply_filters
from resolutions.graph.network import Network, Node
from resolutions.http.document_lookup import document_page
from resolutions.http.svg_response import render_svg_file
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document
from resolutions.pages.page_language import page_wording


@document_page
def graph(request: HttpRequest, document: Document, form: str = "") -> HttpResponse:
    """Show the graph; ``form`` is ``svg``, ``graphml``, or empty for the page.

    Four queries for one step and five for two, whatever the number of citations.
    """
    try:
        filters = GraphFilters.from_query(request.GET)
    except InvalidFilterError as error:
        sentence = translate_sentence(str(error))
        return render(request, "graph/bad_filter.html", {"document": document, "sentence": sentence}, status=400)
    network = network_queries.load_network(document, filters.steps)
    shown = apply_filters(network, filters)
    if form == "graphml":
        return _graphml_file(request, document, shown)
    if form == "svg":
        context = _drawing_context(document, shown) | {"drawing": _draw(shown, filters, WIDE), "size": "file"}
        return render_svg_file(request, "graph/drawing.svg", context, _file_name(document))
    if not network.edges:
        return _page_without_citations(request, document)
    return _page(request, document, network, shown, filters)


def _page_without_citations(request: HttpRequest, document: Document) -> HttpResponse:
    """Show documents related to one that neither cites nor is cited, and what cites them; four more queries."""
    related = network_queries.nearest_cited_documents(document)
    citing = network_queries.load_citing_documents(related)
    rows = [{"document": other, "citing": citing.get(other.pk, [])} for other in related]
    return render(request, "graph/without_citations.html", {"document": document, "related": rows})


def _page(
    request: HttpRequest, document: Document, network: Network, shown: Network, filters: GraphFilters
) -> HttpResponse:
    drawing, wording = _draw(shown, filters, WIDE), page_wording()
    # A group of the chosen years is listed document by document.
    groups = [(dot.row, dot.url) for dot in drawing.dots if dot.row.is_group and dot.row.period != filters.years]
    context = _drawing_context(document, shown) | {
        "drawing": drawing,
        "narrow_drawing": _draw(shown, filters, NARROW),
        "filters": filters,
        "filter_groups": filter_choices.build_filter_groups(network, filters, wording),
        "step_choices": filter_choices.build_step_choices(filters, wording),
        "neighbour_count": len(network.neighbours),
        "cited_rows": citation_table.build_cited_rows(shown, _path_url, groups, wording),
        "citing_rows": citation_table.build_citing_rows(shown, _path_url, groups, wording),
        "far_rows": citation_table.build_far_rows(shown, {dot.node.pk for dot in drawing.dots if dot.is_far}),
        "steps_query": filter_choices.steps_query(filters),
    }
    return render(request, "graph/graph.html", context)


def _drawing_context(document: Document, shown: Network) -> dict[str, Any]:
    return {
        "document": document,
        "cited_count": sum(edge.source == shown.focus.pk for edge in shown.edges),
        "citing_count": sum(edge.target == shown.focus.pk for edge in shown.edges),
    }


def _draw(shown: Network, filters: GraphFilters, size: DrawingSize) -> Drawing:
    own_url = _graph_url(shown.focus)
    return layout_network(
        shown, lambda row: filter_choices.row_url(row, _graph_url, filters, own_url), size, page_wording()
    )


def _graph_url(node: Node) -> str:
    return reverse("graph", kwargs={"address": node.key})


def _path_url(citing: Node, cited: Node) -> str:
    """Return the page with the sentences in which ``citing`` cites ``cited``."""
    return f"{reverse('paths')}?{urlencode({'from': citing.key, 'to': cited.key}, safe='/()')}"


def _graphml_file(request: HttpRequest, document: Document, shown: Network) -> HttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(
        graphml_export.render_graphml(shown, site),
        content_type="application/graphml+xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_file_name(document)}.graphml"'},
    )


def _file_name(document: Document) -> str:
    """Return ``S-RES-2553-2020-graph``."""
    return f"{Reference(document).key}-graph"
