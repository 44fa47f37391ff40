"""Addresses of the graph, of the lists to browse and of the statistics; included before those of documents."""

from django.urls import path, re_path

from resolutions.views import browse, citation_path, graph, statistics

urlpatterns = [
    path("paths", citation_path.citation_path, name="paths"),
    path("browse", browse.browse, name="browse"),
    path("browse/documents", browse.DocumentsByKind.as_view(), name="browse-documents"),
    path("browse/agenda", browse.AgendaItems.as_view(), name="browse-agenda"),
    path("browse/agenda/<int:pk>", browse.AgendaItemDocuments.as_view(), name="browse-agenda-item"),
    path("browse/themes", browse.Themes.as_view(), name="browse-themes"),
    path("browse/themes/<path:name>", browse.ThemeDocuments.as_view(), name="browse-theme"),
    path("browse/most-cited", browse.MostCitedDocuments.as_view(), name="browse-most-cited"),
    path("browse/wanted", browse.WantedDocuments.as_view(), name="browse-wanted"),
    path("browse/together", browse.CocitedPairs.as_view(), name="browse-together"),
    path("statistics", statistics.statistics, name="statistics"),
    re_path(r"^statistics/(?P<key>[a-z]+)\.(?P<form>svg|csv)$", statistics.figure, name="figure"),
    re_path(r"^(?P<address>.+)/graph(?:\.(?P<form>svg|graphml))?$", graph.graph, name="graph"),
]
