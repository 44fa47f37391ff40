"""Django configuration of the app ``resolutions``."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ResolutionsConfig(AppConfig):
    """Documents, citations, catalogue, desk and reading pages."""

    name = "resolutions"
    verbose_name = pgettext_lazy("models", "文件")
    default_auto_field = "django.db.models.BigAutoField"
