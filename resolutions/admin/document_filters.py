"""Filters of the list of documents: by status, stubs last, and by kind of warning."""

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from resolutions.desk.warning_kinds import NAMES, has_kind
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document, Status

_WITH_TEXT = "text"


class StateFilter(SimpleListFilter):
    """Documents with a text unless another choice is made; a search looks among all documents."""

    title = gettext_lazy("状态")
    parameter_name = "status__exact"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Document]) -> list[tuple[str, str]]:
        """Return the choices beside 全部."""
        return [(_WITH_TEXT, gettext("有文本的")), *((str(status), str(status.label)) for status in Status)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        """Leave out stubs and discarded drafts where nothing was chosen and nothing is searched."""
        value = self.value()
        if value in Status.values:
            return queryset.filter(status=value)
        if value == _WITH_TEXT or (value is None and not request.GET.get("q")):
            return queryset.exclude(status__in=(Status.STUB, Status.DISCARDED))
        return queryset

    def choices(self, changelist):  # type: ignore[no-untyped-def]  # the class of the list has no public name
        """Offer 全部 as a choice of its own, because no choice means 有文本的."""
        yield {
            "selected": self.value() == "all",
            "query_string": changelist.get_query_string({self.parameter_name: "all"}),
            "display": gettext("全部"),
        }
        for key, name in self.lookup_choices:
            is_default = key == _WITH_TEXT and self.value() is None and not changelist.query
            yield {
                "selected": self.value() == key or is_default,
                "query_string": changelist.get_query_string({self.parameter_name: key}),
                "display": name,
            }


def _warning_kinds() -> list[tuple[str, str]]:
    return [(key, translate_sentence(str(name))) for key, name in NAMES.items()]


class WarningFilter(SimpleListFilter):
    """Documents with a warning of one kind, with any, or with none."""

    title = gettext_lazy("提示")
    parameter_name = "warning"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Document]) -> list[tuple[str, str]]:
        """Return the kinds of warnings."""
        return [("none", gettext("没有提示")), ("any", gettext("有提示")), *_warning_kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Document]) -> QuerySet[Document]:
        """Filter by kind; one more query, which reads all warnings."""
        value = self.value()
        if value == "none":
            return queryset.filter(warnings=[])
        if value == "any":
            return queryset.exclude(warnings=[])
        if value in NAMES:
            lists = Document.objects.exclude(warnings=[]).values_list("pk", "warnings")
            return queryset.filter(pk__in=[pk for pk, warnings in lists if has_kind(warnings, value)])
        return queryset
