"""Addresses of the API; included before all pages, some of which end like ``…/cites``, whatever stands before."""

from django.urls import include, path

from resolutions.api.api import api_urlpatterns

urlpatterns = [path("api/v1/", include((api_urlpatterns(), "api")))]
