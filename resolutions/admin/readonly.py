"""Rows that staff look at but never edit as rows: ingest and the catalogue alone write them."""


class ReadOnlyMixin:
    """Mix into a ModelAdmin: every row can be opened, none added, changed or deleted."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
