"""Addresses of the graph, the lists to browse and the statistics; included before the documents."""

from django.urls import path, re_path

from resolutions.views import browse, citation_path, graph, statistics

urlpatterns = [
    path("paths", citation_path.citation_path, name="paths"),
    path("browse", browse.browse, name="browse"),
    path("browse/documents", browse.documents, name="browse-documents"),
    path("browse/agenda", browse.agenda, name="browse-agenda"),
    path("browse/agenda/<int:pk>", browse.agenda_item, name="browse-agenda-item"),
    path("browse/themes", browse.themes, name="browse-themes"),
    path("browse/themes/<path:name>", browse.theme, name="browse-theme"),
    path("browse/most-cited", browse.most_cited, name="browse-most-cited"),
    path("browse/wanted", browse.wanted, name="browse-wanted"),
    path("browse/together", browse.cited_together_page, name="browse-together"),
    path("statistics", statistics.statistics, name="statistics"),
    re_path(r"^statistics/(?P<key>[a-z]+)\.(?P<form>svg|csv)$", statistics.figure, name="figure"),
    re_path(r"^(?P<address>.+)/graph(?:\.(?P<form>svg|graphml))?$", graph.graph, name="graph"),
]
