"""Root URL configuration. Document symbols come last: they match any path that nothing else matches."""

from django.contrib import admin
from django.urls import include, path

handler500 = "portal.error_pages.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("search.urls")),
    path("", include("resolutions.urls")),
]
