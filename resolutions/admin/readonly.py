"""Base of the admin pages that show rows without editing them; only ``resolutions.writing`` changes them."""


class ReadOnlyMixin:
    """Mixin for a ModelAdmin: rows can be viewed, but not added, changed or deleted."""

    def has_add_permission(self, request, obj=None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Refuse."""
        return False
