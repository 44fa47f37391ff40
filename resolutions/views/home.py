"""The first page, and the list of one year."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.http.document_lookup import render_not_found
from resolutions.models import Document, Status

DOCUMENTS_PER_LIST = 8
HELD_COUNT = Count("id", filter=Q(status=Status.PUBLISHED))


@conditional_page
def home(request: HttpRequest) -> HttpResponse:
    documents = Document.objects.visible()
    years = (
        documents.filter(year__isnull=False)
        .values_list("year")
        .annotate(held=HELD_COUNT, all=Count("id"))
        .order_by("-year")
    )
    return render(
        request,
        "resolutions/home.html",
        {
            "newest": _with_agenda_item(Document.objects.held()).order_by("-published_at", "-id")[:DOCUMENTS_PER_LIST],
            "most_cited": _with_agenda_item(documents.most_cited())[:DOCUMENTS_PER_LIST],
            "decades": _by_decade(years),
        },
    )


@conditional_page
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """Documents of one year: those held first, then those known by citation or catalogue."""
    documents = _with_agenda_item(Document.objects.visible().filter(year=year))
    documents = list(documents.order_by("adopted_on", "number", "symbol"))
    if not documents:
        return render_not_found(request)
    return render(
        request,
        "resolutions/year.html",
        {
            "year": year,
            "held": [document for document in documents if document.is_held],
            "stubs": [document for document in documents if not document.is_held],
        },
    )


def _with_agenda_item(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.select_related("catalogue__agenda_item")


def _by_decade(years: Iterable[tuple[int, int, int]]) -> list[tuple[int, list[tuple[str, int, int]]]]:
    """``(1990, years of the decade)``, the newest decade first, its years in order: year, held, all."""
    decades: dict[int, list[tuple[str, int, int]]] = {}
    for year, held, count in years:
        decades.setdefault(year // 10 * 10, []).insert(0, (str(year), held, count))
    return list(decades.items())
