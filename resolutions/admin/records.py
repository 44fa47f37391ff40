"""Read-only lists of the other tables."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models

from resolutions.admin.readonly import ReadOnlyMixin
from resolutions.interface.sentences import translate_sentence
from resolutions.models import (
    Change,
    Citation,
    LinkReport,
    SourceFile,
    TextVersion,
    UnansweredSearch,
    Upload,
)


def sentence(model: type[models.Model], column: str) -> Callable[[Any], str]:
    """Return a column of a list that shows the Chinese sentence of a record in the language of the interface."""
    field = model._meta.get_field(column)

    @admin.display(description=getattr(field, "verbose_name", column), ordering=column)
    def show(row: models.Model) -> str:
        return translate_sentence(getattr(row, column))

    show.__name__ = column
    return show


@admin.register(Citation)
class CitationAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """All citations, in reading order."""

    list_display = ["surface", "source", "target", "verb", "theme", "origin", sentence(Citation, "undecided")]
    list_filter = ["origin", ("target", admin.EmptyFieldListFilter), "verb_group"]
    list_select_related = ["paragraph", "source", "target"]
    ordering = ["source_id", "paragraph__order", "start"]
    search_fields = ["=source__symbol", "=target__symbol", "theme"]


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Original files."""

    list_display = ["name", "document", "media_type", "size", "uploaded_at", "uploaded_by"]
    list_select_related = ["document", "uploaded_by"]
    search_fields = ["name", "sha256", "document__symbol"]
    exclude = ["file"]


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Text versions of all documents."""

    list_display = ["document", "source", "reader", sentence(TextVersion, "reason"), "created_at", "created_by"]
    list_select_related = ["document", "source", "created_by"]
    exclude = ["sketch"]


@admin.register(Upload)
class UploadAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Uploads with their state."""

    list_display = ["name", "state", sentence(Upload, "message"), "document", "uploaded_at", "uploaded_by"]
    list_filter = ["state"]
    list_select_related = ["document", "uploaded_by"]
    search_fields = ["name", "sha256", "symbol"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """The audit log of all documents."""

    list_display = ["at", "document", sentence(Change, "what"), "by_name"]
    list_filter = ["at", ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["document"]
    search_fields = ["document__symbol", "document__title", "what", "by_name"]


@admin.register(LinkReport)
class LinkReportAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Reports of readers."""

    list_display = ["document", "anchor", "problem", "note", "reported_at", "handled_at", "handled_by"]
    list_filter = [("handled_at", admin.EmptyFieldListFilter), "problem"]
    list_select_related = ["document", "handled_by"]


@admin.register(UnansweredSearch)
class UnansweredSearchAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Searches without a result."""

    list_display = ["words", "times", "last_at"]
    search_fields = ["words"]
