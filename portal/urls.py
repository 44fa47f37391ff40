"""Root URL configuration. Document symbols come last: they match any path that nothing else matches."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from portal.languages import script_words

handler500 = "portal.error_pages.server_error"
urlpatterns = [
    path("admin", RedirectView.as_view(pattern_name="admin:index"), name="desk"),  # without its slash a symbol
    path("admin/", admin.site.urls),
    path("words/<str:tag>.js", script_words, name="script-words"),
    path("", include("search.urls")),
    path("", include("resolutions.urls")),
]
