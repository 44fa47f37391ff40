"""Base of the admin pages that show rows without editing them; only ``resolutions.writing`` changes them."""

from django.db.models import Model
from django.http import HttpRequest


class ReadOnlyMixin:
    """Mixin for a ModelAdmin: rows can be viewed, but not added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False
