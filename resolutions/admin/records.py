"""The other tables, to look at."""

from django.contrib import admin

from resolutions.admin.readonly import ReadOnly
from resolutions.models import AgendaItem, CatalogueEntry, Citation, SourceFile, TextVersion


@admin.register(Citation)
class CitationAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["surface", "source", "target", "verb", "theme", "origin", "undecided"]
    list_filter = ["origin", ("target", admin.EmptyFieldListFilter), "verb_group"]
    list_select_related = ["paragraph", "source", "target"]
    search_fields = ["=source__symbol", "=target__symbol", "theme"]


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "document", "media_type", "size", "uploaded_at", "uploaded_by"]
    list_select_related = ["document", "uploaded_by"]
    search_fields = ["name", "sha256", "document__symbol"]
    exclude = ["file"]


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["document", "source", "reader", "reason", "created_at", "created_by"]
    list_select_related = ["document", "source", "created_by"]


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["document", "date", "meeting_symbol", "agenda_item", "votes_yes", "votes_no", "votes_abstain"]
    list_select_related = ["document", "agenda_item"]
    search_fields = ["document__symbol"]


@admin.register(AgendaItem)
class AgendaItemAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name_zh", "name_en"]
    search_fields = ["name_zh", "name_en"]
