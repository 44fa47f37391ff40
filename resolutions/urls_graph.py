"""Addresses of the graph, the lists to browse and the statistics; included before the documents."""

from django.urls import path, re_path

from resolutions.views import graph, paths

urlpatterns = [
    path("paths", paths.paths, name="paths"),
    re_path(r"^(?P<address>.+)/graph(?:\.(?P<form>svg|graphml))?$", graph.graph, name="graph"),
]
