"""The catalogue at the desk: entries and subjects, whose facts an editor corrects, and lists of the other tables."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from resolutions.admin.permissions import EDIT_PERMISSION, VIEW_PERMISSION, StaffRequest
from resolutions.admin.readonly import ReadOnlyMixin
from resolutions.models import AgendaItem, CatalogueEntry, CatalogueImport, Subject, VetoedDraft
from resolutions.writing.catalogue.corrections import CORRECTABLE_FACTS, correct_entry, name_subject


class CatalogueMixin(ReadOnlyMixin):
    """Mixin for a ModelAdmin of the catalogue: whoever sees the desk sees it."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow everybody with a role at the desk."""
        return request.user.has_perm(VIEW_PERMISSION)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the table to the same people."""
        return request.user.has_perm(VIEW_PERMISSION)


class CorrectableMixin(CatalogueMixin):
    """Mixin for rows whose facts an editor may correct."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow editors."""
        return request.user.has_perm(EDIT_PERMISSION)


@admin.register(CatalogueEntry)
class CatalogueEntryAdmin(CorrectableMixin, admin.ModelAdmin):
    """Entries of the catalogue; a corrected fact stays when the catalogue is loaded again."""

    list_display = ["document", "date", "meeting_symbol", "agenda_item", "votes_yes", "votes_no", "votes_abstain"]
    list_select_related = ["document", "agenda_item"]
    search_fields = ["document__symbol"]
    fields = ["document", *CORRECTABLE_FACTS, "topic_en", "date_in_text", "record_url", "note", "sources"]
    readonly_fields = ["document", "topic_en", "date_in_text", "record_url", "note", "sources"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the agenda items without their variants."""
        if db_field.name == "agenda_item":
            kwargs["queryset"] = AgendaItem.objects.filter(joined_to=None).order_by("name_zh", "name_en")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let every fact be empty: the catalogue does not know all of them."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.required = False
        return field

    def save_model(self, request: HttpRequest, obj: CatalogueEntry, form: forms.ModelForm, change: bool) -> None:
        """Write the corrected facts."""
        correct_entry(obj, form.cleaned_data, cast(StaffRequest, request).user)


@admin.register(Subject)
class SubjectAdmin(CorrectableMixin, admin.ModelAdmin):
    """Subjects; an editor's Chinese name stays when the catalogue is loaded again."""

    list_display = ["name_zh", "name_en", "kind", "chinese_source", "acronym"]
    list_filter = ["kind", "chinese_source"]
    search_fields = ["name_zh", "name_en", "acronym"]
    ordering = ["name_en"]
    fields = ["name_en", "name_zh", "short_zh", "acronym", "kind", "chinese_source", "thesaurus_url", "joined_to"]
    readonly_fields = ["name_en", "acronym", "kind", "chinese_source", "thesaurus_url", "joined_to"]

    def save_model(self, request: HttpRequest, obj: Subject, form: forms.ModelForm, change: bool) -> None:
        """Write the Chinese names."""
        name_subject(Subject.objects.get(pk=obj.pk), obj.name_zh, obj.short_zh)


@admin.register(AgendaItem)
class AgendaItemAdmin(CatalogueMixin, admin.ModelAdmin):
    """Agenda items with their translation."""

    list_display = ["name_zh", "name_en", "situation", "joined_to"]
    list_select_related = ["joined_to"]
    search_fields = ["name_zh", "name_en", "situation"]


@admin.register(VetoedDraft)
class VetoedDraftAdmin(CatalogueMixin, admin.ModelAdmin):
    """Vetoed drafts with their source."""

    list_display = ["key", "date", "topic_zh", "origin", "note"]
    ordering = ["-date"]
    search_fields = ["key", "topic_zh", "topic_en"]


@admin.register(CatalogueImport)
class CatalogueImportAdmin(CatalogueMixin, admin.ModelAdmin):
    """Imported files of the Library."""

    list_display = ["name", "kind", "imported_at", "imported_by", "applied_at", "summary"]
    list_select_related = ["imported_by"]
    exclude = ["content"]
