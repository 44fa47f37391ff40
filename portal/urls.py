"""Addresses: search before the documents, because anything that looks like a symbol is a document."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    *(path("", include(name)) for name in ("search.urls", "resolutions.urls") if find_spec(name)),
]
