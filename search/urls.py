"""URL patterns of the search."""

from django.urls import path

from search.pages import views

app_name = "search"
urlpatterns = [
    path("search", views.search_results, name="results"),
    path("search/help", views.help_page, name="help"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search.atom", views.search_feed, name="feed"),
    path("search.csv", views.search_csv, name="table"),
]
