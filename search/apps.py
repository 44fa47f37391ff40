"""The Django application of the search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Register the package for its templates, tags and commands; it has no models."""

    name = "search"
    verbose_name = "检索"
