"""Addresses. The documents come last: whatever is nothing else may be a symbol."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("search.urls")),
    path("", include("resolutions.urls")),
]
