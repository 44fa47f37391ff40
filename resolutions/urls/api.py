"""Addresses of the API; included before those of pages, some of which match any path with a certain ending."""

from django.urls import include, path

from resolutions.api.api import api_urlpatterns

urlpatterns = [path("api/v1/", include((api_urlpatterns(), "api")))]
