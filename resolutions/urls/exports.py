"""Addresses of exports, feeds and data; included before those of documents, whose pattern matches everything."""

from django.urls import path, re_path

from resolutions.views import citation_finder, data, exports, feeds, sitemap, terms, unapi
from resolutions.views.exports import FORM

urlpatterns = [
    path("finder", citation_finder.citation_finder, name="finder"),
    path("terms", terms.terms, name="terms"),
    re_path(r"^terms\.(?P<form>csv|json)$", terms.export_terms, name="terms-export"),
    path("data", data.data, name="data"),
    path("data/<str:name>", data.download_bulk_file, name="data-file"),
    path("new.atom", feeds.new_documents, name="new-documents"),
    path("unapi", unapi.unapi, name="unapi"),
    path("opensearch.xml", feeds.opensearch, name="opensearch"),
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap.sitemap_section, name="sitemap-section"),
    re_path(rf"^search{FORM}$", exports.export_search, name="search-export"),
    re_path(rf"^references{FORM}$", exports.export_list, name="references"),
    re_path(rf"^years/(?P<year>\d{{4}}){FORM}$", exports.export_year, name="year-export"),
    re_path(rf"^(?P<address>.+)/(?P<side>cited-by|cites){FORM}$", exports.export_citations, name="citations-export"),
    re_path(rf"^(?P<address>[^/]+/.+?){FORM}$", exports.export_document, name="document-export"),
    re_path(rf"^(?P<address>CHARTER){FORM}$", exports.export_document, name="document-export"),
]
