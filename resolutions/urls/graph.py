"""Addresses of the graph, of the lists to browse and of the statistics; included before those of documents."""

from django.urls import path, re_path

from resolutions.views import (
    agenda,
    all_citations,
    browse,
    citation_path,
    cocited_pairs,
    graph,
    statistics,
    subjects,
    themes,
    vote_exports,
    votes,
)
from resolutions.views.exports import FORM

urlpatterns = [
    path("paths", citation_path.citation_path, name="paths"),
    path("browse", browse.browse, name="browse"),
    path("browse/documents", browse.DocumentsByKind.as_view(), name="browse-documents"),
    re_path(rf"^browse/documents{FORM}$", browse.DocumentsByKind.as_view(), name="documents-export"),
    path("browse/agenda", agenda.AgendaItems.as_view(), name="browse-agenda"),
    re_path(rf"^browse/agenda{FORM}$", agenda.AgendaItems.as_view(), name="agenda-export"),
    path("browse/agenda/<int:pk>", agenda.AgendaItemDocuments.as_view(), name="browse-agenda-item"),
    re_path(rf"^browse/agenda/(?P<pk>\d+){FORM}$", agenda.AgendaItemDocuments.as_view(), name="agenda-item-export"),
    path("browse/subjects", subjects.Subjects.as_view(), name="browse-subjects"),
    re_path(rf"^browse/subjects{FORM}$", subjects.Subjects.as_view(), name="subjects-export"),
    path("browse/subjects/<int:pk>", subjects.SubjectDocuments.as_view(), name="browse-subject"),
    re_path(rf"^browse/subjects/(?P<pk>\d+){FORM}$", subjects.SubjectDocuments.as_view(), name="subject-export"),
    path("browse/divided", votes.DividedResolutions.as_view(), name="browse-divided"),
    re_path(rf"^browse/divided{FORM}$", votes.DividedResolutions.as_view(), name="divided-export"),
    path("browse/votes", votes.states, name="browse-states"),
    re_path(r"^browse/votes\.(?P<form>csv|json)$", vote_exports.export_states, name="states-export"),
    re_path(
        r"^browse/votes/(?P<code>[A-Z]{3})\.(?P<form>csv|json)$", vote_exports.export_state, name="state-votes-export"
    ),
    re_path(r"^browse/votes/(?P<code>[A-Z]{3})$", votes.StateResolutions.as_view(), name="browse-state"),
    re_path(rf"^browse/votes/(?P<code>[A-Z]{{3}}){FORM}$", votes.StateResolutions.as_view(), name="state-export"),
    # Other spellings: /browse/votes/chn, /browse/votes/中国
    re_path(r"^browse/votes/(?P<name>[^/]+?)(?P<suffix>\.[a-z.]{2,8})?$", votes.find_state, name="find-state"),
    path("browse/vetoes", votes.Vetoes.as_view(), name="browse-vetoes"),
    re_path(rf"^browse/vetoes{FORM}$", votes.Vetoes.as_view(), name="vetoes-export"),
    path("browse/themes", themes.Themes.as_view(), name="browse-themes"),
    re_path(rf"^browse/themes{FORM}$", themes.Themes.as_view(), name="themes-export"),
    re_path(rf"^browse/themes/(?P<name>.+?){FORM}$", themes.ThemeDocuments.as_view(), name="theme-export"),
    path("browse/themes/<path:name>", themes.ThemeDocuments.as_view(), name="browse-theme"),
    path("browse/most-cited", browse.MostCitedDocuments.as_view(), name="browse-most-cited"),
    re_path(rf"^browse/most-cited{FORM}$", browse.MostCitedDocuments.as_view(), name="most-cited-export"),
    path("browse/wanted", browse.WantedDocuments.as_view(), name="browse-wanted"),
    re_path(rf"^browse/wanted{FORM}$", browse.WantedDocuments.as_view(), name="wanted-export"),
    path("browse/together", cocited_pairs.CocitedPairs.as_view(), name="browse-together"),
    re_path(rf"^browse/together{FORM}$", cocited_pairs.CocitedPairs.as_view(), name="together-export"),
    path("browse/citations", all_citations.AllCitations.as_view(), name="browse-citations"),
    re_path(rf"^browse/citations{FORM}$", all_citations.AllCitations.as_view(), name="all-citations-export"),
    path("statistics", statistics.statistics, name="statistics"),
    re_path(r"^statistics/(?P<key>[a-z]+)$", statistics.figure_page, name="figure-page"),
    re_path(r"^statistics/(?P<key>[a-z]+)\.(?P<form>svg|csv)$", statistics.figure, name="figure"),
    re_path(r"^(?P<address>.+)/graph(?:\.(?P<form>svg|graphml))?$", graph.graph, name="graph"),
]
