"""Lists of rows at the desk, opened by addresses that may ask for a language."""

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from resolutions.interface.languages import PARAMETER


class LanguageMixin:
    """Mixin for a ChangeList: it does not take ``?lang=`` for a filter, because an unknown one drops the others."""

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the filters of the address."""
        filters: dict[str, Any] = super().get_filters_params(params)  # type: ignore[misc]  # of ChangeList
        filters.pop(PARAMETER, None)
        return filters


class ListMixin:
    """Mixin for a ModelAdmin: its list takes ``?lang=`` for the language of the page."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the class of the list."""
        changelist = super().get_changelist(request, **kwargs)  # type: ignore[misc]  # of ModelAdmin
        return type(changelist.__name__, (LanguageMixin, changelist), {})


def add_languages_to_lists(site: AdminSite) -> None:
    """Register every model again, those of other packages too, with a list that takes ``?lang=``."""
    for model, options in list(site._registry.items()):
        described: type[ModelAdmin[Any]] = type(options)
        site.unregister(model)
        site.register(model, type(described.__name__, (ListMixin, described), {"__doc__": described.__doc__}))
