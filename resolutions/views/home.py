"""Home page, and the list of the documents of one year."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.http.document_lookup import render_not_found
from resolutions.models import Document, Status
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from resolutions.statistics.queries.holdings import count_holdings

DOCUMENTS_PER_LIST = 8


@dataclass(frozen=True, slots=True)
class YearCount:
    """Numbers of documents of one year: with a published text, and all."""

    year: int
    held: int
    all: int


@dataclass(frozen=True, slots=True)
class Decade:
    """A decade by its first year, with its years in order."""

    first_year: int
    years: list[YearCount] = field(default_factory=list)


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
            "decades": get_or_compute(state, "decades", lambda: group_by_decade(count_by_year(documents))),
        },
    )


@conditional_page
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """List the documents of one year: first with a published text, then stubs."""
    in_year = _with_agenda_item(Document.objects.visible().filter(shown_year=year))  # type: ignore[misc]  # alias of visible()
    documents = list(in_year.order_by("shown_date", "number", "symbol"))  # type: ignore[misc]  # alias of visible()
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


def count_texts_and_stubs(documents: QuerySet[Document]) -> dict[str, int]:
    """Count the visible documents with a published text, and the stubs; one query."""
    counts = dict(documents.values_list("status").annotate(Count("id")))
    return {"held": counts.get(Status.PUBLISHED, 0), "stubs": counts.get(Status.STUB, 0) + counts.get(Status.DRAFT, 0)}


def count_by_year(documents: QuerySet[Document]) -> list[YearCount]:
    """Count visible documents by year, the newest first; one query."""
    held = Count("id", filter=Q(status=Status.PUBLISHED))
    dated = documents.exclude(shown_year=None).annotate(y=F("shown_year"))  # type: ignore[misc]  # alias of visible()
    rows = dated.values_list("y").annotate(held=held, all=Count("id"))
    return [YearCount(*row) for row in rows.order_by("-y")]


def group_by_decade(years: Iterable[YearCount]) -> list[Decade]:
    """Group years, given from the newest, by decade: the newest decade first, its years in order."""
    decades: dict[int, Decade] = {}
    for item in years:
        first_year = item.year // 10 * 10
        decades.setdefault(first_year, Decade(first_year)).years.insert(0, item)
    return list(decades.values())
