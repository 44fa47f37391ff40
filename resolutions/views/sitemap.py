"""The sitemap: one file while it can list all pages, else an index of several (sitemaps.org)."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import condition

from resolutions.http.etags import compute_program_digest
from resolutions.http.page_cache import respond_once
from resolutions.models import Document, Status
from resolutions.statistics.queries import document_lists, subject_lists
from resolutions.statistics.queries.cached import read_data_state

FIXED_PAGES = (
    "home",
    "browse",
    "browse-agenda",
    "browse-subjects",
    "browse-divided",
    "browse-vetoes",
    "browse-states",
    "browse-themes",
    "browse-most-cited",
    "browse-wanted",
    "browse-together",
    "statistics",
    "paths",
    "finder",
    "terms",
    "data",
)
MAX_SITEMAP_URLS = 50_000  # in one file, by the protocol


class PageSitemap(Sitemap):
    """The fixed pages, then the list of each year, of each agenda item and of each subject."""

    def items(self) -> list[str]:
        """List the paths; three queries."""
        years = Document.objects.visible().exclude(shown_year=None).annotate(y=F("shown_year")).order_by("y")  # type: ignore[misc]  # alias of visible()
        agenda_items = document_lists.agenda_items().order_by("pk").values_list("pk", flat=True)
        subjects = subject_lists.subjects().order_by("pk").values_list("pk", flat=True)
        return [
            *map(reverse, FIXED_PAGES),
            *(reverse("year", args=[year]) for year in years.values_list("y", flat=True).distinct()),
            *(reverse("browse-agenda-item", args=[pk]) for pk in agenda_items),
            *(reverse("browse-subject", args=[pk]) for pk in subjects),
        ]

    def location(self, item: str) -> str:
        """Return the path itself."""
        return item


class DocumentSitemap(Sitemap):
    """The documents that readers may open, with text or without."""

    limit = MAX_SITEMAP_URLS

    def items(self) -> QuerySet[Document]:
        """Select what addresses need; one query a page."""
        return indexable_documents().order_by("pk").only("symbol", "slug", "status", "updated_at")

    def lastmod(self, item: Document) -> datetime | None:
        """Return the time of the last change of a text; that of a stub would tell when its draft arrived."""
        return item.updated_at if item.is_held else None


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {"pages": PageSitemap, "documents": DocumentSitemap}


def indexable_documents() -> QuerySet[Document]:
    """Select the documents that search engines may list: those with a public page, except withdrawn ones."""
    return Document.objects.visible().exclude(status=Status.WITHDRAWN)


def respond_with_state(request: HttpRequest, build: Callable[[], TemplateResponse]) -> HttpResponseBase:
    """Answer with the map of the present state of the data, or 304; it is written once for each state.

    One query; writing a map of 6,000 documents takes half a second.
    """
    state = [compute_program_digest(), request.build_absolute_uri(), read_data_state()]
    etag = sha256(repr(state).encode()).hexdigest()[:32]
    answer = condition(etag_func=lambda request: etag)(
        lambda request: respond_once(request, etag, lambda: build().render())
    )
    response: HttpResponseBase = answer(request)
    return response


def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Give one map while it can list all pages, otherwise the index of the sections."""
    return respond_with_state(request, lambda: _build_sitemap(request))


def sitemap_section(request: HttpRequest, section: str) -> HttpResponseBase:
    """Give the map of one section."""
    return respond_with_state(request, lambda: sitemap_views.sitemap(request, SITEMAPS, section))


def _build_sitemap(request: HttpRequest) -> TemplateResponse:
    if len(PageSitemap().items()) + indexable_documents().count() > MAX_SITEMAP_URLS:
        return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap-section")
    return sitemap_views.sitemap(request, SITEMAPS)
