"""浏览: lists of documents by organ and kind, agenda item and theme; most cited, most wanted and co-cited documents."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from resolutions.interface.names import name_in_language
from resolutions.models import Document, Kind
from resolutions.pages.page_language import chart_of, join_names, translate_choices
from resolutions.statistics.queries import document_lists, subject_lists, vote_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.queries.document_filter import DocumentFilter, InvalidFilterError
from resolutions.statistics.queries.document_groups import (
    Choice,
    count_documents,
    filtered,
    list_choices,
    load_document_groups,
)
from resolutions.statistics.queries.figure_builders import FILTERS, load_figure
from resolutions.statistics.queries.year_counts import count_by_decade, count_by_organ_and_kind
from resolutions.views.cocited_pairs import load_commonest_pairs, load_pair_rows
from resolutions.views.document_list import DocumentList, refuse_filter
from resolutions.views.themes import load_themes

PREVIEW_SIZE = 8  # rows of each list on the page 浏览; twice as many agenda items and themes
FILTER_NAMES = {
    "organ": gettext_lazy("机关"),
    "kind": gettext_lazy("类型"),
    "decade": gettext_lazy("年代"),
    "held": gettext_lazy("收录"),
}


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A value by which a list can be narrowed, with its number of documents.

    ``url`` narrows by it, or no longer if it is chosen.
    """

    name: str
    url: str
    is_chosen: bool
    count: int


def browse(request: HttpRequest) -> HttpResponseBase:
    """Show the first rows of each list, all or under a filter; a list that takes no filter is left out under one.

    Seven queries while the data are unchanged, sixteen after a change; eight under a filter.
    """
    state = read_data_state()
    try:
        conditions = DocumentFilter.from_query(request.GET).only(*FILTERS)
    except InvalidFilterError as error:
        return refuse_filter(request, error)
    groups = load_document_groups(state)
    matching = filtered(groups, conditions)
    choices = list_choices(groups, conditions)
    lists = _load_filtered(conditions) if conditions.is_set else _load_all(state)
    name_counts = Counter(name_in_language(item) for item in lists["items"])
    context = (
        lists
        | {
            "conditions": conditions,
            "condition_names": join_names(conditions.names),
            "filter_query": f"?{conditions.query_string}" if conditions.is_set else "",
            "choices": {name: translate_choices(choices[name]) for name in FILTERS},
            "count": count_documents(matching),
            "chart": chart_of(load_figure(state, "documents", conditions), conditions.names),
            "decades": count_by_decade(matching, conditions),
            "organs": count_by_organ_and_kind(matching, conditions),
            "ambiguous_names": {
                name for name, count in name_counts.items() if count > 1
            },  # shown with the name in the other language
            "most_cited": conditions.select(document_lists.most_cited_documents())[:PREVIEW_SIZE],
            "wanted": conditions.select(document_lists.most_cited_stubs())[:PREVIEW_SIZE],
        }
    )
    return render(request, "browse/browse.html", context)


def _load_all(state: DataState) -> dict[str, Any]:
    """Load the lists that are counted for each state of the data, and those that take no filter."""
    items, subjects = document_lists.agenda_items(), subject_lists.subjects()
    return {
        "items": get_or_compute(state, "commonest-items", lambda: list(items[: PREVIEW_SIZE * 2])),
        "subjects": get_or_compute(state, "commonest-subjects", lambda: list(subjects[: PREVIEW_SIZE * 2])),
        "divided": get_or_compute(state, "divided", lambda: vote_lists.count_divided(DocumentFilter())),
        "vetoes": get_or_compute(state, "vetoes", lambda: vote_lists.vetoed_drafts().count()),
        "themes": load_themes(state)[: PREVIEW_SIZE * 2],
        "pairs": load_pair_rows(load_commonest_pairs(state)[:PREVIEW_SIZE]),
    }


def _load_filtered(conditions: DocumentFilter) -> dict[str, Any]:
    """Count the lists under a filter; three queries."""
    documents = conditions.select(Document.objects.visible())
    return {
        "items": list(document_lists.agenda_items(documents=documents)[: PREVIEW_SIZE * 2]),
        "subjects": list(subject_lists.subjects(documents=documents)[: PREVIEW_SIZE * 2]),
        "divided": vote_lists.count_divided(conditions),
    }


class DocumentsByKind(DocumentList):
    """The documents under a filter, the newest first. Each condition offers its values with their numbers."""

    def get_documents(self) -> QuerySet[Document]:
        """Select all documents in the order of their dates."""
        return document_lists.listed_documents().order_by(
            F("shown_date").desc(nulls_last=True), "-shown_year", "-number", "symbol"
        )  # type: ignore[misc]  # alias of visible()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the values to choose from; one query after a change of the data."""
        choices = list_choices(load_document_groups(read_data_state()), self.conditions)
        heading = join_names(self.conditions.names) or gettext("全部文件")
        return super().get_context_data(
            heading=heading,
            held_only=self.conditions.held == "1",
            filter_groups=[(name, self._link(key, choices[key])) for key, name in FILTER_NAMES.items()],
            **kwargs,
        )

    def _link(self, name: str, choices: list[Choice]) -> list[ListChoice]:
        """Link the values of a condition; the address of the chosen one leaves the condition out."""
        chosen, unset = getattr(self.conditions, name), None if name == "organ" else ""
        links = []
        for choice in translate_choices(choices):
            is_chosen = choice.value == chosen
            changed = self.conditions.with_changes(**{name: unset if is_chosen else choice.value})
            links.append(ListChoice(choice.name, f"?{changed.query_string}", is_chosen, choice.count))
        return links


class MostCitedDocuments(DocumentList):
    """The documents with the most citations, of one kind or of all."""

    template_name = "browse/most_cited.html"
    export_name = "most-cited"

    def get_documents(self) -> QuerySet[Document]:
        """Select the cited documents."""
        return document_lists.most_cited_documents()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds to choose from."""
        kinds = [kind for kind in Kind if kind != Kind.DECISION]
        return super().get_context_data(kinds=kinds, kind=self.conditions.kind, **kwargs)


class WantedDocuments(DocumentList):
    """The documents without text that have the most citations."""

    template_name = "browse/wanted.html"
    export_name = "wanted"

    def get_documents(self) -> QuerySet[Document]:
        """Select the documents."""
        return document_lists.most_cited_stubs()
