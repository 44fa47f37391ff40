"""Lists of rows at the desk, opened by addresses that may ask for a language."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from resolutions.interface.languages import PARAMETER


class LanguageChangeList(ChangeList):
    """List of rows that does not take ``?lang=`` for a filter: an unknown filter would drop the other ones."""

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the filters of the address."""
        filters: dict[str, Any] = super().get_filters_params(params)
        filters.pop(PARAMETER, None)
        return filters


class ListMixin:
    """Mixin for a ModelAdmin: its list is a ``LanguageChangeList``."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the class of the list."""
        return LanguageChangeList
