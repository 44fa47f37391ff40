"""The sitemap: the addresses of all pages; above 50,000 an index of several (sitemaps.org)."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as one_map
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from resolutions.models import CatalogueEntry, Document, Status

BROWSE_LISTS = ("agenda", "themes", "most-cited", "wanted", "together")
FIXED_PAGES = (
    "/",
    "/browse",
    *(f"/browse/{name}" for name in BROWSE_LISTS),
    "/statistics",
    "/paths",
    "/finder",
    "/data",
)
MAX_SITEMAP_URLS = 50_000  # addresses in one file, by the protocol


class PageSitemap(Sitemap):
    """The pages that are no documents: fixed ones, then a list for each year and for each agenda item."""

    def items(self) -> list[str]:
        years = Document.objects.visible().exclude(year=None).order_by("year").values_list("year", flat=True).distinct()
        used = CatalogueEntry.objects.exclude(agenda_item=None).order_by("agenda_item")
        items = used.values_list("agenda_item", flat=True).distinct()
        return [*FIXED_PAGES, *(f"/years/{year}" for year in years), *(f"/browse/agenda/{pk}" for pk in items)]

    def location(self, item: str) -> str:
        return item


class DocumentSitemap(Sitemap):
    """Every document that readers may open, held or known by citation."""

    limit = MAX_SITEMAP_URLS

    def items(self) -> QuerySet[Document]:
        return indexable_documents().order_by("pk").only("symbol", "slug", "updated_at")

    def lastmod(self, item: Document):
        return item.updated_at


SITEMAPS = {"pages": PageSitemap, "documents": DocumentSitemap}


def indexable_documents() -> QuerySet[Document]:
    return Document.objects.exclude(status__in=(Status.DRAFT, Status.WITHDRAWN))


def sitemap(request: HttpRequest) -> HttpResponse:
    """One map while it can hold all addresses, otherwise the index of the maps of each section."""
    if len(PageSitemap().items()) + indexable_documents().count() > MAX_SITEMAP_URLS:
        return index(request, SITEMAPS, sitemap_url_name="sitemap-section")
    return one_map(request, SITEMAPS)


def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """The map of one section; 404 when there is none of that name or page."""
    return one_map(request, SITEMAPS, section=section)
