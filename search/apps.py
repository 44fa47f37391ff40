"""The Django application of the search."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SearchConfig(AppConfig):
    """Register the package for its templates, tags and commands; it has no models."""

    name = "search"
    verbose_name = gettext_lazy("检索")
