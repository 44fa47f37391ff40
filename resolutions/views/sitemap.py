"""The sitemap: one file while it can list all pages, else an index of several (sitemaps.org)."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from resolutions.models import CatalogueEntry, Document, Status
from resolutions.statistics.queries import subject_lists

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
    "data",
)
MAX_SITEMAP_URLS = 50_000  # in one file, by the protocol


class PageSitemap(Sitemap):
    """The fixed pages, then the list of each year, of each agenda item and of each subject."""

    def items(self) -> list[str]:
        """List the paths; three queries."""
        years = Document.objects.visible().exclude(shown_year=None).annotate(y=F("shown_year")).order_by("y")  # type: ignore[misc]  # alias of visible()
        entries = CatalogueEntry.objects.exclude(agenda_item=None).order_by("agenda_item")
        agenda_items = entries.values_list("agenda_item", flat=True)
        subjects = subject_lists.subjects().order_by("pk").values_list("pk", flat=True)
        return [
            *map(reverse, FIXED_PAGES),
            *(reverse("year", args=[year]) for year in years.values_list("y", flat=True).distinct()),
            *(reverse("browse-agenda-item", args=[pk]) for pk in agenda_items.distinct()),
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


def sitemap(request: HttpRequest) -> HttpResponse:
    """Give one map while it can list all pages, otherwise the index of the sections."""
    if len(PageSitemap().items()) + indexable_documents().count() > MAX_SITEMAP_URLS:
        return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap-section")
    return sitemap_views.sitemap(request, SITEMAPS)
