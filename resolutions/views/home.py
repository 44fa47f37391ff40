"""Home page, and the list of the documents of one year."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page

from resolutions.http.refusal import render_error_page
from resolutions.models import Document, Status
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.queries.document_filter import DocumentFilter
from resolutions.statistics.queries.document_groups import load_document_groups
from resolutions.statistics.queries.holdings import count_holdings
from resolutions.statistics.queries.year_counts import CountsRow, count_by_decade

DOCUMENTS_PER_LIST = 8


@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest and the most cited documents and all years.

    Three queries while the data are unchanged, eight after a change: the counts read every document.
    """
    documents, state = Document.objects.visible(), read_data_state()
    return render(
        request,
        "resolutions/home.html",
        {
            "newest": _with_agenda_item(Document.objects.held()).order_by("-published_at", "-id")[:DOCUMENTS_PER_LIST],
            "most_cited": _with_agenda_item(documents.most_cited())[:DOCUMENTS_PER_LIST],
            "coverage": get_or_compute(state, "texts-and-stubs", lambda: count_texts_and_stubs(documents)),
            "holdings": get_or_compute(state, "holdings", count_holdings),
            "decades": get_or_compute(state, "decades", lambda: _count_by_decade(state)),
        },
    )


@conditional_page
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """List the documents of one year: first with a published text, then stubs."""
    in_year = _with_agenda_item(DocumentFilter(year=str(year)).select(Document.objects.visible()))
    documents = list(in_year.order_by("shown_date", "number", "symbol"))  # type: ignore[misc]  # alias of visible()
    if not documents:
        heading = gettext("没有 {year} 年的文件").format(year=year)
        return render_error_page(request, heading, gettext("本站文件的年份见首页“按年份”。"), status=404)
    return render(
        request,
        "resolutions/year.html",
        {
            "year": year,
            "held": [document for document in documents if document.is_held],
            "stubs": [document for document in documents if not document.is_held],
        },
    )


def _count_by_decade(state: DataState) -> list[CountsRow]:
    return count_by_decade(load_document_groups(state), DocumentFilter())


def _with_agenda_item(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.select_related("catalogue__agenda_item")


def count_texts_and_stubs(documents: QuerySet[Document]) -> dict[str, int]:
    """Count the visible documents with a published text, and the stubs; one query."""
    counts = dict(documents.values_list("status").annotate(Count("id")))
    return {"held": counts.get(Status.PUBLISHED, 0), "stubs": counts.get(Status.STUB, 0) + counts.get(Status.DRAFT, 0)}
