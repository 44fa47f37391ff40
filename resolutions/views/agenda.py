"""议程项目: the agenda items by number of documents, by situation or by pinyin, and the documents of one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from resolutions.interface.languages import is_english
from resolutions.interface.names import name_in_language
from resolutions.interface.sentences import translate_sentence
from resolutions.models import AgendaItem, Document
from resolutions.statistics.queries import document_lists
from resolutions.views.document_list import (
    ITEMS_PER_PAGE,
    DocumentList,
    TableList,
    find_or_refuse,
    read_choice,
    read_query,
)
from search.chinese.pinyin import to_pinyin

GROUPINGS = {
    "": gettext_lazy("按文件份数"), "situation": gettext_lazy("按局势"), "pinyin": gettext_lazy("按拼音")
}  # fmt: skip
ALPHABET = gettext_lazy("按字母")  # the name of the last one in English
_OPENING_MARKS = "《“‘(（\"'"
COLUMNS = {
    "name_zh": "议程项目（本站译）", "name_en": "目录原文", "situation": "局势", "held": "收录全文", "total": "文件",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The agenda items of one situation or one letter."""

    name: str
    items: list[AgendaItem]


class AgendaItems(TableList):
    """The agenda items, all or those found by the parameter ``q``, grouped by the parameter ``group``; two queries."""

    template_name = "browse/agenda.html"
    columns = COLUMNS
    export_name = "agenda-items"

    def get_queryset(self) -> QuerySet[AgendaItem]:
        """Search the names."""
        self.group = read_choice(self.request, "group", GROUPINGS, gettext("分组"))
        self.query = read_query(self.request)
        items = document_lists.agenda_items(self.query)
        if is_english():
            items = items.order_by("-total", "name_en")  # type: ignore[misc]  # annotation of the query
        return items

    def build_row(self, item: Any) -> dict[str, Any]:
        """Return names, situation and numbers of an item."""
        return {name: getattr(item, name) for name in COLUMNS}

    def get_paginate_by(self, queryset: Any) -> int | None:
        """Return the items of a page; groups are all on one page."""
        return None if self.group else ITEMS_PER_PAGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the searched text and the groups."""
        groupings = GROUPINGS | ({"pinyin": ALPHABET} if is_english() else {})
        context = super().get_context_data(query=self.query, group=self.group, groupings=groupings.items(), **kwargs)
        if self.group:
            items = list(context["object_list"])
            groups = group_by_situation(items) if self.group == "situation" else group_by_letter(items)
            context |= {"groups": groups, "count": len(items)}
        else:
            context["count"] = context["paginator"].count
        return context


class AgendaItemDocuments(DocumentList):
    """The documents of one agenda item, the newest first; six queries. A variant redirects to its item."""

    template_name = "browse/agenda_item.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Find the item; raises ``Http404`` for an unknown one."""
        self.item = find_or_refuse(AgendaItem, self.kwargs["pk"], gettext("议程项目"))
        self.export_name = f"agenda-item-{self.item.pk}"
        if self.item.joined_to_id:
            route = "agenda-item-export" if "form" in self.kwargs else "browse-agenda-item"
            rest = [self.kwargs["form"]] if "form" in self.kwargs else []
            return redirect(route, self.item.joined_to_id, *rest, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_documents(self) -> QuerySet[Document]:
        """Select the documents."""
        return document_lists.documents_of_agenda_item(self.item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the item and its variants."""
        variants = sorted(self.item.variants.values_list("name_en", flat=True))
        return super().get_context_data(
            item=self.item, variants=variants, heading=name_in_language(self.item), **kwargs
        )


def group_by_situation(items: Iterable[AgendaItem]) -> list[ItemGroup]:
    """Group items by their situation, in the order of the names' spelling; items without one are last."""
    groups: dict[str, list[AgendaItem]] = {}
    for item in items:
        groups.setdefault(translate_sentence(item.situation) or gettext("其他"), []).append(item)
    names = sorted(groups, key=lambda name: (name == gettext("其他"), spelling(name)))
    return [ItemGroup(name, groups[name]) for name in names]


def group_by_letter(items: Iterable[AgendaItem]) -> list[ItemGroup]:
    """Group items by the first letter of their name's spelling, each group in its order."""
    named = sorted((spelling(name_in_language(item).lstrip(_OPENING_MARKS)), item.pk, item) for item in items)
    groups: dict[str, list[AgendaItem]] = {}
    for spelled, _, item in named:
        letter = spelled[:1].upper()
        groups.setdefault(letter if "A" <= letter <= "Z" else gettext("数字及其他"), []).append(item)
    return [ItemGroup(name, groups[name]) for name in sorted(groups, key=lambda name: (len(name) > 1, name))]


def spelling(name: str) -> str:
    """Return the letters by which a name is sorted: pinyin, in English those of the name."""
    return name.casefold() if is_english() else to_pinyin(name).full
