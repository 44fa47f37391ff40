"""Addresses of the public pages.

The last pattern matches every path, since the address of a document is its symbol (docs/design.md, "Symbols and
addresses").
"""

from django.urls import include, path, re_path

from resolutions.views import (
    cards,
    charter,
    citations,
    compare,
    documents,
    find_in_document,
    home,
    originals,
    paragraph,
    phrase_history,
    reports,
    similar,
    trailing_slash,
)
from resolutions.views.exports import FORM

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("resolutions.urls.api")),
    re_path(r"^(?P<address>(?!api/)[^/].*)/$", trailing_slash.redirect_trailing_slash, name="trailing-slash"),
    path("", include("resolutions.urls.graph")),
    path("years/<int:year>", home.year_page, name="year"),
    re_path(
        r"^(?P<address>.+)/(?P<side>cited-by|cites)(?:\.(?P<form>csv|atom))?$", citations.citations, name="citations"
    ),
    re_path(r"^(?P<address>.+)/card$", cards.card, name="card"),
    re_path(r"^(?P<address>.+)/find$", find_in_document.find_in_document, name="find"),
    re_path(r"^(?P<address>.+)/similar$", similar.similar, name="similar"),
    re_path(r"^(?P<address>.+)/paragraph$", paragraph.paragraph, name="paragraph"),
    re_path(r"^(?P<address>.+)/report$", reports.report_link, name="report"),
    path("CHARTER", charter.charter, name="charter"),
    # All but cited-by.ris and the like, which are exports
    re_path(rf"^CHARTER/(?!cite)(?P<label>[^/]+?){FORM}$", charter.export_part, name="charter-part-export"),
    re_path(r"^CHARTER/(?!cite)(?P<label>[^/]+)$", charter.charter_part, name="charter-part"),
    path("compare", compare.compare, name="compare"),
    path("trace", phrase_history.phrase_history, name="trace"),
    path("originals/<int:pk>", originals.download_original, name="original"),
    path("texts/<slug:slug>", documents.text_without_symbol, name="text"),
    path("", include("resolutions.urls.exports")),
    re_path(r"^(?P<address>.+)$", documents.document, name="document"),
]
