"""Addresses of the graph, of the lists to browse and of the statistics; included before those of documents."""

from django.urls import path, re_path

from resolutions.views import agenda, browse, citation_path, graph, statistics, subjects, vote_exports, votes
from resolutions.views.exports import FORM

urlpatterns = [
    path("paths", citation_path.citation_path, name="paths"),
    path("browse", browse.browse, name="browse"),
    path("browse/documents", browse.DocumentsByKind.as_view(), name="browse-documents"),
    re_path(rf"^browse/documents{FORM}$", browse.DocumentsByKind.as_view(), name="documents-export"),
    path("browse/agenda", agenda.AgendaItems.as_view(), name="browse-agenda"),
    path("browse/agenda.csv", agenda.agenda_items_csv, name="browse-agenda-csv"),
    path("browse/agenda/<int:pk>", agenda.AgendaItemDocuments.as_view(), name="browse-agenda-item"),
    re_path(rf"^browse/agenda/(?P<pk>\d+){FORM}$", agenda.export_agenda_item, name="agenda-item-export"),
    path("browse/subjects", subjects.Subjects.as_view(), name="browse-subjects"),
    path("browse/subjects.csv", subjects.subjects_csv, name="browse-subjects-csv"),
    path("browse/subjects/<int:pk>", subjects.SubjectDocuments.as_view(), name="browse-subject"),
    re_path(rf"^browse/subjects/(?P<pk>\d+){FORM}$", subjects.export_subject, name="subject-export"),
    path("browse/divided", votes.DividedResolutions.as_view(), name="browse-divided"),
    re_path(rf"^browse/divided{FORM}$", votes.DividedResolutions.as_view(), name="divided-export"),
    path("browse/votes", votes.states, name="browse-states"),
    re_path(r"^browse/votes\.(?P<form>csv|json)$", vote_exports.export_states, name="states-export"),
    re_path(
        r"^browse/votes/(?P<code>[A-Z]{3})\.(?P<form>csv|json)$", vote_exports.export_state, name="state-votes-export"
    ),
    re_path(r"^browse/votes/(?P<code>[A-Z]{3})$", votes.StateResolutions.as_view(), name="browse-state"),
    re_path(rf"^browse/votes/(?P<code>[A-Z]{{3}}){FORM}$", votes.StateResolutions.as_view(), name="state-export"),
    path("browse/vetoes", votes.Vetoes.as_view(), name="browse-vetoes"),
    path("browse/vetoes.csv", votes.vetoes_csv, name="browse-vetoes-csv"),
    path("browse/themes", browse.Themes.as_view(), name="browse-themes"),
    re_path(rf"^browse/themes/(?P<name>.+?){FORM}$", browse.export_theme, name="theme-export"),
    path("browse/themes/<path:name>", browse.ThemeDocuments.as_view(), name="browse-theme"),
    path("browse/most-cited", browse.MostCitedDocuments.as_view(), name="browse-most-cited"),
    re_path(rf"^browse/most-cited{FORM}$", browse.MostCitedDocuments.as_view(), name="most-cited-export"),
    path("browse/wanted", browse.WantedDocuments.as_view(), name="browse-wanted"),
    re_path(rf"^browse/wanted{FORM}$", browse.WantedDocuments.as_view(), name="wanted-export"),
    path("browse/together", browse.CocitedPairs.as_view(), name="browse-together"),
    path("statistics", statistics.statistics, name="statistics"),
    re_path(r"^statistics/(?P<key>[a-z]+)\.(?P<form>svg|csv)$", statistics.figure, name="figure"),
    re_path(r"^(?P<address>.+)/graph(?:\.(?P<form>svg|graphml))?$", graph.graph, name="graph"),
]
