"""Bases of the lists: pages, filters in the address, exports."""

from collections.abc import Callable, Container
from typing import Any, ClassVar, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import ListView

from resolutions.http.paging import find_page
from resolutions.http.refusal import render_error_page
from resolutions.http.table_response import respond_with_table
from resolutions.interface.sentences import translate_sentence
from resolutions.models import Document
from resolutions.pages.page_language import join_names
from resolutions.statistics.queries.document_filter import DocumentFilter, InvalidFilterError
from resolutions.views.exports import export_documents

Item = TypeVar("Item", bound=Model)
PAGE_SIZE = 50
ITEMS_PER_PAGE = 200  # agenda items or themes
_WAYS_ON = gettext_lazy("地址可能有误，或者这一项已经并入他项。全部清单见“浏览”。")
MAX_NAME_LENGTH = 200  # characters of a name in an address


class ListNotFoundError(LookupError):
    """The address names a list that does not exist; the message is a sentence for the reader."""


class PagedList(ListView):
    """A list in pages. A page that does not exist is answered by the nearest one, a sentence and status 404.

    An unknown value in the address (``InvalidFilterError``) is answered with a sentence.
    """

    page_notice = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request, or say which value of the address is wrong."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except InvalidFilterError as error:
            return refuse_filter(request, error)
        except ListNotFoundError as error:
            return refuse_list(request, error)

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        """Find the page of the address."""
        paginator = self.get_paginator(queryset, page_size)
        page, self.page_notice = find_page(paginator, self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        """Render the page, with status 404 for one that does not exist."""
        status = 404 if self.page_notice else 200
        return super().render_to_response(context | {"page_notice": self.page_notice}, status=status, **options)


class TableList(PagedList):
    """A list of what are no documents, or not only: with ``form`` in the address all rows are exported as a table.

    ``columns`` maps the keys of ``build_row`` to their Chinese names; ``export_name`` is the file name without suffix.
    """

    columns: ClassVar[dict[str, str]]
    export_name: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show a page of the list, or export it."""
        if "form" in self.kwargs:
            return self.export(request, self.kwargs["form"])
        return super().get(request, *args, **kwargs)

    def export(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Export the rows."""
        rows = map(self.build_row, self.get_queryset())
        return respond_with_table(request, rows, self.columns, form, self.export_name)

    def build_row(self, item: Any) -> dict[str, Any]:
        """Return the cells of an item by the keys of ``columns``."""
        raise NotImplementedError


class DocumentList(PagedList):
    """A list of documents in pages of ``PAGE_SIZE``, narrowed by ``DocumentFilter``; four queries at most.

    With ``form`` in the address the whole list is exported, in the order of the page; ``export_name`` is the file name
    without its suffix.
    """

    template_name = "browse/documents.html"
    paginate_by = PAGE_SIZE
    export_name = "documents"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show a page of the list, or export it."""
        if "form" in self.kwargs:
            return export_documents(request, self.get_queryset(), self.kwargs["form"], self.export_name)
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Document]:
        """Narrow the documents by the conditions in the address."""
        self.conditions = DocumentFilter.from_query(self.request.GET)
        return self.conditions.select(self.get_documents())

    def get_documents(self) -> QuerySet[Document]:
        """Select the documents of the list, before any condition."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the conditions."""
        return super().get_context_data(
            conditions=self.conditions, condition_names=join_names(self.conditions.names), **kwargs
        )


def refuse_filter(request: HttpRequest, error: InvalidFilterError) -> HttpResponseBase:
    """Answer an address with an unknown value."""
    return render_error_page(request, gettext("地址中的条件有误"), translate_sentence(str(error)), status=404)


def refuse_list(request: HttpRequest, error: ListNotFoundError) -> HttpResponse:
    """Answer the address of a list that does not exist."""
    return render_error_page(request, str(error), str(_WAYS_ON), status=404)


def find_or_refuse(model: type[Item], pk: int | str, shown: str) -> Item:
    """Return the row with this key; raises ``ListNotFoundError`` without one. ``shown`` names the model."""
    found = model._default_manager.filter(pk=int(pk)).first() if int(pk) < 2**31 else None
    if found is None:
        raise ListNotFoundError(gettext("没有编号为 {number} 的{shown}").format(number=str(pk)[:20], shown=shown))
    return found


def read_query(request: HttpRequest) -> str:
    """Return the text in the parameter ``q`` with single blanks."""
    query = request.GET.get("q", "").replace("\0", " ")
    return " ".join(query.split())[:MAX_NAME_LENGTH]


def read_choice(
    request: HttpRequest, name: str, values: Container[str], shown: str, fold: Callable[[str], str] = str
) -> str:
    """Return the parameter ``name``, "" without it; raises ``InvalidFilterError`` for none of ``values``.

    ``shown`` names it; ``fold`` is applied to what was typed.
    """
    value = fold(request.GET.get(name, ""))
    if value not in values:
        raise InvalidFilterError(gettext("“{value}”不是{shown}的可选值。").format(value=value[:40], shown=shown))
    return value
