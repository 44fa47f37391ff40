"""Django configuration of the app ``resolutions``."""

from django.apps import AppConfig


class ResolutionsConfig(AppConfig):
    """Documents, citations, catalogue, desk and reading pages."""

    name = "resolutions"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"
