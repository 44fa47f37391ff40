"""引用一览: the citations of all documents under the conditions of an address; the figures link their numbers to it."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponseBase

from resolutions.http.csv_response import stream_csv_response
from resolutions.models import Citation
from resolutions.pages.citation_groups import group_by_source, iter_csv_rows
from resolutions.pages.cited_by import build_citing_sentences, order_by_newest_source
from resolutions.pages.page_language import translate_names
from resolutions.statistics.queries.citation_lists import CitationConditions
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.views.document_list import PAGE_SIZE, PagedList
from resolutions.views.exports import export_keys
from resolutions.views.themes import find_theme


class AllCitations(PagedList):
    """The citations that match, newest citing document first; six queries. With ``form`` the whole list is exported."""

    template_name = "browse/citations.html"
    paginate_by = PAGE_SIZE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show a page of the list, or export it: as a table of citations, else the citing documents."""
        form = self.kwargs.get("form")
        if form == "csv":
            pks = self.get_queryset().values_list("pk", flat=True)
            return stream_csv_response(iter_csv_rows(request.build_absolute_uri, list(pks)), "citations")
        if form:
            sources = list(dict.fromkeys(self.get_queryset().values_list("source", flat=True)))
            return export_keys(request, sources, form, "citing-documents")
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Citation]:
        """Read the conditions; raises ``InvalidFilterError`` for an unknown value, ``Http404`` for an unknown theme."""
        query = self.request.GET
        theme = find_theme(query["theme"]) if query.get("theme") else None
        self.conditions = CitationConditions.create(
            DocumentFilter.from_query(query), query.getlist("verb"), query.get("age", ""), theme
        )
        return order_by_newest_source(self.conditions.select())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sentences of the page and the number of citing documents."""
        context = super().get_context_data(conditions=self.conditions, **kwargs)
        rows = context["page_obj"].object_list.select_related("paragraph", "source", "target")
        sources = self.conditions.select().aggregate(n=Count("source", distinct=True))["n"]
        groups = group_by_source(build_citing_sentences(rows))
        return context | {
            "groups": groups,
            "sources": sources,
            "condition_names": translate_names(self.conditions.names),
        }
