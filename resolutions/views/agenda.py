"""议程项目: the agenda items by number of documents, by situation or by pinyin, and the documents of one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

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

GROUPINGS = {"": "按文件份数", "situation": "按局势", "pinyin": "按拼音"}
OTHER_SITUATIONS = "其他"
NOT_LETTERS = "数字及其他"
_OPENING_MARKS = "《“‘(（"
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
        self.group = read_choice(self.request, "group", GROUPINGS, "分组")
        self.query = read_query(self.request)
        return document_lists.agenda_items(self.query)

    def build_row(self, item: Any) -> dict[str, Any]:
        """Return names, situation and numbers of an item."""
        return {name: getattr(item, name) for name in COLUMNS}

    def get_paginate_by(self, queryset: Any) -> int | None:
        """Return the items of a page; groups are all on one page."""
        return None if self.group else ITEMS_PER_PAGE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the searched text and the groups."""
        context = super().get_context_data(query=self.query, group=self.group, groupings=GROUPINGS.items(), **kwargs)
        if self.group:
            items = list(context["object_list"])
            groups = group_by_situation(items) if self.group == "situation" else group_by_pinyin(items)
            context |= {"groups": groups, "count": len(items)}
        else:
            context["count"] = context["paginator"].count
        return context


class AgendaItemDocuments(DocumentList):
    """The documents of one agenda item, the newest first; six queries. A variant redirects to its item."""

    template_name = "browse/agenda_item.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Find the item; raises ``Http404`` for an unknown one."""
        self.item = find_or_refuse(AgendaItem, self.kwargs["pk"], "议程项目")
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
        return super().get_context_data(item=self.item, variants=variants, heading=str(self.item), **kwargs)


def group_by_situation(items: Iterable[AgendaItem]) -> list[ItemGroup]:
    """Group items by their situation, in the order of pinyin; items without one are last."""
    groups: dict[str, list[AgendaItem]] = {}
    for item in items:
        groups.setdefault(item.situation or OTHER_SITUATIONS, []).append(item)
    names = sorted(groups, key=lambda name: (name == OTHER_SITUATIONS, to_pinyin(name).full))
    return [ItemGroup(name, groups[name]) for name in names]


def group_by_pinyin(items: Iterable[AgendaItem]) -> list[ItemGroup]:
    """Group items by the first letter of their name in pinyin, each group in the order of pinyin."""
    named = sorted((to_pinyin(str(item).lstrip(_OPENING_MARKS)).full, item.pk, item) for item in items)
    groups: dict[str, list[AgendaItem]] = {}
    for pinyin, _, item in named:
        letter = pinyin[:1].upper()
        groups.setdefault(letter if "A" <= letter <= "Z" else NOT_LETTERS, []).append(item)
    return [ItemGroup(name, groups[name]) for name in sorted(groups)]
